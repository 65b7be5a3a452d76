/// A secret key where none belongs is known, and a file's name is not taken for one.
import Age
import Secrecy
import Testing

struct KeyMarkTests {
    private static let key =
        "AGE-SECRET-KEY-1EGTZVFFV20835NWYV6270LXYVK2VKNX2MMDKWYKLMGR48UAWX40Q2P2LM0"

    @Test(arguments: [
        key, key.lowercased(), "AGE-SECRET-KEY-1X", String(key.dropLast(30)),
        "--identity=" + key, "./" + key, "/home/anna/" + key.lowercased() + ".txt", key + " ",
        " " + key, "AGE-SECRET-KEY-PQ-1HZLGZUPT4ETPKDEV8HSGFDCYZ4E522W0A7PU2LHT8EH9W6YLNC3SW",
        "AGE-PLUGIN-YUBIKEY-1QYQSZQGPQYQSZQGPQYQSZQGPQYQSZQGPQYQ",
    ])
    func `a key is known wherever it stands`(text: String) {
        #expect(KeyMark.stands(in: text))
    }

    @Test(arguments: [
        "", "key.txt", "AGE-SECRET-KEY-of-anna.txt", "age-secret-key-1", "AGE-SECRET-KEY-",
        "/home/anna/AGE-SECRET-KEY-1-old.txt", "age1mjm9g6n646g4d6x666e6maju2lkas9xgych8fzaspl5",
        "AGE-SECRET-KEYS", "AGE-PLUGIN-notes.md", "AGE-SECRET-KEY-backup-of-my-computers.txt",
    ])
    func `a name is none`(text: String) {
        #expect(!KeyMark.stands(in: text))
    }

    @Test(arguments: [
        ("AGE-SECRET-KEY-1QQQ", 1), ("# a\n\nage-secret-key-1qqq\n", 3),
        (key + "\n  " + key, 2), ("hello", nil), ("# a\nage1qqq\n", nil),
    ])
    func `the line that is mistyped is told`(file: String, line: Int?) throws {
        let file = Secret(copying: file)
        let error = try #require(throws: AgeError.self) { _ = try IdentityFile.parse(file) }
        #expect(KeyMark.mistypedLine(of: file, error) == line)
    }
}
