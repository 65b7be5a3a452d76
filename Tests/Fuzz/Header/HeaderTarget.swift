/// Fuzzes whole age files: reading, writing again, and opening what was written.
@testable import Age
import Fuzzing
import Secrecy

/// The identity of the published vectors, so that those which open are seeds that open.
private let identity = try? X25519Identity(
    parsing: Secret(
        copying: "AGE-SECRET-KEY-1EGTZVFFV20835NWYV6270LXYVK2VKNX2MMDKWYKLMGR48UAWX40Q2P2LM0"))
private let passphrase = Secret(copying: "password")
private let limits = Limits(fileBytes: 1 << 20, headerBytes: 1 << 16, stanzas: 24, workFactor: 4)

@c(LLVMFuzzerTestOneInput)
public func fuzzHeader(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
    let file = unsafe input(start, count)
    guard let identity else { preconditionFailure() }
    let seen = try? Age.inspect(file, limits: limits)
    let keys: [Identity] = [.x25519(identity), .passphrase(passphrase)]
    if let plaintext = try? Age.decrypt(file, with: keys, limits: limits) {
        hold(seen?.plaintextLength == plaintext.count, "the plaintext is as long as announced")
        if seen?.isArmored == false {
            let again = try? Age.decrypt(Armor.encode(file), with: keys, limits: limits)
            hold(again?.equals(plaintext) == true, "the armored file is the same file")
        }
    }
    guard let header = try? Header(parsing: file, limits: limits) else {
        hold(seen?.isArmored != false, "who inspects a file has read its header")
        return 0
    }
    for word in header.stanzas.flatMap({ [$0.kind] + $0.arguments }) {
        let isVisible = word.utf8.allSatisfy { (0x21...0x7e).contains($0) }
        hold(!word.isEmpty && isVisible, "a word has visible characters and nothing else")
    }
    rewrite(header, of: file)
    open(header, of: file, as: identity)
    return 0
}

/// All but the tag, which is another key's, has to come out as it went in.
private func rewrite(_ header: Header, of file: [UInt8]) {
    let key = SecretBytes(copying: [UInt8](repeating: 7, count: FileKey.length).raw)
    let written = Header.serialise(header.stanzas, fileKey: key)
    hold(written.count == header.length, "a header is as long when it is written again")
    hold(
        written[..<header.covered] == file[..<header.covered],
        "a header is written as it was read")
    let again = try? Header(parsing: written, limits: limits)
    hold(again?.stanzas == header.stanzas, "what was written is read again")
    hold(again?.isAuthentic(in: written, fileKey: key) == true, "the tag that was written fits")
}

/// The fuzzer cannot make a tag that fits: its stanzas beside one of ours, under our file key.
private func open(_ header: Header, of file: [UInt8], as identity: X25519Identity) {
    let key = SecretBytes(copying: [UInt8](repeating: 9, count: FileKey.length).raw)
    let share = try? X25519Share.wrap(
        key, to: identity.recipient,
        ephemeral: SecretBytes(copying: [UInt8](repeating: 3, count: 32).raw))
    guard let share else { preconditionFailure() }
    let payload = Array(file[header.length...])
    let nonce = [UInt8](repeating: 1, count: Payload.nonceLength)
    let made = Age.seal(
        payload.raw, stanzas: [share] + header.stanzas, fileKey: key, nonce: nonce)
    let opened = try? Age.decrypt(
        made, with: [.x25519(identity)],
        limits: Limits(fileBytes: 2 << 20, headerBytes: 2 << 16, stanzas: 25, workFactor: 4))
    let isAllowed = header.workFactor == nil
    hold((opened != nil) == isAllowed, "a file opens unless it has a passphrase beside another")
    if let opened {
        hold(opened.bytes.copiedBytes() == payload, "what comes out is what went in")
    }
}
