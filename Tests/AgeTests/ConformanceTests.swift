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
    /// They do where `.ci/run` says that this is CI.
    ///
    /// A clone of one's own has no such folder; the project's own vectors are run in each.
    @Test(
        .enabled(
            if: areThere || isContinuousIntegration,
            "the vectors of C2SP are not in ../shared/age-vectors: nothing was tested with them"))
    func `lie beside the repository`() {
        #expect(
            areThere,
            "expected C2SP/CCTV's age/testdata in \(folder.path), found nothing; put them there")
        let found = vectors()
        #expect(found.count >= 70)
        // A family that is missing would be tested by nothing, and nobody would know.
        for family in ["armor_", "header_", "hmac_", "hybrid_", "scrypt_", "stream_", "x25519_"] {
            #expect(found.contains { $0.name.hasPrefix(family) }, "no vector of \(family)")
        }
    }

    @Test(arguments: vectors().filter { !$0.name.hasPrefix("hybrid_") })
    func `end in the class they name`(_ vector: Vector) {
        let outcome = vector.outcome()
        #expect(outcome.class == vector.expected)
        if vector.expected == "success" { #expect(outcome.payload == vector.payload) }
    }

    /// Identities of kind `mlkem768x25519` are not built in: whoever has the keys that a file is
    /// for is told so by name, also where another of the keys is of a kind that is built in.
    @Test(arguments: vectors().filter { $0.name.hasPrefix("hybrid_") })
    func `for hybrid keys are refused by name to whoever has their keys`(_ vector: Vector) {
        let file = Secret(copying: vector.identities.joined(separator: "\n") + "\n")
        #expect(throws: AgeError.unsupported(["mlkem768x25519"])) {
            let keys = try IdentityFile.parse(file)
            _ = try Age.decrypt(vector.file, with: keys.map { .x25519($0) })
        }
    }

    @Test(arguments: vectors().filter { $0.name.hasPrefix("hybrid_") })
    func `for hybrid keys say to a stranger what is true for him`(_ vector: Vector) throws {
        do throws(AgeError) {
            _ = try Age.decrypt(vector.file, with: [.x25519(.generate())])
            Issue.record("opened by a stranger")
        } catch {
            #expect(error == strangersOutcomes[vector.name])
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

/// What each hybrid file says to the holder of an X25519 identity that it is not for.
///
/// It names the kind wherever nothing but foreign stanzas could have matched. In three it is not
/// so, and the kind's name would be wrong: one is for an X25519 identity as well, which this one
/// might have been; one has the kind in other letters, which is nobody's (the vector itself says
/// `no match`); and one has no hybrid stanza at all but a malformed X25519 stanza (the vector
/// itself says `header failure`).
private let strangersOutcomes: [String: AgeError] = [
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
