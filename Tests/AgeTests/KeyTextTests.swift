/// Recipients and identities as text: one spelling each, and no kind taken for another.
@testable import Age
import Secrecy
import Testing

private let identityText =
    "AGE-SECRET-KEY-1EGTZVFFV20835NWYV6270LXYVK2VKNX2MMDKWYKLMGR48UAWX40Q2P2LM0"

/// Valid Bech32 for whatever prefix and bytes; what else would refuse it is what is tested.
private func bech32(_ prefix: String, _ bytes: [UInt8], upperCase: Bool = false) -> String {
    let text = Bech32.encode(prefix: prefix, bytes.raw, upperCase: upperCase)
    return String(decoding: text.bytes.copiedBytes(), as: UTF8.self)
}

struct `the text of a key` {
    @Test func `is read and written alike`() throws {
        let identity = try X25519Identity(parsing: Secret(copying: identityText))
        #expect(identity.text.equals(Secret(copying: identityText)))
        let text = identity.recipient.text
        #expect(try X25519Recipient(parsing: text) == identity.recipient)
        // What age-keygen -y of age 1.1.1 prints for this identity.
        #expect(text == "age1xmwwc06ly3ee5rytxm9mflaz2u56jjj36s0mypdrwsvlul66mv4q47ryef")
        #expect(
            identity.recipient.fingerprint
                == "59114f403266412cc8eff693d4c39abdc84db13dd1169569bfccc01426da9bee")
        guard case .x25519(let parsed) = try Recipient(parsing: text) else {
            Issue.record("not an X25519 recipient")
            return
        }
        #expect(parsed == identity.recipient)
    }

    @Test func `differs for every generated identity`() {
        let identities = (0..<20).map { _ in X25519Identity.generate() }
        #expect(Set(identities.map(\.recipient)).count == 20)
        #expect(Set(identities.map(\.recipient.fingerprint)).count == 20)
    }

    static let examples: [(String, String, Int)] = [
        // BIP 173's own examples, the length limit aside.
        ("a12uel5l", "a", 0), ("A12UEL5L", "a", 0),
        ("abcdef1qpzry9x8gf2tvdw0s3jn54khce6mua7lmqqqxw", "abcdef", 20),
        ("split1checkupstagehandshakeupstreamerranterredcaperred2y9e3w", "split", 30),
        (
            """
            an83characterlonghumanreadablepartthatcontainsthenumber1\
            andtheexcludedcharactersbio1tt5tgs
            """,
            """
            an83characterlonghumanreadablepartthatcontainsthenumber1\
            andtheexcludedcharactersbio
            """, 0
        ),
        (
            "11" + String(repeating: "q", count: 82) + "c8247j", "1", 51
        ),
    ]

    @Test(arguments: examples)
    func `is Bech32`(_ text: String, _ prefix: String, _ count: Int) throws {
        let decoded = try Bech32.decode(Array(text.utf8).raw)
        #expect(decoded.prefix == prefix)
        let (length, isUpperCase) = (decoded.bytes.count, decoded.isUpperCase)
        #expect(length == count)
        let again = Bech32.encode(prefix: prefix, decoded.bytes.bytes, upperCase: isUpperCase)
        #expect(String(decoding: again.bytes.copiedBytes(), as: UTF8.self) == text)
    }

    /// BIP 173: a prefix may hold every visible character of ASCII, from 33 to 126.
    @Test(arguments: ["!", "~", "age~"])
    func `is Bech32 with the first and the last visible character`(_ prefix: String) throws {
        let decoded = try Bech32.decode(Array(bech32(prefix, [1, 2, 3]).utf8).raw)
        #expect(decoded.prefix == prefix)
    }

    static let counterexamples: [(String, KeyFault)] = [
        (" 1nwldj5", KeyFault.character(at: 0)), ("\u{7f}1axkwrx", .character(at: 0)),
        ("pzry9x0s0muk", .separator), ("1pzry9x0s0muk", .separator), ("", .separator),
        ("x1b4n0q5v", .character(at: 2)), ("li1dgmt3", .length), ("A1G7SGD8", .checksum),
        ("10a06t8", .separator), ("1qzzfhee", .separator), ("a12UEL5L", .letterCase),
        ("a1lqfn3a", .checksum),
    ]

    @Test(arguments: counterexamples)
    func `is refused where BIP 173 refuses it`(_ text: String, _ fault: KeyFault) {
        #expect(throws: fault) { _ = try Bech32.decode(Array(text.utf8).raw) }
    }

    @Test func `is refused with padding that is too long or not zero`() throws {
        // 32 bytes end with four bits of padding in the 52nd character.
        let text = Array(bech32("age", [UInt8](repeating: 0, count: 32)).utf8)
        #expect(text.count == 62)
        let zeros = [UInt8](repeating: 0, count: 51)
        for (values, fault) in [
            (zeros + [1], .padding), (zeros + [8], .padding), (zeros + [16], nil),
            (zeros, .padding), (zeros + [0, 0, 0], .padding),
        ] as [([UInt8], KeyFault?)] {
            let text = Array(withChecksum("age", values).utf8)
            if let fault {
                #expect(throws: fault) { _ = try Bech32.decode(text.raw) }
            } else {
                #expect(throws: Never.self) { _ = try Bech32.decode(text.raw) }
            }
        }
    }

    @Test func `is refused with any one character changed`() throws {
        let identity = Array(identityText.utf8)
        for index in identity.indices {
            for other in Array("QPZL7-1B".utf8)
            where other != identity[index] {
                var changed = identity
                changed[index] = other
                #expect(throws: AgeError.self) {
                    try X25519Identity(parsing: Secret(copying: changed.raw))
                }
            }
        }
    }

    static let noIdentities: [(String, AgeError)] = [
        ("", AgeError.identity(.separator, line: 1)),
        (identityText.lowercased(), .identity(.letterCase, line: 1)),
        ("AGE-SECRET-KEY-1e" + identityText.dropFirst(17), .identity(.letterCase, line: 1)),
        (identityText + "\n", .identity(.character(at: 74), line: 1)),
        (" " + identityText, .identity(.character(at: 0), line: 1)),
        (String(identityText.dropLast()), .identity(.checksum, line: 1)),
        (bech32("age-secret-key-", [1, 2, 3], upperCase: true), .identity(.length, line: 1)),
        (
            bech32("age", [UInt8](repeating: 7, count: 32), upperCase: true),
            .identity(.prefix, line: 1)
        ),
        (
            "AGE-SECRET-KEY-PQ-1HZLGZUPT4ETPKDEV8HSGFDCYZ4E522W0A7PU2LHT8EH9W6YLNC3SW78XKG",
            .unsupported(["mlkem768x25519"])
        ),
        (bech32("age-plugin-yubikey-", [1, 2], upperCase: true), .unsupported(["yubikey"])),
        // The letters, digits and signs at both ends of what a plugin's name may hold.
        (bech32("age-plugin-az09_.+-", [1, 2], upperCase: true), .unsupported(["az09_.+"])),
        (bech32("age-plugin-../x-", [1, 2], upperCase: true), .identity(.prefix, line: 1)),
        (bech32("age-plugin--", [1, 2], upperCase: true), .identity(.prefix, line: 1)),
    ]

    @Test(arguments: noIdentities)
    func `is no identity, and the error says why`(_ text: String, _ error: AgeError) {
        #expect(throws: error) { try X25519Identity(parsing: Secret(copying: text)) }
    }

    static let noRecipients: [(String, AgeError)] = [
        ("", AgeError.recipient(.separator)),
        (bech32("age", [UInt8](repeating: 7, count: 32), upperCase: true), .recipient(.letterCase)),
        (bech32("age", [UInt8](repeating: 7, count: 31)), .recipient(.length)),
        (bech32("age", [UInt8](repeating: 7, count: 33)), .recipient(.length)),
        (identityText, .recipient(.prefix)),
        (bech32("krok", [UInt8](repeating: 7, count: 32)), .recipient(.prefix)),
        (bech32("age1pq", [UInt8](repeating: 7, count: 1216)), .unsupported(["mlkem768x25519"])),
        (bech32("age1tag", [UInt8](repeating: 2, count: 33)), .unsupported(["p256tag"])),
        (
            bech32("age1tagpq", [UInt8](repeating: 2, count: 1249)),
            .unsupported(["mlkem768p256tag"])
        ),
        (bech32("age1yubikey", [1, 2, 3]), .unsupported(["yubikey"])),
        (bech32("age1az09_.+", [1, 2, 3]), .unsupported(["az09_.+"])),
        (bech32("age1../x", [1, 2, 3]), .recipient(.prefix)),
        (bech32("age1{", [1, 2, 3]), .recipient(.prefix)),
        ("ssh-ed25519 AAAAC3NzaC1lZDI1NTE5 me@here", .unsupported(["ssh-ed25519"])),
        ("ssh-rsa AAAAB3NzaC1yc2E", .unsupported(["ssh-rsa"])),
        ("age1żółć", .recipient(.character(at: 4))),
    ]

    @Test(arguments: noRecipients)
    func `is no recipient, and the error says why`(_ text: String, _ error: AgeError) {
        #expect(throws: error) { try Recipient(parsing: text) }
    }

    /// Five-bit values as they are, so that their padding can be wrong.
    private func withChecksum(_ prefix: String, _ values: [UInt8]) -> String {
        let alphabet = Array("qpzry9x8gf2tvdw0s3jn54khce6mua7l")
        var state: UInt32 = 1
        let start = prefix.utf8.map { $0 >> 5 } + [0] + prefix.utf8.map { $0 & 31 }
        for value in start + values + [UInt8](repeating: 0, count: 6) {
            let top = state >> 25
            state = (state & 0x1ff_ffff) << 5 ^ UInt32(value)
            for (bit, part) in [
                0x3b6a_57b2, 0x2650_8e6d, 0x1ea1_19fa, 0x3d42_33dd, 0x2a14_62b3,
            ].enumerated() where top >> UInt32(bit) & 1 == 1 {
                state ^= UInt32(part)
            }
        }
        let closing = (0..<6).map { UInt8((state ^ 1) >> UInt32(5 * (5 - $0)) & 31) }
        return prefix + "1" + String((values + closing).map { alphabet[Int($0)] })
    }
}
