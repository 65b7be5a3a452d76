/// The version of OpenSSL.
internal import COpenSSL

/// What `krok report` says of the library behind this room.
package enum OpenSSLLibrary {
    /// Such as `OpenSSL 3.0.15 3 Sep 2024`; nil where the library is missing.
    package static var version: String? {
        guard OpenSSL.isThere else { return nil }
        // SAFETY: the text is constant and ends with zero.
        return unsafe String(cString: OpenSSL_version(OPENSSL_VERSION))
    }
}
