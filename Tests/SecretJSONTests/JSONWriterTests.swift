/// What the writer makes, byte for byte, and what it refuses to make.
import Secrecy
import SecretJSON
import Testing

struct JSONWriterTests {
    @Test func `pretty stands on lines, indented by two spaces`() throws {
        let source = #"{"a":1,"b":[],"c":{},"d":[1,{"e":"f"}],"g":null}"#
        #expect(
            try rewritten(secret(source), .pretty) == """
                {
                  "a": 1,
                  "b": [],
                  "c": {},
                  "d": [
                    1,
                    {
                      "e": "f"
                    }
                  ],
                  "g": null
                }

                """)
    }

    @Test func `a less-than sign is escaped when it is asked for`() throws {
        let source = secret(#"{"<k>":"</script>"}"#)
        #expect(
            try rewritten(source, escapesLessThan: true)
                == #"{"\u003ck>":"\u003c/script>"}"#)
    }

    @Test func `every control character is escaped and comes back`() throws {
        for value in (UInt32(0)..<0x20).map(\.self) + Array(0x7F..<0xA0) {
            let plain = Unicode.Scalar(value).map { "a\($0)z" } ?? ""
            var writer = JSONWriter()
            writer.string(secret(plain))
            let document = writer.finish()
            #expect(
                !text(document).unicodeScalars.contains {
                    $0.properties.generalCategory == .control
                })
            var reader = try JSONReader(document)
            #expect(try reader.string().equals(secret(plain)), "\(value)")
        }
    }

    @Test func `a byte that is not UTF-8 never gets into a document`() async {
        await #expect(processExitsWith: .failure) {
            var writer = JSONWriter()
            writer.string(Secret(copying: ([0x61, 0xFF] as [UInt8]).raw))
            _ = writer.finish()
        }
    }

    @Test func `writing out of turn is a bug that stops the program`() async {
        await #expect(processExitsWith: .failure) {
            var writer = JSONWriter()
            writer.beginObject()
            writer.integer(1)
            _ = writer.finish()
        }
        await #expect(processExitsWith: .failure) {
            var writer = JSONWriter()
            writer.beginArray()
            writer.endObject()
            _ = writer.finish()
        }
        await #expect(processExitsWith: .failure) {
            var writer = JSONWriter()
            writer.beginArray()
            _ = writer.finish()
        }
    }

    @Test func `reading out of turn is a bug that stops the program`() async {
        await #expect(processExitsWith: .failure) {
            var reader = try JSONReader(Secret(copying: #"{"a":1,"b":2}"#))
            try reader.beginObject()
            _ = try reader.nextKey()
            _ = try reader.nextKey()
        }
        await #expect(processExitsWith: .failure) {
            var reader = try JSONReader(Secret(copying: #"[1]"#))
            try reader.beginArray()
            try reader.finish()
        }
    }
}
