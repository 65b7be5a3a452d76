/// A string of a script: nothing in it hides, ends a tag or a line, and it comes back whole.
import Secrecy
import SecretJSON
import Testing

struct ScriptLiteralTests {
    private func literal(_ value: String) -> Secret {
        var builder = SecretBuilder()
        builder.appendScriptLiteral(secret(value))
        return Secret(builder.finish())
    }

    private static func isUnseen(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.properties.generalCategory {
        case .control, .format, .lineSeparator, .paragraphSeparator: true
        default: false
        }
    }

    @Test func `every character of Unicode comes back, and none that is not seen stands there`()
        throws
    {
        let scalars = (UInt32(0)...0x10FFFF).compactMap(Unicode.Scalar.init)
        var start = 0
        var unseen = 0
        while start < scalars.count {
            let part = scalars[start..<min(start + 4096, scalars.count)]
            start += 4096
            unseen += part.count(where: ScriptLiteralTests.isUnseen)
            var value = String.UnicodeScalarView()
            for scalar in part {
                value.append(scalar)
                value.append("x")
            }
            let written = literal(String(value))
            let shown = text(written).unicodeScalars
            #expect(!shown.contains { ScriptLiteralTests.isUnseen($0) || $0 == "<" })
            var reader = try JSONReader(written)
            let read = try reader.string()
            try reader.finish()
            #expect(read.equals(secret(String(value))), "\(part.first.debugDescription)")
        }
        #expect(unseen > 200)
    }

    @Test func `a text is written as a secret of the same bytes is`() {
        let value = "a\"\\</script>\u{2028}😀\u{E0041}\n"
        var builder = SecretBuilder()
        builder.appendScriptLiteral(value)
        #expect(Secret(builder.finish()).equals(literal(value)))
        #expect(
            text(literal(value)) == #""a\"\\\u003c/script>\u2028😀\udb40\udc41\n""#)
    }

    @Test func `a byte that is not UTF-8 never gets into a script`() async {
        await #expect(processExitsWith: .failure) {
            var builder = SecretBuilder()
            builder.appendScriptLiteral(Secret(copying: ([0x61, 0xFF] as [UInt8]).raw))
        }
    }
}
