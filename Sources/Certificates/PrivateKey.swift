/// The private half of a certificate's key, from a PEM file.
internal import COpenSSL
package import Secrecy

/// A private key in OpenSSL's memory, which is overwritten when it goes.
@safe package final class PrivateKey {
    let pointer: OpaquePointer

    /// Whether it is a key of RSA; otherwise it is one on an elliptic curve.
    let isRSA: Bool

    /// Whether a PEM block of a private key stands in `file`.
    package static func isPrivateKey(_ file: Secret) -> Bool { block(in: file) != nil }

    /// Whether the key in `file` needs a passphrase.
    package static func isEncrypted(_ file: Secret) -> Bool {
        block(in: file)?.isEncrypted ?? false
    }

    private static func block(in file: Secret) -> PEMBlock? {
        PEM.blocks(in: file)?.blocks.first { $0.label.hasSuffix("PRIVATE KEY") }
    }

    /// Reads the first private key of a PEM file: PKCS #8, or the older forms of RSA and EC.
    package init(_ file: Secret, passphrase: Secret? = nil) throws(CMSError) {
        guard let block = PrivateKey.block(in: file) else { throw .noPrivateKey }
        if block.isEncrypted, passphrase == nil { throw .keyEncrypted }
        guard OpenSSL.isThere else { throw .libraryMissing }
        // OpenSSL takes the passphrase as a text that ends with zero; without one it would ask.
        var text = SecretBuilder(capacity: 256)
        if let passphrase { text.append(passphrase) }
        text.append(0 as UInt8)
        let ended = Secret(text.finish())
        // SAFETY: both buffers live during the call, and OpenSSL only reads them.
        let key: OpaquePointer? = unsafe OpenSSL.run {
            unsafe block.whole.bytes.withUnsafeBytes { source in
                unsafe ended.bytes.withUnsafeBytes { words in
                    let reader = unsafe Owned(
                        BIO_new_mem_buf(source.baseAddress, Int32(source.count)),
                        free: { unsafe _ = BIO_free($0) })
                    guard let reader else { return nil }
                    let words = unsafe UnsafeMutableRawPointer(mutating: words.baseAddress)
                    return unsafe PEM_read_bio_PrivateKey(reader.pointer, nil, nil, words)
                }
            }
        }
        // SAFETY: the key is ours from here on; `deinit` gives it back.
        guard let key = unsafe key else {
            throw block.isEncrypted ? .wrongPassphrase : .noPrivateKey
        }
        unsafe pointer = key
        // SAFETY: the key is ours and stays as it is.
        let kind = unsafe EVP_PKEY_get_base_id(key)
        isRSA = kind == EVP_PKEY_RSA
        guard isRSA || kind == EVP_PKEY_EC else { throw .noPrivateKey }
    }

    deinit {
        // SAFETY: the key is ours alone.
        unsafe EVP_PKEY_free(pointer)
    }
}
