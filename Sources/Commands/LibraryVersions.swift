/// Which libraries this krok works with.
internal import Certificates
internal import CommonMark
internal import Curl
internal import Secrecy

/// Names and versions, as the libraries say them themselves.
enum LibraryVersions {
    static var all: [(name: String, version: String)] {
        [
            ("libsodium", SecrecyLibrary.version), ("cmark-gfm", CommonMarkLibrary.version),
            ("OpenSSL", OpenSSLLibrary.version ?? "–"),
            ("libcurl", CurlLibrary.version ?? "–"),
        ]
    }
}
