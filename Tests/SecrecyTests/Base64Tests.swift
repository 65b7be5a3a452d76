/// Base64: the vectors of RFC 4648, and that there is one spelling for each value.
@testable import Secrecy
import Testing

struct `base64` {
    @Test(arguments: [
        ("", ""), ("f", "Zg=="), ("fo", "Zm8="), ("foo", "Zm9v"), ("foob", "Zm9vYg=="),
        ("fooba", "Zm9vYmE="), ("foobar", "Zm9vYmFy"),
    ])
    func `is that of RFC 4648`(_ plain: String, _ text: String) {
        let plain = Array(plain.utf8)
        let bare = text.filter { $0 != "=" }
        #expect(Base64.padded.encode(plain.raw) == text)
        #expect(Base64.unpadded.encode(plain.raw) == bare)
        #expect(Base64.padded.decode(Array(text.utf8).raw) == plain)
        #expect(Base64.unpadded.decode(Array(bare.utf8).raw) == plain)
    }

    @Test(arguments: [
        "Zg", "Zg=", "Zg===", "Z", "Zm8", "Zm9", "Zh==", "Zm9=", "=", "====", "Zg==Zg==", "Zg==\n",
        "\nZg==", "Zm 9v", "Zm\n9v", "Zm-_", "Zm9v=", "Zm9v\0", "Z\0==", "Zg=\0", "*m9v",
    ])
    func `is refused unless it is canonical and padded`(_ text: String) {
        #expect(Base64.padded.decode(Array(text.utf8).raw) == nil)
    }

    @Test(arguments: ["Zg==", "Zm8=", "Z", "Zh", "Zm9", "Zg\n", "Zm9v\n", "Zm-_", "Zm 9v", "="])
    func `is refused unless it is canonical and unpadded`(_ text: String) {
        #expect(Base64.unpadded.decode(Array(text.utf8).raw) == nil)
    }

    /// libsodium 1.0.18 alone reads each byte above 0x7f as a slash.
    @Test func `has 64 characters and no other`() {
        let alphabet = Set(
            "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".utf8)
        for place in 0..<4 {
            for byte in UInt8.min...UInt8.max {
                var text = Array("////".utf8)
                text[place] = byte
                let isTaken = Base64.unpadded.decode(text.raw) != nil
                #expect(isTaken == alphabet.contains(byte), "byte \(byte) at \(place)")
                // In the padded form the last place may hold the padding too; `///=` is not
                // canonical, so it is refused all the same.
                #expect((Base64.padded.decode(text.raw) != nil) == isTaken)
            }
        }
    }

    @Test func `has one spelling for each value of two bytes`() {
        var taken = 0
        for first in UInt8.min...UInt8.max {
            for second in UInt8.min...UInt8.max {
                let text = [first, second]
                guard let value = Base64.unpadded.decode(text.raw) else { continue }
                taken += 1
                #expect(Array(Base64.unpadded.encode(value.raw).utf8) == text)
            }
        }
        #expect(taken == 256)
    }
}
