/// Why a CMS file was not written or not opened, or why a private key was not taken.

/// A refusal; none quotes anything of a file.
package enum CMSError: Error, Equatable, Sendable {
    /// It is neither a PEM block of CMS nor DER.
    case notCMS
    /// Something behind the content, around the block or inside is not as it has to be.
    case damaged
    /// It is CMS, but of another content type, or with a cipher other than AES in GCM or CBC.
    case unsupported
    /// None of the recipients' parts opens with the key, or what it opens was changed.
    ///
    /// For RSA the two are not told apart, so that nobody learns anything by trying.
    case wrongKey
    case tooLarge(limit: Int)
    /// OpenSSL refused to encrypt to a certificate that had passed every check.
    case notSealed
    /// `libcrypto.so.3` is not installed.
    case libraryMissing

    /// The file holds no PEM private key, or one that cannot decrypt.
    case noPrivateKey
    /// The private key needs a passphrase.
    case keyEncrypted
    case wrongPassphrase
}
