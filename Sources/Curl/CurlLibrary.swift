/// The version of libcurl.
internal import CCurl

/// What `krok report` says of the library behind this room.
package enum CurlLibrary {
    /// Such as `7.88.1 (OpenSSL/3.0.15)`; nil where the library is missing or too old.
    package static var version: String? {
        guard let curl = Curl.loaded else { return nil }
        // SAFETY: the structure and its texts are constant; the texts end with zero or are nil.
        let info = unsafe curl.table.pointee.version_info(CURLVERSION_NOW)
        guard let info = unsafe info else { return nil }
        let own = unsafe String(cString: info.pointee.version)
        let tls = unsafe info.pointee.ssl_version.map { unsafe String(cString: $0) }
        return own + (tls.map { " (\($0))" } ?? "")
    }
}
