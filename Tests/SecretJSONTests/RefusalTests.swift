/// What JSON forbids is refused, at the place where it stands, read or skipped.
import Secrecy
import SecretJSON
import Testing

struct RefusalTests {
    /// A string is looked through eight bytes at a time: wherever in a word a sign stands.
    @Test(arguments: 0..<24)
    func `a sign that ends or breaks a string is seen at each place`(place: Int) throws {
        let before = String(repeating: "ż~ ]#!", count: 8).prefix(place)
        let start = before.unicodeScalars.count + 2
        for after in ["", "a", "1234567", "12345678", "ąąąąąąąąąąąą"] {
            #expect(try rewritten(secret("\"\(before)\\n\(after)\"")) == "\"\(before)\\n\(after)\"")
            #expect(
                faultOfReading(secret("\"\(before)\"\(after)\""))
                    == fault(.trailingContent, 1, start + 1))
            for control in ["\0", "\u{1}", "\u{1F}", "\t"] {
                let broken = secret("\"\(before)\(control)\(after)\"")
                #expect(faultOfReading(broken) == fault(.controlCharacter, 1, start))
                #expect(faultOfSkipping(broken) == fault(.controlCharacter, 1, start))
            }
        }
    }

    /// Bytes that differ from a quote, a backslash or a control character in their highest bit.
    @Test func `no other byte ends or breaks a string`() throws {
        for byte in UInt8(0x20)...0x7F where byte != 0x22 && byte != 0x5C {
            let text = String(repeating: String(UnicodeScalar(byte)), count: 17)
            #expect(faultOfSkipping(secret("\"\(text)\"")) == nil)
        }
        for byte in UInt8(0x80)...0xFF {
            let text = [0x22] + [UInt8](repeating: byte, count: 17) + [0x22]
            #expect(faultOfSkipping(secret(text)) == nil)
        }
    }

    @Test(
        arguments: [
            ("", fault(.unexpectedEnd, 1, 1)),
            ("  \n ", fault(.unexpectedEnd, 2, 2)),
            ("{", fault(.unexpectedEnd, 1, 2)),
            ("[", fault(.unexpectedEnd, 1, 2)),
            ("[1", fault(.unexpectedEnd, 1, 3)),
            ("[1,", fault(.unexpectedEnd, 1, 4)),
            (#"{"a""#, fault(.unexpectedEnd, 1, 5)),
            (#"{"a":"#, fault(.unexpectedEnd, 1, 6)),
            (#"{"a":1"#, fault(.unexpectedEnd, 1, 7)),
            (#"{"a":1,"#, fault(.unexpectedEnd, 1, 8)),
            (#""abc"#, fault(.unexpectedEnd, 1, 5)),
            (#""\"#, fault(.unexpectedEnd, 1, 3)),
            (#""\u12"#, fault(.unexpectedEnd, 1, 6)),
            ("-", fault(.unexpectedEnd, 1, 2)),
            ("[1,]", fault(.unexpectedCharacter, 1, 4)),
            ("[,1]", fault(.unexpectedCharacter, 1, 2)),
            ("[1,,2]", fault(.unexpectedCharacter, 1, 4)),
            ("[1 2]", fault(.unexpectedCharacter, 1, 4)),
            ("[1}", fault(.unexpectedCharacter, 1, 3)),
            ("]", fault(.unexpectedCharacter, 1, 1)),
            ("}", fault(.unexpectedCharacter, 1, 1)),
            (#"{"a":1,}"#, fault(.unexpectedCharacter, 1, 8)),
            (#"{,"a":1}"#, fault(.unexpectedCharacter, 1, 2)),
            (#"{"a" 1}"#, fault(.unexpectedCharacter, 1, 6)),
            (#"{"a":}"#, fault(.unexpectedCharacter, 1, 6)),
            (#"{"a":1]"#, fault(.unexpectedCharacter, 1, 7)),
            (#"{"a":1 "b":2}"#, fault(.unexpectedCharacter, 1, 8)),
            ("{a:1}", fault(.unexpectedCharacter, 1, 2)),
            ("{1:1}", fault(.unexpectedCharacter, 1, 2)),
            ("{'a':1}", fault(.unexpectedCharacter, 1, 2)),
            ("'a'", fault(.unexpectedCharacter, 1, 1)),
            ("tru", fault(.unexpectedCharacter, 1, 1)),
            ("trUe", fault(.unexpectedCharacter, 1, 1)),
            ("nul", fault(.unexpectedCharacter, 1, 1)),
            ("fals\"", fault(.unexpectedCharacter, 1, 1)),
            ("NaN", fault(.unexpectedCharacter, 1, 1)),
            ("Infinity", fault(.unexpectedCharacter, 1, 1)),
            ("-Infinity", fault(.invalidNumber, 1, 2)),
            ("+1", fault(.unexpectedCharacter, 1, 1)),
            (".5", fault(.unexpectedCharacter, 1, 1)),
            ("01", fault(.invalidNumber, 1, 1)),
            ("-01", fault(.invalidNumber, 1, 1)),
            ("[1.]", fault(.invalidNumber, 1, 4)),
            ("[1e]", fault(.invalidNumber, 1, 4)),
            ("[1e+]", fault(.invalidNumber, 1, 5)),
            ("[0x10]", fault(.unexpectedCharacter, 1, 3)),
            ("// a\n1", fault(.unexpectedCharacter, 1, 1)),
            ("[1/**/]", fault(.unexpectedCharacter, 1, 3)),
            ("[\u{A0}1]", fault(.unexpectedCharacter, 1, 2)),
            ("[\u{0C}1]", fault(.unexpectedCharacter, 1, 2)),
            ("\u{FEFF}{}", fault(.byteOrderMark, 1, 1)),
            ("[\u{FEFF}]", fault(.unexpectedCharacter, 1, 2)),
            ("1 2", fault(.trailingContent, 1, 3)),
            ("{}}", fault(.trailingContent, 1, 3)),
            ("[]\n\u{0}", fault(.trailingContent, 2, 1)),
            ("\"a\nb\"", fault(.controlCharacter, 1, 3)),
            ("\"a\tb\"", fault(.controlCharacter, 1, 3)),
            ("\"\u{0}\"", fault(.controlCharacter, 1, 2)),
            ("[\"\u{1F}\"]", fault(.controlCharacter, 1, 3)),
            (#""\x41""#, fault(.invalidEscape, 1, 2)),
            (#""\U0041""#, fault(.invalidEscape, 1, 2)),
            (#""\'""#, fault(.invalidEscape, 1, 2)),
            (#""\u00g0""#, fault(.invalidEscape, 1, 2)),
            (#""\u+041""#, fault(.invalidEscape, 1, 2)),
            (#"{"\q":1}"#, fault(.invalidEscape, 1, 3)),
        ])
    func `a fault of the grammar is refused, read or skipped`(source: String, error: JSONError) {
        #expect(faultOfReading(secret(source)) == error)
        #expect(faultOfSkipping(secret(source)) == error)
    }

    @Test(
        arguments: [
            (#""\ud800""#, fault(.unpairedSurrogate, 1, 2)),
            (#""a\udc00""#, fault(.unpairedSurrogate, 1, 3)),
            (#""\ud800\ud800""#, fault(.unpairedSurrogate, 1, 2)),
            (#""\ud800\u0041""#, fault(.unpairedSurrogate, 1, 2)),
            (#""\ud800x""#, fault(.unpairedSurrogate, 1, 2)),
            (#""\udc00\ud800""#, fault(.unpairedSurrogate, 1, 2)),
            (#"{"\ud83d":1}"#, fault(.unpairedSurrogate, 1, 3)),
            (#"{"a":1,"a":2}"#, fault(.duplicateKey, 1, 8)),
            ("{\"a\":1,\n  \"\\u0061\":2}", fault(.duplicateKey, 2, 3)),
            ("{\"\u{E9}\":1,\"e\u{301}\":2}", fault(.duplicateKey, 1, 8)),
            (#"[{"x":{"b":1},"x":2}]"#, fault(.duplicateKey, 1, 15)),
        ])
    func `a fault of meaning is refused when it is read`(source: String, error: JSONError) {
        #expect(faultOfReading(secret(source)) == error)
        #expect(faultOfSkipping(secret(source)) == nil)
    }

    @Test(
        arguments: [
            [0x80], [0xBF], [0xC0, 0xAF], [0xC1, 0xBF], [0xC3], [0xC3, 0x28],
            [0xE0, 0x80, 0x80], [0xE0, 0x9F, 0xBF], [0xE2, 0x82], [0xE2, 0x28, 0xA1],
            [0xED, 0xA0, 0x80], [0xED, 0xBF, 0xBF], [0xEF, 0xBF, 0x22],
            [0xF0, 0x8F, 0xBF, 0xBF], [0xF0, 0x9F, 0x98], [0xF0, 0x9F, 0x28, 0x80],
            [0xF4, 0x90, 0x80, 0x80], [0xF5, 0x80, 0x80, 0x80], [0xFE], [0xFF],
        ] as [[UInt8]])
    func `bytes that are not UTF-8 are refused in a string`(bytes: [UInt8]) throws {
        let source = secret(Array("\"aą".utf8) + bytes + Array("\"".utf8))
        #expect(String(validating: bytes, as: UTF8.self) == nil)
        #expect(!secret(bytes).isUTF8)
        #expect(faultOfReading(source) == fault(.invalidUTF8, 1, 4))
        var reader = try JSONReader(source)
        #expect(throws: fault(.invalidUTF8, 1, 4)) { try reader.text() }
    }

    @Test func `every scalar at an edge of UTF-8 is accepted`() {
        for value in [
            0, 0x7F, 0x80, 0x7FF, 0x800, 0xFFF, 0x1000, 0xCFFF, 0xD7FF, 0xE000, 0xFFFF,
            0x10000, 0x3FFFF, 0x40000, 0xFFFFF, 0x100000, 0x10FFFF,
        ] as [UInt32] {
            let scalar = Unicode.Scalar(value).map(String.init) ?? ""
            #expect(!scalar.isEmpty && secret(scalar).isUTF8, "\(value)")
        }
    }

    @Test(
        arguments: [
            ("[1,\n2,\n x]", 3, 2), ("[1,\r\n2,\r\nx]", 3, 1), ("[1,\r2,\rx]", 3, 1),
            ("[\"zażółć 😀\", x]", 1, 14), ("\n\n\nx", 4, 1),
        ])
    func `lines and columns are counted in characters`(source: String, line: Int, column: Int) {
        #expect(faultOfReading(secret(source)) == fault(.unexpectedCharacter, line, column))
    }
}
