/// The version of OpenSSL.
internal import COpenSSL

/// What `krok report` says of the library behind this room.
package enum OpenSSLLibrary {
    /// Such as `OpenSSL 3.0.15 3 Sep 2024`, of the library that is loaded.
    package static var version: String {
        // SAFETY: the text is constant and ends with zero.
        unsafe String(cString: OpenSSL_version(OPENSSL_VERSION))
    }
}
