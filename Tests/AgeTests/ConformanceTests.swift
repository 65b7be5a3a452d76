/// The vectors of C2SP/CCTV, which lie beside the repository and not in it.
@testable import Age
import Foundation
import Secrecy
import Testing

/// Where the vectors are: `../shared/age-vectors` beside the package.
private let folder =
    testFolder.deletingLastPathComponent().deletingLastPathComponent()
    .appending(path: "../shared/age-vectors")

private let areThere = FileManager.default.fileExists(atPath: folder.path)
private let isContinuousIntegration = ProcessInfo.processInfo.environment["CI"] == "true"

private func vectors() -> [Vector] {
    guard areThere else { return [] }
    do {
        return try Vector.all(in: folder)
    } catch {
        Issue.record(error)
        return []
    }
}

struct `the vectors of C2SP` {
    @Test(.enabled(if: areThere || isContinuousIntegration, "../shared/age-vectors is not there"))
    func `lie beside the repository`() {
        #expect(areThere, "CI has to run them: \(folder.path)")
        #expect(vectors().count >= 70)
    }

    @Test(arguments: vectors().filter { !$0.name.hasPrefix("hybrid_") })
    func `end in the class they name`(_ vector: Vector) {
        let outcome = vector.outcome()
        #expect(outcome.class == vector.expected)
        if vector.expected == "success" { #expect(outcome.payload == vector.payload) }
    }

    /// Identities of kind `mlkem768x25519` are not built in, so none of these files opens.
    @Test(arguments: vectors().filter { $0.name.hasPrefix("hybrid_") })
    func `for hybrid keys are refused by name`(_ vector: Vector) {
        // The first identity of this one is X25519, and what is wrong is its stanza.
        let expected = vector.name == "hybrid_x25519_arg" ? "header failure" : "unsupported"
        #expect(vector.outcome().class == expected)
        do throws(AgeError) {
            _ = try Age.decrypt(vector.file, with: [.x25519(.generate())])
            Issue.record("opened by a stranger")
        } catch {
            #expect(error == hybridOutcomes[vector.name])
        }
    }

    @Test(arguments: vectors().filter { $0.expected != "armor failure" })
    func `keep their header when it is read and written`(_ vector: Vector) throws {
        let envelope: Envelope
        do throws(AgeError) {
            envelope = try Envelope(vector.file, limits: Limits())
        } catch {
            #expect(error.failureClass == .header && vector.expected == "header failure")
            return
        }
        let header = envelope.header
        var text = "age-encryption.org/v1\n" + header.stanzas.map(\.text).joined() + "---"
        #expect(text.utf8.count == header.covered)
        text += " " + Base64.unpadded.encode(header.mac.raw) + "\n"
        #expect(Array(text.utf8) == Array(envelope.file[..<header.length]))
    }

    @Test(
        arguments: vectors().filter { $0.expected == "success" && !$0.name.hasPrefix("hybrid_") })
    func `come out the same when sealed again`(_ vector: Vector) throws {
        let envelope = try Envelope(vector.file, limits: Limits())
        let plaintext = try Age.decrypt(vector.file, with: vector.keys())
        let nonce = Array(envelope.file[envelope.header.length...].prefix(16))
        let fileKey = try #require(vector.fileKey)
        let again = Age.seal(
            plaintext.bytes, stanzas: envelope.header.stanzas,
            fileKey: SecretBytes(copying: fileKey.raw), nonce: nonce)
        #expect(again == envelope.file)
    }

    @Test(arguments: vectors().filter { $0.name.hasPrefix("armor_") && $0.expected == "success" })
    func `keep their armor when it is taken off and put on`(_ vector: Vector) throws {
        let again = Armor.encode(try Armor.decode(vector.file))
        let unified = vector.file.filter { $0 != UInt8(ascii: "\r") }
        #expect(again == (unified.last == 10 ? unified : unified + [10]))
    }
}

/// What each hybrid file says to the holder of an X25519 identity.
///
/// It names the kind where nothing but foreign stanzas could have matched. A malformed X25519
/// stanza is refused before, a kind in other letters is nobody's.
private let hybridOutcomes: [String: AgeError] = [
    "hybrid_and_x25519": .noMatch,
    "hybrid_currupted_enc_mlkem": .unsupported(["mlkem768x25519"]),
    "hybrid_grease": .unsupported(["mlkem768x25519"]),
    "hybrid_long_file_key": .unsupported(["mlkem768x25519"]),
    "hybrid_low_order": .unsupported(["mlkem768x25519"]),
    "hybrid_multiple_recipients": .unsupported(["mlkem768x25519"]),
    "hybrid_no_match": .unsupported(["mlkem768x25519"]),
    "hybrid_not_canonical_enc": .unsupported(["mlkem768x25519"]),
    "hybrid_short_share": .unsupported(["mlkem768x25519"]),
    "hybrid_uppercase": .noMatch,
    "hybrid_x25519_arg": .header(.share, line: 2),
]
