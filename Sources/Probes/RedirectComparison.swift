/// The redirect URI against what it should be, character by character.
internal import Guides
internal import Secrecy
internal import YetiForce

/// Comparisons that need nobody; whatever they show has the key masked.
struct RedirectComparison {
    private let uri: Secret

    init(_ uri: Secret) { self.uri = uri }

    /// What YetiForce puts between its address and the key.
    static let path = "webservice/OAuth/MailAccount/"

    /// Against YetiForce's address: it begins with it, and the path behind it is the right one.
    func against(address: String) -> CheckResult {
        let question = CheckQuestion(.redirectAddress, input: "redirect_uri")
        let base = address.hasSuffix("/") ? address : address + "/"
        let expected = Array((base + RedirectComparison.path).utf8)
        let insensitive = RedirectComparison.lengthOfOrigin(expected)
        for index in expected.indices {
            let found: UInt8? = index < uri.count ? uri[index] : nil
            let same = found.map { index < insensitive ? $0.lowered : $0 }
            let wanted = index < insensitive ? expected[index].lowered : expected[index]
            guard same != wanted else { continue }
            return CheckResult(
                question, .wrong, index < base.utf8.count ? .addressDiffers : .pathDiffers,
                [
                    "expected": base + RedirectComparison.path + "…",
                    "found": masked, "position": String(index + 1),
                ])
        }
        let key = uri[expected.count..<uri.count]
        // Behind the key nothing may follow: a slash would make another address.
        let end = (0..<key.count).first { "/?#".utf8.contains(key[$0]) }
        guard !key.isEmpty, end == nil else {
            return CheckResult(
                question, .wrong, .pathDiffers,
                [
                    "expected": base + RedirectComparison.path + "…", "found": masked,
                    "position": String(expected.count + (end ?? 0) + 1),
                ])
        }
        return CheckResult(question, .right, .addressFits)
    }

    /// Against the addresses in Google's file: one of them is exactly this one.
    func against(registered: [Secret]) -> CheckResult {
        let question = CheckQuestion(.redirectFile, input: "redirect_uri")
        if registered.contains(where: { $0.equals(uri) }) {
            return CheckResult(question, .right, .inFile)
        }
        let nearest = registered.max { common(with: $0) < common(with: $1) }
        guard let nearest else { return CheckResult(question, .wrong, .fileHasNone) }
        return CheckResult(
            question, .wrong, .notInFile,
            [
                "found": masked, "file": RedirectComparison.masked(nearest),
                "position": String(common(with: nearest) + 1),
            ])
    }

    private func common(with other: Secret) -> Int {
        var index = 0
        while index < min(uri.count, other.count), uri[index] == other[index] { index += 1 }
        return index
    }

    private var masked: String { RedirectComparison.masked(uri) }

    static func masked(_ uri: Secret) -> String {
        maskedRedirectURI(uri).copiedIntoOrdinaryMemory() ?? "••••"
    }

    /// How far scheme and host reach, whose letters mean the same in capitals.
    private static func lengthOfOrigin(_ address: [UInt8]) -> Int {
        guard let colon = address.firstIndex(of: UInt8(ascii: ":")) else { return 0 }
        let start = min(colon + 3, address.count)
        return address[start...].firstIndex(of: UInt8(ascii: "/")) ?? address.count
    }
}

extension UInt8 {
    fileprivate var lowered: UInt8 { (0x41...0x5A).contains(self) ? self + 0x20 : self }
}
