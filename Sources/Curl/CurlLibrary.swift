/// The version of libcurl.
internal import CCurl

/// What `krok report` says of the library behind this room.
package enum CurlLibrary {
    /// Such as `7.88.1 (OpenSSL/3.0.15)`; nil where the library is missing or too old.
    package static var version: String? {
        guard let curl = Curl.loaded else { return nil }
        // SAFETY: both texts are constant; they end with zero, or are nil.
        let own = unsafe String(cString: krok_curl_version(curl.table))
        let tls = unsafe krok_curl_tls_version(curl.table)
        guard let tls = unsafe tls else { return own }
        let library = unsafe String(cString: tls)
        return "\(own) (\(library))"
    }
}
