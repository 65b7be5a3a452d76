/// Generated passphrases, and the judgement of typed ones.
import Secrecy
import Testing
import Vaults

struct PassphraseTests {
    private static func generated() -> String {
        Passphrase.generate().copiedIntoOrdinaryMemory() ?? ""
    }

    @Test func `a generated passphrase is seven pronounceable groups`() {
        for _ in 0..<200 {
            let text = PassphraseTests.generated()
            #expect(
                text.wholeMatch(
                    of:
                        /([bdfghjklmnprstvz][aiou][bdfghjklmnprstvz][aiou][bdfghjklmnprstvz](-|$)){7}/
                ) != nil, "\(text)")
            #expect(text.count == 41)
        }
    }

    @Test func `no two generated passphrases are alike`() {
        let many = (0..<2000).map { _ in PassphraseTests.generated() }
        #expect(Set(many).count == 2000)
    }

    /// With 2,000 draws of 7 groups each sign of 16 is expected 875 times at its place; the
    /// bounds are more than seven standard deviations away, and fail if a bit of four is stuck.
    @Test func `every sign comes at every place about as often as the others`() {
        var counts: [Int: [Character: Int]] = [:]
        for _ in 0..<2000 {
            for group in PassphraseTests.generated().split(separator: "-") {
                for (place, sign) in group.enumerated() {
                    counts[place, default: [:]][sign, default: 0] += 1
                }
            }
        }
        for (place, signs) in counts {
            let kinds = place % 2 == 0 ? 16 : 4
            let expected = 14_000 / kinds
            #expect(signs.count == kinds)
            for (sign, count) in signs {
                #expect(abs(count - expected) < expected / 4, "\(place) \(sign): \(count)")
            }
        }
    }

    @Test(
        arguments: [
            ("", Passphrase.Weakness.short),
            ("tajne", .short),
            ("1234567890123", .short),
            ("żółć", .short),
            ("aaaaaaaaaaaaaaaaaaaaaaaa", .regular),
            ("abcdefghijklmnop", .regular),
            ("12345678901234567890", .regular),
            ("ababababababababababab", .regular),
            ("qazqazqazqazqazqaz", .regular),
            ("aaaabbbbccccddddeeee", .regular),
            ("poprawny koń bateria", nil),
            ("correct horse battery staple", nil),
            ("k9#mQ2!xR7$vT4", nil),
        ] as [(String, Passphrase.Weakness?)])
    func `weak passphrases are told`(text: String, weakness: Passphrase.Weakness?) {
        #expect(Passphrase.weakness(of: Secret(copying: text)) == weakness)
    }

    @Test func `a generated passphrase is never called weak`() {
        for _ in 0..<500 {
            #expect(Passphrase.weakness(of: Passphrase.generate()) == nil)
        }
    }
}
