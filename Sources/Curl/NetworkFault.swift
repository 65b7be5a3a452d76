/// Why there is no answer: never a word of what was sent or received.
internal import CCurl

/// A question that got no usable answer; the raw values are printed and never change.
package enum NetworkFault: String, Error, Sendable, CaseIterable {
    /// `libcurl.so.4` is not installed, or too old.
    case libraryMissing = "library-missing"
    case badAddress = "bad-address"
    case nameUnknown = "name-unknown"
    case proxyUnknown = "proxy-unknown"
    /// The proxy does not connect to that host, or asks for a password.
    case proxyRefused = "proxy-refused"
    case noConnection = "no-connection"
    case timedOut = "timed-out"
    /// The connection ended in the middle.
    case cutOff = "cut-off"
    case certificateExpired = "certificate-expired"
    case certificateNotYetValid = "certificate-not-yet-valid"
    /// It is issued to another host.
    case certificateOfOther = "certificate-of-other"
    /// Nobody that this machine trusts vouches for it; self-signed ones are among these.
    case certificateUntrusted = "certificate-untrusted"
    case certificateRefused = "certificate-refused"
    /// No TLS 1.2 or later, no TLS at all, or a signature that is forged: libcurl does not say which.
    case noTLS = "no-tls"
    /// The server does not offer to encrypt (STARTTLS).
    case notEncrypted = "not-encrypted"
    /// More headers or lines than anybody needs.
    case tooMuch = "too-much"
    /// What answers does not speak HTTP, IMAP or SMTP.
    case notTheProtocol = "not-the-protocol"
    case authorityFile = "authority-file"
    case failed

    /// What libcurl's code means; `verification` is OpenSSL's verdict on the certificate,
    /// `proxyStatus` what a proxy said to CONNECT, 0 where it was not asked.
    init(_ code: CURLcode, verification: Int, proxyStatus: Int) {
        self =
            switch code {
            case CURLE_URL_MALFORMAT, CURLE_UNSUPPORTED_PROTOCOL: .badAddress
            case CURLE_COULDNT_RESOLVE_PROXY: .proxyUnknown
            case CURLE_COULDNT_RESOLVE_HOST: .nameUnknown
            case CURLE_COULDNT_CONNECT: .noConnection
            case CURLE_OPERATION_TIMEDOUT: .timedOut
            case CURLE_PROXY: .proxyRefused
            case CURLE_RECV_ERROR, CURLE_SEND_ERROR, CURLE_GOT_NOTHING, CURLE_PARTIAL_FILE:
                proxyStatus == 0 || proxyStatus / 100 == 2 ? .cutOff : .proxyRefused
            case CURLE_PEER_FAILED_VERIFICATION: NetworkFault(verification: verification)
            case CURLE_SSL_CONNECT_ERROR, CURLE_SSL_CIPHER: .noTLS
            case CURLE_USE_SSL_FAILED: .notEncrypted
            case CURLE_WRITE_ERROR: .tooMuch
            case CURLE_WEIRD_SERVER_REPLY, CURLE_REMOTE_ACCESS_DENIED, CURLE_HTTP2,
                CURLE_BAD_CONTENT_ENCODING:
                .notTheProtocol
            case CURLE_SSL_CACERT_BADFILE: .authorityFile
            default: .failed
            }
    }

    /// OpenSSL's numbers (`X509_V_ERR_…`, never renumbered); 0, or libcurl's 1 for not known yet, when
    /// it is the name that does not fit.
    private init(verification: Int) {
        self =
            switch verification {
            case 0, 1, 62, 64: .certificateOfOther
            case 9: .certificateNotYetValid
            case 10: .certificateExpired
            case 2, 7, 18, 19, 20, 21, 27: .certificateUntrusted
            default: .certificateRefused
            }
    }
}
