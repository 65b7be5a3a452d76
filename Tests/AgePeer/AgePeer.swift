/// The library `Age` as a program of its own, so that other implementations can be held against it.
///
/// `AgePeer encrypt [--armor] RECIPIENT…` and `AgePeer encrypt [--armor] --passphrase FILE LOGN`
/// write an age file, `AgePeer decrypt FILE` opens one with an identity file, `AgePeer decrypt
/// --passphrase FILE` with a passphrase; from standard input to standard output.
import Age
import Foundation
import Secrecy

@main
enum AgePeer {
    static func main() {
        do {
            let input = [UInt8](try FileHandle.standardInput.readToEnd() ?? Data())
            let output = try run(
                input, CommandLine.arguments.dropFirst().filter { $0 != "--armor" })
            try FileHandle.standardOutput.write(contentsOf: Data(output))
        } catch {
            FileHandle.standardError.write(Data("\(error)\n".utf8))
            exit(1)
        }
    }

    private static func run(_ input: [UInt8], _ words: [String]) throws -> [UInt8] {
        let rest = Array(words.dropFirst())
        switch words.first {
        case "encrypt":
            return try encrypt(
                input, to: rest, armored: CommandLine.arguments.contains("--armor"))
        case "decrypt": return try decrypt(input, with: rest)
        default: throw Usage()
        }
    }
}

/// A call that names no way to encrypt or to decrypt.
struct Usage: Error {}

private func secret(_ path: String) throws -> Secret {
    let bytes = [UInt8](try Data(contentsOf: URL(filePath: path)))
    return Secret(copying: bytes.raw)
}

private func encrypt(
    _ input: [UInt8], to words: [String], armored: Bool
) throws -> [UInt8] {
    var recipients: [Recipient] = []
    if words.count == 3, words[0] == "--passphrase", let workFactor = Int(words[2]) {
        let passphrase = try secret(words[1])
        recipients.append(.passphrase(passphrase, workFactor: workFactor))
    } else {
        for word in words { recipients.append(try Recipient(parsing: word)) }
    }
    return try Age.encrypt(Secret(copying: input.raw), to: recipients, armored: armored)
}

private func decrypt(_ input: [UInt8], with words: [String]) throws -> [UInt8] {
    var identities: [Identity] = []
    if words.count == 2, words[0] == "--passphrase" {
        let passphrase = try secret(words[1])
        identities.append(.passphrase(passphrase))
    } else {
        guard words.count == 1 else { throw Usage() }
        let file = try secret(words[0])
        for identity in try IdentityFile.parse(file) {
            identities.append(.x25519(identity))
        }
    }
    let plaintext = try Age.decrypt(input, with: identities)
    return plaintext.bytes.copiedBytes()
}
