/// A sealed vault and a sealed slot that tests take apart, change and try to open.
import Secrecy
import Testing
import Vaults

/// A `vault.age` as Krok writes it, and its key.
struct Sealed: Sendable {
    let key: VaultKey
    let file: [UInt8]

    init(_ document: (String) -> VaultDocument) throws {
        key = VaultKey.generate()
        file = try key.seal(document(key.fingerprint))
    }

    /// Two profiles with every kind of value, and what happened to them.
    static func ordinary(_ vault: String) -> VaultDocument {
        var document = Sample.filled(vault)
        document.set("client_id", of: "Żółw i spółka", to: Secret(copying: "000-example.apps"))
        document.set("client_secret", of: "Żółw i spółka", to: Secret(copying: "GOCSPX-EXAMPLE"))
        return document
    }

    /// More than three chunks of 64 KiB.
    static func large(_ vault: String) -> VaultDocument {
        var document = Sample.filled(vault)
        for number in 0..<60 {
            let text = String(repeating: "value \(number) ", count: 400)
            document.set("input\(number)", of: "default", to: Secret(copying: text))
        }
        return document
    }

    /// Why `file` is refused, read as a whole and in pieces; nil when it opens.
    func fault(_ file: [UInt8]) -> VaultFault? {
        let found: VaultFault?
        do throws(VaultFault) {
            _ = try key.open(file)
            found = nil
        } catch {
            found = error
        }
        #expect(piecewiseFault(file) == found)
        return found
    }

    private func piecewiseFault(_ file: [UInt8]) -> VaultFault? {
        do throws(VaultFault) {
            let part = try piecewise(file, "default")
            #expect(part?.isPartial == true)
            return nil
        } catch {
            return error
        }
    }

    /// The document with one profile, of a file that is read in pieces.
    func piecewise(_ file: [UInt8], _ profile: String) throws(VaultFault) -> VaultDocument? {
        let opening = try ProfileOpening(
            key, profile, start: Array(file.prefix(4096)), length: file.count)
        while let place = opening.next { try opening.take(Array(file[place])) }
        #expect(opening.mark == VaultKey.mark(of: file))
        return try opening.document()
    }

    // MARK: Parts

    /// The header's lines with their line feeds, and where the payload begins.
    static func split(_ file: [UInt8]) -> (lines: [ArraySlice<UInt8>], payload: Int) {
        var lines: [ArraySlice<UInt8>] = []
        var start = 0
        while let feed = file[start...].firstIndex(of: 10) {
            lines.append(file[start...feed])
            start = feed + 1
            if lines[lines.count - 1].starts(with: Array("---".utf8)) { break }
        }
        return (lines, start)
    }

    var lines: [ArraySlice<UInt8>] { Sealed.split(file).lines }

    var payload: Int { Sealed.split(file).payload }

    /// The bytes between the version line and the closing line.
    var stanza: Range<Int> { lines[1].startIndex..<lines[3].startIndex }

    func file(lines: [ArraySlice<UInt8>]) -> [UInt8] { Array(lines.joined()) + file[payload...] }

    /// The payload's chunks behind its nonce: 64 KiB and a tag each, the last one shorter.
    var chunks: [ArraySlice<UInt8>] {
        stride(from: payload + 16, to: file.count, by: 65_552).map { start in
            file[start..<min(start + 65_552, file.count)]
        }
    }

    func file(chunks: [ArraySlice<UInt8>]) -> [UInt8] {
        file[..<(payload + 16)] + Array(chunks.joined())
    }
}

/// A slot for a passphrase.
struct SealedSlot: Sendable {
    let file: [UInt8]
    /// Where the digits of the work factor stand.
    let workFactor: Range<Int>
    private let passphrase = Secret(copying: "zażółć gęślą jaźń")

    init(workFactor: Int) throws {
        file = try VaultKey.generate().slot(passphrase: passphrase, workFactor: workFactor)
        let line = Sealed.split(file).lines[1].dropLast()
        let start = line.lastIndex(of: UInt8(ascii: " ")).map { $0 + 1 } ?? line.endIndex
        self.workFactor = start..<line.endIndex
    }

    /// Why `file` is refused; nil when it opens.
    func fault(_ file: [UInt8]) -> VaultFault? {
        do throws(VaultFault) {
            _ = try VaultKey(slot: file, passphrase: passphrase)
            return nil
        } catch {
            return error
        }
    }
}

extension [UInt8] {
    /// A copy with one bit changed; bits count from the first byte's lowest.
    func flipped(bit: Int) -> [UInt8] {
        var copy = self
        copy[bit / 8] ^= 1 << UInt8(bit % 8)
        return copy
    }
}

extension VaultDocument {
    fileprivate mutating func set(_ input: String, of profile: String, to content: Secret) {
        set(
            input, of: profile, to: content, kind: "text", isSensitive: false, by: Sample.author)
    }
}
