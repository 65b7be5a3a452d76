/// Fuzzes identity files: as many keys as lines that are neither blank nor comments.
import Age
import Fuzzing
import Secrecy

@c(LLVMFuzzerTestOneInput)
public func fuzzIdentityFile(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
    let bytes = unsafe input(start, count)
    let file = Secret(copying: bytes.raw)
    var identities: [X25519Identity] = []
    do throws(AgeError) {
        identities = try IdentityFile.parse(file, limits: Limits(fileBytes: 1 << 16))
    } catch {
        if case .identity(_, let line) = error {
            let lines = bytes.split(separator: 10, omittingEmptySubsequences: false).count
            hold((1...lines).contains(line), "a fault is on a line that is there")
        }
        hold(error != .identityFileEncrypted || Age.isEncrypted(bytes.raw), "it was an age file")
        return 0
    }
    let lines = bytes.split(separator: 10).map { $0.last == 13 ? $0.dropLast() : $0 }
        .filter { !$0.isEmpty && $0.first != UInt8(ascii: "#") }
    hold(identities.map { $0.text.bytes.copiedBytes() } == lines.map { Array($0) }, "each line")
    for identity in identities {
        let comments = lines.map { String(decoding: $0.reversed(), as: UTF8.self) }
        let written = IdentityFile.render(identity, created: "2026", comments: comments)
        let again = try? IdentityFile.parse(written)
        hold(again?.map(\.recipient) == [identity.recipient], "what was written is read again")
    }
    return 0
}
