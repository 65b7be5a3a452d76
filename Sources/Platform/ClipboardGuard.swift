/// The process that clears the clipboard when the time is up, whatever became of the command.
internal import CLinux
internal import Glibc
package import Secrecy

/// Two sides of one pipe: the command, which knows the value, and its guard, which does not.
///
/// The guard knows a keyed hash of the value alone (HMAC-SHA-256; the key is made for this one
/// time and kept in secret memory). Its time begins when the command says that the value is in
/// the clipboard; if the command ends without a word, the guard clears at once.
package enum ClipboardGuard {
    private static let keyLength = 32
    private static let word = UInt8(ascii: "!")

    /// Puts `value` into the clipboard, guarded from before it is there.
    ///
    /// `arguments` are those with which this program becomes the guard; they are public.
    package static func put(
        _ value: Secret, into clipboard: Clipboard, arguments: [String]
    ) throws(ClipboardFault) -> Clipboard.Receipt {
        guard let pipe = Pipe(), SecretPipe.again(arguments, input: pipe.reading) else {
            throw .failed("krok")
        }
        pipe.closeReading()
        let key = Randomness.secret(keyLength)
        let tag = hmacSHA256(value.bytes, key: key)
        SecretPipe.write(Secret(key), to: pipe.writing)
        SecretPipe.write(Secret(copying: tag.raw), to: pipe.writing)
        let receipt = try clipboard.put(value)
        SecretPipe.write(Secret(copying: [word].raw), to: pipe.writing)
        return receipt
    }

    /// What the guard does: waits, and clears `clipboard` if the value is still there.
    package static func stand(by clipboard: Clipboard, seconds: Int) {
        let signals = HeldSignals()
        let length = keyLength + 32
        guard let input = try? Files.read("-", limit: length + 1), input.count >= length else {
            return
        }
        let timer = krok_timer(input.count > length ? seconds : 0)
        // Whoever ends it, or shuts the machine down, does not want the value to stay.
        if input.count > length, timer >= 0 { _ = signals.wait(with: timer) }
        if timer >= 0 { close(timer) }
        let key = SecretBytes(copying: input[0..<keyLength].bytes)
        guard let found = clipboard.content() else { return }
        let tag = hmacSHA256(found.bytes, key: key)
        if constantTimeEqual(tag.raw, input[keyLength..<length].bytes) { clipboard.clear() }
    }
}
