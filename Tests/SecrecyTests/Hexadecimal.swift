/// Bytes as the RFCs print them.
@testable import Secrecy

func bytes(_ hexadecimal: String) -> [UInt8] {
    let digits = hexadecimal.compactMap(\.hexDigitValue)
    return stride(from: 0, to: digits.count - 1, by: 2).map {
        UInt8(digits[$0] << 4 | digits[$0 + 1])
    }
}

func hexadecimal(_ bytes: [UInt8]) -> String {
    bytes.map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
}

func hexadecimal(_ secret: borrowing SecretBytes) -> String {
    hexadecimal(secret.bytes.copiedBytes())
}

func secret(_ hexadecimal: String) -> SecretBytes {
    SecretBytes(copying: bytes(hexadecimal).raw)
}
