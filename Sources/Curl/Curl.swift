/// libcurl: loaded when something is asked, and made to wipe the memory that it gives back.
internal import CCurl
internal import Certificates
internal import Secrecy

/// The loaded library.
///
/// @unchecked Sendable because the table is written once, before anybody sees it.
@safe struct Curl: @unchecked Sendable {
    let table: UnsafePointer<krok_curl>

    /// Nil where `libcurl.so.4` is missing or older than 7.85.
    ///
    /// OpenSSL comes first: under libcurl, too, it overwrites what it gives back and reads no
    /// configuration file.
    static let loaded: Curl? = {
        OpenSSLMemory.prepare()
        // SAFETY: the table lives as long as the process.
        guard let table = unsafe krok_curl_load() else { return nil }
        return unsafe Curl(table: UnsafePointer(table))
    }()

    private init(table: UnsafePointer<krok_curl>) {
        // SAFETY: the caller hands over a table that is never freed.
        unsafe self.table = table
    }

    static func library() throws(NetworkFault) -> Curl {
        guard let loaded else { throw .libraryMissing }
        return loaded
    }
}
