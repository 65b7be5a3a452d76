/// What a profile may be called.
import Testing
import Workspace

struct ProfileNameTests {
    @Test(arguments: [
        ("default", "default"),
        ("Klient 1", "Klient 1"),
        ("Łódź_biuro-2.1", "Łódź_biuro-2.1"),
        ("a.b", "a.b"),
        ("_", "_"),
        ("7", "7"),
        ("日本", "日本"),
        ("a--b  c", "a--b  c"),
        // Canonical composition: what a Mac types and what Linux types are one profile.
        ("Cafe\u{301}", "Caf\u{E9}"),
        ("z\u{307}o\u{301}\u{142}w", "\u{17C}\u{F3}\u{142}w"),
        // A mark without a composed form stays.
        ("x\u{301}", "x\u{301}"),
        (String(repeating: "ż", count: 64), String(repeating: "ż", count: 64)),
        (String(repeating: "a", count: 64), String(repeating: "a", count: 64)),
    ])
    func `a name is taken in its composed form`(text: String, name: String) throws {
        let checked = try ProfileName.checked(text)
        #expect(Array(checked.unicodeScalars) == Array(name.unicodeScalars))
        #expect(try ProfileName.checked(checked) == checked)
    }

    @Test(arguments: [
        ("", ProfileName.Fault.empty),
        (String(repeating: "a", count: 65), .tooLong),
        (String(repeating: "ż", count: 65), .tooLong),
        // 64 characters, but no file system takes 256 bytes and a suffix.
        (String(repeating: "𐌰", count: 64), .tooLong),
        // One character for a person, hundreds of bytes for a file system.
        ("a" + String(repeating: "\u{301}\u{323}", count: 60), .tooLong),
        ("a/b", .character("/")),
        ("../x", .character("/")),
        ("/", .character("/")),
        ("a\\b", .character("\\")),
        ("a:b", .character(":")),
        ("a\0b", .character("\0")),
        ("a\nb", .character("\n")),
        ("a\tb", .character("\t")),
        ("\u{1B}[31m", .character("\u{1B}")),
        ("a\u{7F}", .character("\u{7F}")),
        ("a\u{85}", .character("\u{85}")),
        ("abc\u{202E}def", .character("\u{202E}")),
        ("\u{200F}a", .character("\u{200F}")),
        ("a\u{2066}b", .character("\u{2066}")),
        ("a\u{200B}b", .character("\u{200B}")),
        ("a\u{200D}b", .character("\u{200D}")),
        ("\u{FEFF}a", .character("\u{FEFF}")),
        ("a\u{A0}b", .character("\u{A0}")),
        ("a*", .character("*")),
        ("😀", .character("😀")),
        ("a’s", .character("’")),
        (".", .edge), ("..", .edge), (".hidden", .edge), ("end.", .edge), (" a", .edge),
        ("a ", .edge), (" ", .edge), ("-rf", .edge), ("--", .edge),
    ])
    func `another name is refused with what is wrong`(text: String, fault: ProfileName.Fault) {
        #expect(throws: Fault.badProfileName(text, fault)) { _ = try ProfileName.checked(text) }
    }

    @Test func `a hyphen at the end is no trap`() throws {
        #expect(try ProfileName.checked("a-") == "a-")
    }
}
