/// One vector file: `key: value` lines, an empty line, the bytes of an age file.
import Age
import Foundation
import Secrecy
import Testing

struct Vector: CustomTestStringConvertible, Sendable {
    let name: String
    let expected: String
    let payload: String?
    let identities: [String]
    let passphrases: [String]
    let fileKey: [UInt8]?
    let file: [UInt8]

    var testDescription: String { name }

    init(at url: URL) throws {
        name = url.lastPathComponent
        let bytes = [UInt8](try Data(contentsOf: url))
        let split = try #require(
            bytes.indices.dropLast().first { bytes[$0] == 10 && bytes[$0 + 1] == 10 })
        var fields: [String: [String]] = [:]
        for line in String(decoding: bytes[..<split], as: UTF8.self).split(separator: "\n") {
            let colon = try #require(line.firstRange(of: ": "))
            fields[String(line[..<colon.lowerBound]), default: []]
                .append(String(line[colon.upperBound...]))
        }
        expected = try #require(fields["expect"]?.first)
        payload = fields["payload"]?.first
        identities = fields["identity"] ?? []
        passphrases = fields["passphrase"] ?? []
        fileKey = fields["file key"]?.first.map(bytesOf(hexadecimal:))
        let rest = Array(bytes[(split + 2)...])
        file = fields["compressed"] == nil ? rest : try Inflater.zlib(rest)
    }

    /// The vectors of a folder by name, but for the files that speak about them.
    static func all(in folder: URL) throws -> [Vector] {
        try FileManager.default.contentsOfDirectory(atPath: folder.path)
            .filter { !$0.hasSuffix(".md") && !$0.hasSuffix(".py") && !$0.hasPrefix(".") }
            .sorted()
            .map { try Vector(at: folder.appending(path: $0)) }
    }

    /// What is tried on the file.
    ///
    /// Throws when there are identities, but all of kinds that are not built in.
    func keys() throws(AgeError) -> [Identity] {
        var keys: [Identity] = passphrases.map { .passphrase(Secret(copying: $0)) }
        var refusal: AgeError?
        for text in identities {
            do throws(AgeError) {
                keys.append(.x25519(try X25519Identity(parsing: Secret(copying: text))))
            } catch {
                guard error.failureClass == .unsupported else { throw error }
                refusal = error
            }
        }
        if let refusal, keys.isEmpty { throw refusal }
        return keys
    }

    /// The class of what happens, with the plaintext's hash when the file opens.
    func outcome() -> (class: String, payload: String?) {
        do throws(AgeError) {
            let plaintext = try Age.decrypt(file, with: try keys())
            return ("success", hexadecimal(sha256(plaintext.bytes)))
        } catch {
            return (error.failureClass.rawValue, nil)
        }
    }
}

/// The folder of this file and its neighbours.
let testFolder = URL(filePath: #filePath).deletingLastPathComponent()

func hexadecimal(_ bytes: [UInt8]) -> String {
    bytes.map { byte in
        let digits = String(byte, radix: 16)
        return digits.count == 1 ? "0" + digits : digits
    }.joined()
}

func bytesOf(hexadecimal text: String) -> [UInt8] {
    let digits = text.compactMap(\.hexDigitValue)
    return stride(from: 0, to: digits.count - 1, by: 2).map {
        UInt8(digits[$0] << 4 | digits[$0 + 1])
    }
}
