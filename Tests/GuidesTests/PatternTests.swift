/// The little regular expression and its limits.
import Guides
import Secrecy
import Testing

struct PatternTests {
    @Test(arguments: [
        ("abc", ["abc"], ["", "ab", "abcd", "xabc", "ABC"]),
        ("a.c", ["abc", "ażc", "a😀c", "a.c"], ["ac", "abbc"]),
        ("a\\.c", ["a.c"], ["abc"]),
        ("a|bc|d", ["a", "bc", "d"], ["b", "ac", "abcd"]),
        ("(a|b)c", ["ac", "bc"], ["a", "c", "abc"]),
        ("ab?c", ["ac", "abc"], ["abbc"]),
        ("ab*c", ["ac", "abc", "abbbc"], ["ab", "c"]),
        ("ab+c", ["abc", "abbc"], ["ac"]),
        ("a{3}", ["aaa"], ["aa", "aaaa"]),
        ("a{1,3}", ["a", "aa", "aaa"], ["", "aaaa"]),
        ("a{0,2}b", ["b", "ab", "aab"], ["aaab"]),
        ("(ab){2}", ["abab"], ["ab", "ababab"]),
        ("(a*)*b", ["b", "ab", "aaab"], ["a"]),
        ("(a?){3}", ["", "a", "aaa"], ["aaaa"]),
        ("[a-c]+", ["abc"], ["", "abd"]),
        ("[^a-c]+", ["xyż"], ["", "xa"]),
        ("[a\\-c]+", ["a-c"], ["b"]),
        ("[-a]+", ["-a"], ["b"]), ("[a-]+", ["a-"], ["b"]),
        ("[.*(]+", [".*("], ["a"]), ("[\\]\\\\]+", ["]\\"], ["a"]),
        ("zażółć", ["zażółć"], ["zazolc"]),
        ("[ą-ż]+", ["ąęłż"], ["a", "ó"]),
        (
            "[0-9]{6,15}-[a-z0-9_]{10,64}\\.apps\\.googleusercontent\\.com",
            ["123456789012-abcdefghij0123456789.apps.googleusercontent.com"],
            [
                "12345-abcdefghij.apps.googleusercontent.com",
                "123456789012-abcdefghij.apps.googleusercontent.com ",
                "123456789012-abcdefghijXappsXgoogleusercontentXcom",
            ]
        ),
    ])
    func `a pattern means the whole value`(
        pattern: String, matching: [String], failing: [String]
    ) throws {
        let compiled = try Pattern(pattern)
        for value in matching { #expect(compiled.matches(value), "\(value)") }
        for value in failing { #expect(!compiled.matches(value), "\(value)") }
    }

    @Test(arguments: [
        ("", "empty 1"), ("a|", "empty 3"), ("|a", "empty 1"), ("()", "empty 2"),
        ("a\\", "bad-escape 2"), ("\\d", "bad-escape 1"), ("\\1", "bad-escape 1"),
        ("(a", "unbalanced-group 1"), ("a)", "unbalanced-group 2"), ("[a", "bad-set 1"),
        ("[]", "bad-set 1"), ("[^]", "bad-set 1"), ("[z-a]", "bad-set 4"), ("[ż-ź]", "bad-set 4"),
        ("*a", "bad-repetition 1"),
        ("a**", "bad-repetition 3"), ("a+?", "bad-repetition 3"), ("a{", "bad-repetition 2"),
        ("a{}", "bad-repetition 2"), ("a{2,}", "bad-repetition 2"), ("a{,2}", "bad-repetition 2"),
        ("a{3,2}", "bad-repetition 2"), ("a{0}", "bad-repetition 2"),
        ("a{1001}", "bad-repetition 2"),
        ("a{99999999999999999999}", "bad-repetition 2"), ("^a", "needs-backslash 1"),
        ("ż$", "needs-backslash 2"), ("a]", "needs-backslash 2"), ("a}", "needs-backslash 2"),
        (String(repeating: "(", count: 51) + "a", "nested-too-deeply 51"),
        ("((a{100}){100}){100}", "too-many-states 1"),
        ("((((a*)*){1000}){1000}){1000}", "too-many-states 1"),
    ])
    func `what is no pattern is refused where it shows`(text: String, expected: String) {
        do throws(PatternError) {
            _ = try Pattern(text)
            Issue.record("\(text) was read")
        } catch {
            #expect("\(error.reason.rawValue) \(error.column)" == expected)
        }
    }

    /// A matcher that goes back would take two to the power of the length.
    @Test(arguments: ["(a*)*b", "(a|a)*b", "(a?){500}b", "(a+)+b", "(.*)(.*)(.*)(.*)b"])
    func `a hostile pattern takes no longer than another`(pattern: String) throws {
        let compiled = try Pattern(pattern)
        #expect(!compiled.matches(String(repeating: "a", count: 2000)))
    }

    @Test(
        arguments: [
            [0xC5], [0xFF], [0x80], [0xC0, 0x80], [0xE0, 0x80, 0x80], [0xED, 0xA0, 0x80],
            [0xF4, 0x90, 0x80, 0x80], [0x61, 0xC5, 0x20],
        ] as [[UInt8]])
    func `bytes that are not UTF-8 match nothing`(bytes: [UInt8]) throws {
        #expect(try !Pattern(".*").matches(bytes.raw))
    }

    @Test func `a value is read where it lies`() throws {
        let secret = Secret(copying: "GOCSPX-EXAMPLE")
        #expect(try Pattern("GOCSPX-[A-Z]+").matches(secret.bytes))
        #expect(try !Pattern("[a-z]+").matches(secret.bytes))
    }
}
