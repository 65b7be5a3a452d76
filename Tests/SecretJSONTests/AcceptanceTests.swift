/// What JSON allows is read, and written again in one way.
import Secrecy
import SecretJSON
import Testing

struct AcceptanceTests {
    @Test(
        arguments: [
            (#"{}"#, #"{}"#),
            (#"[]"#, #"[]"#),
            (" \t\r\n[ ] \n", "[]"),
            (#""""#, #""""#),
            ("true", "true"), ("false", "false"), ("null", "null"),
            ("0", "0"), ("-0", "0"), ("12", "12"), ("-12", "-12"),
            ("9223372036854775807", "9223372036854775807"),
            ("-9223372036854775808", "-9223372036854775808"),
            (
                #"{"a":1,"b":[true,false,null],"c":{"d":"e"}}"#,
                #"{"a":1,"b":[true,false,null],"c":{"d":"e"}}"#
            ),
            (" { \"a\" : [ 1 , 2 ] , \"\" : { } } ", #"{"a":[1,2],"":{}}"#),
            (#"[[],[[]],{},[{}]]"#, #"[[],[[]],{},[{}]]"#),
            (#""\"\\\/\b\f\n\r\t""#, #""\"\\/\u0008\u000c\n\r\t""#),
            (#""\u0041\u00f3\u00FA\u0105\u20AC\ud83d\ude00""#, "\"Aóúą€😀\""),
            (#""\u0000\u001F\u007f\u009b\u00a0""#, "\"\\u0000\\u001f\\u007f\\u009b\u{A0}\""),
            (#""\uFFFD\ud800\udc00\uDBFF\uDFFD""#, "\"\u{FFFD}\u{10000}\u{10FFFD}\""),
            ("\"zażółć 漢字 😀\"", "\"zażółć 漢字 😀\""),
            (#"{"\u0061":"\\u0061","é":"</script>"}"#, #"{"a":"\\u0061","é":"</script>"}"#),
            (#"{"a":1}"# + String(repeating: " ", count: 4096), #"{"a":1}"#),
        ])
    func `a document is read and written again`(source: String, written: String) throws {
        #expect(try rewritten(secret(source)) == written)
        #expect(faultOfSkipping(secret(source)) == nil)
        // What was written reads as the same again.
        #expect(try rewritten(secret(written)) == written)
        #expect(try rewritten(secret(try rewritten(secret(source), .pretty))) == written)
    }

    @Test(arguments: ["1.5", "0.0", "-0.1", "1e1", "1E+2", "1e-2", "10.01E10", "1e999"])
    func `a fraction or an exponent is skipped, but is no integer`(number: String) {
        #expect(faultOfSkipping(secret(number)) == nil)
        #expect(faultOfReading(secret("[\(number)]")) == fault(.notAnInteger, 1, 2))
    }

    @Test(arguments: ["9223372036854775808", "-9223372036854775809", "1000000000000000000000"])
    func `a number that does not fit is refused, never cut`(number: String) {
        #expect(faultOfSkipping(secret(number)) == nil)
        #expect(faultOfReading(secret(number)) == fault(.integerOutOfRange, 1, 1))
    }

    @Test func `a string without escapes is a slice of the source`() throws {
        var reader = try JSONReader(secret(#"{"k":"GOCSPX-abc","t":"tekst \u0105"}"#))
        try reader.beginObject()
        #expect(try reader.nextKey() == "k")
        #expect(try reader.peek() == .string)
        let value = try reader.string()
        #expect(value.equals(secret("GOCSPX-abc")))
        #expect(try reader.nextKey() == "t")
        #expect(reader.location == (1, 23))
        #expect(try reader.text() == "tekst ą")
        #expect(try reader.nextKey() == nil)
        try reader.finish()
    }

    @Test func `a reader that refused has not moved`() throws {
        var reader = try JSONReader(secret(#"[12]"#))
        try reader.beginArray()
        #expect(try reader.nextElement())
        #expect(throws: fault(.wrongKind(expected: .string, found: .number), 1, 2)) {
            try reader.string()
        }
        #expect(throws: fault(.wrongKind(expected: .object, found: .number), 1, 2)) {
            try reader.beginObject()
        }
        #expect(try reader.integer() == 12)
        #expect(try !reader.nextElement())
        try reader.finish()
    }

    @Test func `a part is skipped and the rest is read`() throws {
        var reader = try JSONReader(secret(#"{"a":[{"x":[1,{}]},"]",2e5],"b":"c"}"#))
        try reader.beginObject()
        #expect(try reader.nextKey() == "a")
        try reader.skip()
        #expect(try reader.nextKey() == "b")
        #expect(try reader.text() == "c")
        #expect(try reader.nextKey() == nil)
        try reader.finish()
    }
}
