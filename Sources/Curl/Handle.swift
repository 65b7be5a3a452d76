/// One transfer of libcurl's, with everything that holds for all of them set once.
internal import CCurl
internal import Secrecy

/// An easy handle with a single owner; verification of certificates cannot be switched off here.
@safe struct Handle: ~Copyable {
    let curl: Curl
    let handle: UnsafeMutableRawPointer
    private let received: Received
    let deadline: Int64

    /// A transfer into `received`; `schemes` are the only ones that are spoken.
    static func new(
        _ settings: NetworkSettings, schemes: String, into received: Received, takesLines: Bool
    ) throws(NetworkFault) -> Handle {
        let curl = try Curl.library()
        // SAFETY: the new value is the pointer's only owner.
        guard let pointer = unsafe krok_curl_new(curl.table) else { throw .failed }
        let handle = unsafe Handle(curl, pointer, received, seconds: settings.seconds)
        try handle.prepare(settings, schemes: schemes, takesLines: takesLines)
        return handle
    }

    private init(
        _ curl: Curl, _ handle: UnsafeMutableRawPointer, _ received: Received, seconds: Int
    ) {
        self.curl = curl
        // SAFETY: freed in `deinit`.
        unsafe self.handle = handle
        self.received = received
        deadline = krok_milliseconds() + Int64(seconds) * 1000
    }

    deinit {
        // SAFETY: the handle is ours alone. A server cannot hold up the farewell of a connection
        // that is shut.
        if let socket = socket { krok_curl_shut(socket) }
        unsafe krok_curl_end(curl.table, handle)
    }

    /// Sets what every question has in common.
    private func prepare(
        _ settings: NetworkSettings, schemes: String, takesLines: Bool
    ) throws(NetworkFault) {
        try set(CURLOPT_NOSIGNAL, 1)
        try set(CURLOPT_PROTOCOLS_STR, schemes)
        try set(CURLOPT_REDIR_PROTOCOLS_STR, schemes)
        try set(CURLOPT_FOLLOWLOCATION, 0)
        try set(CURLOPT_SSL_VERIFYPEER, 1)
        try set(CURLOPT_SSL_VERIFYHOST, 2)
        try set(CURLOPT_PROXY_SSL_VERIFYPEER, 1)
        try set(CURLOPT_PROXY_SSL_VERIFYHOST, 2)
        try set(CURLOPT_SSLVERSION, Int(CURL_SSLVERSION_TLSv1_2))
        try set(CURLOPT_PROXY_SSLVERSION, Int(CURL_SSLVERSION_TLSv1_2))
        try set(CURLOPT_NETRC, Int(CURL_NETRC_IGNORED.rawValue))
        try set(CURLOPT_HTTP_VERSION, Int(CURL_HTTP_VERSION_1_1))
        // HTTP/0.9 is what anything that is no HTTP looks like.
        try set(CURLOPT_HTTP09_ALLOWED, 0)
        try set(CURLOPT_SUPPRESS_CONNECT_HEADERS, 1)
        try set(CURLOPT_FRESH_CONNECT, 1)
        try set(CURLOPT_FORBID_REUSE, takesLines ? 0 : 1)
        try set(CURLOPT_TIMEOUT_MS, settings.seconds * 1000)
        try set(CURLOPT_CONNECTTIMEOUT_MS, settings.connectMilliseconds)
        try set(CURLOPT_SERVER_RESPONSE_TIMEOUT, settings.seconds)
        try set(CURLOPT_LOW_SPEED_LIMIT, 10)
        try set(CURLOPT_LOW_SPEED_TIME, settings.seconds)
        if !settings.agent.isEmpty { try set(CURLOPT_USERAGENT, settings.agent) }
        if let file = settings.authorityFile { try trust(file) }
        try collect(takesLines: takesLines)
    }

    /// Trusts the certificates in `file` beside the system's: libcurl reads a file and a folder,
    /// and it is the file alone that is replaced.
    private func trust(_ file: String) throws(NetworkFault) {
        try set(CURLOPT_CAINFO, file)
        try set(CURLOPT_PROXY_CAINFO, file)
        var folder: UnsafePointer<CChar>?
        // SAFETY: the text belongs to libcurl and is only compared with nothing.
        _ = unsafe krok_curl_get_text(curl.table, handle, CURLINFO_CAPATH, &folder)
        guard unsafe folder == nil else { return }
        try set(CURLOPT_CAPATH, NetworkSettings.usualAuthorities)
        try set(CURLOPT_PROXY_CAPATH, NetworkSettings.usualAuthorities)
    }

    private func collect(takesLines: Bool) throws(NetworkFault) {
        // SAFETY: `received` lives as long as `self`, and libcurl calls back only while a call of
        // `self` runs. The buffer is lent for the length of the callback.
        let target = unsafe Unmanaged.passUnretained(received).toOpaque()
        let body: curl_write_callback = { bytes, size, count, target in
            unsafe Handle.take(bytes, size * count, target) { $0.takeBody($1) }
        }
        // SAFETY: as above.
        let header: curl_write_callback = { bytes, size, count, target in
            unsafe Handle.take(bytes, size * count, target) { $0.takeHeader($1) }
        }
        // SAFETY: as above.
        let line: curl_write_callback = { bytes, size, count, target in
            unsafe Handle.take(bytes, size * count, target) { $0.takeLine($1) }
        }
        let codes = unsafe [
            krok_curl_set_callback(curl.table, handle, CURLOPT_WRITEFUNCTION, body),
            krok_curl_set_callback(
                curl.table, handle, CURLOPT_HEADERFUNCTION, takesLines ? line : header),
            krok_curl_set_pointer(curl.table, handle, CURLOPT_WRITEDATA, target),
            krok_curl_set_pointer(curl.table, handle, CURLOPT_HEADERDATA, target),
        ]
        guard codes.allSatisfy({ $0 == CURLE_OK }) else { throw .failed }
    }

    /// Hands a callback's bytes to `body`; any other number than `count` ends the transfer.
    private static func take(
        _ bytes: UnsafeMutablePointer<CChar>?, _ count: Int, _ target: UnsafeMutableRawPointer?,
        _ body: (Received, RawSpan) -> Bool
    ) -> Int {
        // SAFETY: see `collect`.
        guard let bytes = unsafe bytes, let target = unsafe target else { return 0 }
        let received = unsafe Unmanaged<Received>.fromOpaque(target).takeUnretainedValue()
        let buffer = unsafe UnsafeRawBufferPointer(start: bytes, count: count)
        return unsafe body(received, buffer.bytes) ? count : 0
    }

    // MARK: Options

    func set(_ option: CURLoption, _ value: Int) throws(NetworkFault) {
        // SAFETY: the option takes a `long`; a wrong one is refused by libcurl.
        guard unsafe krok_curl_set_number(curl.table, handle, option, value) == CURLE_OK
        else { throw .failed }
    }

    func set(_ option: CURLoption, _ text: String) throws(NetworkFault) {
        try set(option, Secret(copying: text))
    }

    /// A text, which libcurl copies: into memory that it wipes, see `krok_curl_free`.
    func set(_ option: CURLoption, _ text: Secret) throws(NetworkFault) {
        guard !(0..<text.count).contains(where: { text[$0] == 0 }) else { throw .badAddress }
        var ended = SecretBuilder(capacity: text.count + 1)
        ended.append(text)
        ended.append(0)
        let bytes = ended.finish()
        // SAFETY: the text ends with a zero and is copied before the call returns.
        let code = bytes.withBytes { span in
            unsafe span.withUnsafeBytes { buffer in
                unsafe krok_curl_set_pointer(curl.table, handle, option, buffer.baseAddress)
            }
        }
        guard code == CURLE_OK else { throw code == CURLE_URL_MALFORMAT ? .badAddress : .failed }
    }

    // MARK: Transfers

    /// Asks; `form` is read where it stands, in secret memory.
    func perform(form: Secret? = nil) throws(NetworkFault) {
        guard let form else { return try judge(run()) }
        try set(CURLOPT_POST, 1)
        // SAFETY: libcurl reads the form only while `run` does, and no further than its length.
        let code = unsafe form.bytes.withUnsafeBytes { buffer in
            let size = unsafe krok_curl_set_size(
                curl.table, handle, CURLOPT_POSTFIELDSIZE_LARGE, curl_off_t(buffer.count))
            let fields = unsafe krok_curl_set_pointer(
                curl.table, handle, CURLOPT_POSTFIELDS, buffer.baseAddress)
            return size == CURLE_OK && fields == CURLE_OK ? run() : CURLE_FAILED_INIT
        }
        try judge(code)
    }

    private func run() -> CURLcode {
        // SAFETY: the handle is ours and lives.
        unsafe krok_curl_perform(curl.table, handle)
    }

    private func judge(_ code: CURLcode) throws(NetworkFault) {
        guard code != CURLE_OK else { return }
        // A body that was cut at our limit is an answer.
        if code == CURLE_WRITE_ERROR, !received.isBodyWhole { return }
        if received.hasTooManyHeaders { throw .tooMuch }
        throw NetworkFault(
            code, verification: number(CURLINFO_SSL_VERIFYRESULT),
            proxyStatus: number(CURLINFO_HTTP_CONNECTCODE))
    }

    private func number(_ info: CURLINFO) -> Int {
        var number = 0
        // SAFETY: the information is a `long`, which the call fills.
        _ = unsafe krok_curl_get_number(curl.table, handle, info, &number)
        return number
    }
}
