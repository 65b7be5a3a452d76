/// QR codes drawn from secret memory; a real decoder reads them in Tests/Peers/test_recovery.py.
import QRCode
import Secrecy
import Testing

struct QRPictureTests {
    private static let key = "AGE-SECRET-KEY-1" + String(repeating: "Q", count: 58)

    private func lines(_ picture: QRPicture, colour: Bool) throws -> [String] {
        let text = try #require(picture.characters(colour: colour).copiedIntoOrdinaryMemory())
        return text.split(separator: "\n").map(String.init)
    }

    @Test func `a recovery key takes version 4 and fits a terminal of 80 columns`() throws {
        let picture = try QRPicture(Secret(copying: QRPictureTests.key))
        #expect(picture.width == 33)
        #expect(picture.columns == 41)
        let lines = try lines(picture, colour: false)
        #expect(lines.count == 21)
        #expect(lines.allSatisfy { $0.count == 41 })
    }

    @Test func `the quiet zone is light on every side`() throws {
        let picture = try QRPicture(Secret(copying: QRPictureTests.key))
        // Without colours what is light is drawn.
        let drawn = try lines(picture, colour: false)
        for line in drawn.prefix(2) { #expect(line.allSatisfy { $0 == "\u{2588}" }) }
        // 41 rows: the last line has an upper half alone.
        #expect(drawn[20].allSatisfy { $0 == "\u{2580}" })
        #expect(drawn[19].allSatisfy { $0 == "\u{2588}" })
        for line in drawn.prefix(20) {
            #expect(line.prefix(4) + line.suffix(4) == String(repeating: "\u{2588}", count: 8))
        }
    }

    @Test func `with colours black and white are named and given back on each line`() throws {
        let picture = try QRPicture(Secret(copying: QRPictureTests.key))
        for line in try lines(picture, colour: true) {
            #expect(line.hasPrefix("\u{1B}[38;5;16;48;5;231m") && line.hasSuffix("\u{1B}[0m"))
        }
    }

    @Test func `the two drawings are each other's negative`() throws {
        let picture = try QRPicture(Secret(copying: QRPictureTests.key))
        let negative: [Character: Character] = [
            "\u{2588}": " ", " ": "\u{2588}", "\u{2580}": "\u{2584}", "\u{2584}": "\u{2580}",
        ]
        let light = try lines(picture, colour: false)
        let dark = try lines(picture, colour: true).map { line in
            line.replacing("\u{1B}[38;5;16;48;5;231m", with: "").replacing("\u{1B}[0m", with: "")
        }
        for row in 0..<20 {
            #expect(String(light[row].map { negative[$0] ?? "?" }) == dark[row])
        }
    }

    @Test func `other texts give other codes`() throws {
        let one = try QRPicture(Secret(copying: QRPictureTests.key)).characters(colour: false)
        let other = try QRPicture(Secret(copying: QRPictureTests.key.dropLast() + "P"))
            .characters(colour: false)
        #expect(!one.equals(other))
    }

    @Test(arguments: ["age-secret-key-1", "ą", "", String(repeating: "A", count: 5000)])
    func `what is not alphanumeric, empty or too long has no code`(text: String) {
        #expect(throws: QRFault.unfit) { _ = try QRPicture(Secret(copying: text)) }
    }

    @Test func `an SVG has one unit a module, the quiet zone included`() throws {
        let picture = try QRPicture(Secret(copying: QRPictureTests.key))
        var builder = SecretBuilder()
        picture.appendSVG(to: &builder, title: "QR")
        let svg = try #require(Secret(builder.finish()).copiedIntoOrdinaryMemory())
        #expect(svg.contains("viewBox=\"0 0 41 41\""))
        // The upper left finder pattern: seven dark modules behind the quiet zone.
        #expect(svg.contains("d=\"M4 4h7v1h-7z"))
    }
}
