/// Passphrases: one that is made, and a rough judgement of one that is typed.
package import Secrecy

/// Making passphrases and warning of weak ones.
package enum Passphrase {
    /// How many groups of 16 random bits a generated passphrase has: 112 bits.
    package static let groups = 7

    /// A new passphrase of pronounceable five-letter groups, such as `lusab-babad-gutih`.
    ///
    /// The groups are proquints (Wilkerson, arXiv:0901.4016): consonant, vowel, consonant, vowel,
    /// consonant, for 4, 2, 4, 2, 4 bits. They need no word list of any language, can be read
    /// aloud in Polish and in English, and hold no letter that a keyboard hides.
    package static func generate() -> Secret {
        let consonants = Array("bdfghjklmnprstvz".utf8)
        let vowels = Array("aiou".utf8)
        var text = SecretBuilder(capacity: groups * 6)
        let random = Secret(Randomness.secret(groups * 2))
        for group in 0..<groups {
            if group > 0 { text.append(UInt8(ascii: "-")) }
            let bits = Int(random[2 * group]) << 8 | Int(random[2 * group + 1])
            text.append(consonants[bits >> 12])
            text.append(vowels[bits >> 10 & 3])
            text.append(consonants[bits >> 6 & 15])
            text.append(vowels[bits >> 4 & 3])
            text.append(consonants[bits & 15])
        }
        return Secret(text.finish())
    }

    /// What makes a typed passphrase weak; nothing here forbids it.
    package enum Weakness: String, Sendable, Equatable, CaseIterable {
        /// Fewer than 14 bytes.
        case short
        /// Few different signs, or a run such as `aaaa` or `1234` through half of it.
        case regular
    }

    /// The first weakness found; nil says that nothing was found, not that it is strong.
    package static func weakness(of passphrase: Secret) -> Weakness? {
        guard passphrase.count >= 14 else { return .short }
        var seen = Set<UInt8>()
        var steps = 0
        for index in 0..<passphrase.count {
            seen.insert(passphrase[index])
            guard index > 0 else { continue }
            let difference = Int(passphrase[index]) - Int(passphrase[index - 1])
            if abs(difference) <= 1 { steps += 1 }
        }
        return seen.count < 7 || steps * 2 > passphrase.count ? .regular : nil
    }
}
