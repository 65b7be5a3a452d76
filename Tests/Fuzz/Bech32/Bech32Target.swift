/// Fuzzes the texts of keys: the library agrees with a second reader, and writes what it read.
@testable import Age
import Fuzzing
import Secrecy

@c(LLVMFuzzerTestOneInput)
public func fuzzBech32(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
    let text = unsafe input(start, count)
    compare(text)
    // The checksum would keep the fuzzer out of everything behind it: here it is given one.
    if let repaired = PlainBech32.repaired(text) { compare(repaired) }
    return 0
}

private func compare(_ text: [UInt8]) {
    let plain = PlainBech32.decode(text)
    do throws(KeyFault) {
        let decoded = try Bech32.decode(text.raw)
        hold(plain?.prefix == Array(decoded.prefix.utf8), "both read the same prefix")
        hold(plain?.bytes == decoded.bytes.bytes.copiedBytes(), "both read the same bytes")
        let again = decoded.bytes.withBytes { (bytes: RawSpan) in
            Bech32.encode(prefix: decoded.prefix, bytes, upperCase: decoded.isUpperCase)
        }
        hold(again.bytes.copiedBytes() == text, "what was read is written as it was")
    } catch {
        hold(plain == nil, "both refuse")
    }
    let words = String(decoding: text, as: UTF8.self)
    if let recipient = try? X25519Recipient(parsing: words) {
        hold(recipient.text == words, "a recipient is written as it was read")
        hold(plain?.prefix == Array("age".utf8), "a recipient begins with age1")
        hold(plain?.bytes.count == 32, "a recipient has 32 bytes")
    }
    if let identity = try? X25519Identity(parsing: Secret(copying: text.raw)) {
        hold(identity.text.bytes.copiedBytes() == text, "an identity is written as it was read")
        hold(plain?.bytes.count == 32, "an identity has 32 bytes")
        hold(
            (try? X25519Recipient(parsing: identity.recipient.text)) == identity.recipient,
            "an identity's recipient is one")
    }
}
