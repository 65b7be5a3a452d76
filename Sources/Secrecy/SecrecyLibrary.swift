/// The version of libsodium.
internal import CSodium

/// What `krok report` says of the library behind this room.
package enum SecrecyLibrary {
    /// Such as `1.0.18`.
    package static var version: String {
        // SAFETY: the text is constant and ends with zero.
        unsafe String(cString: sodium_version_string())
    }
}
