/// Sending and receiving over a connection that libcurl made and keeps open.
internal import CCurl
internal import Secrecy

extension Handle {
    var socket: curl_socket_t? {
        var socket: curl_socket_t = -1
        // SAFETY: the call fills the number.
        let code = unsafe krok_curl_get_socket(curl.table, handle, &socket)
        return code == CURLE_OK && socket >= 0 ? socket : nil
    }

    /// Waits for the socket; throws at the deadline.
    private func wait(writing: Bool) throws(NetworkFault) {
        guard let socket else { throw .cutOff }
        let left = deadline - krok_milliseconds()
        guard left > 0, krok_curl_wait(socket, writing ? 1 : 0, Int32(left)) > 0 else {
            throw .timedOut
        }
    }

    /// Sends all of `bytes`, through TLS.
    func send(_ bytes: Secret) throws(NetworkFault) {
        var sent = 0
        while sent < bytes.count {
            var count = 0
            let rest = bytes[sent..<bytes.count]
            // SAFETY: libcurl reads no further than the length that is passed.
            let code = unsafe rest.bytes.withUnsafeBytes { buffer in
                unsafe krok_curl_send(
                    curl.table, handle, buffer.baseAddress, buffer.count, &count)
            }
            sent += count
            if code == CURLE_AGAIN {
                try wait(writing: true)
            } else if code != CURLE_OK {
                throw .cutOff
            }
        }
    }

    /// The next bytes, at least one, through TLS.
    func receive() throws(NetworkFault) -> Secret {
        while true {
            guard krok_milliseconds() < deadline else { throw .timedOut }
            var count = 0
            var code = CURLE_OK
            let piece = SecretBytes(count: 2048) { (span: inout MutableRawSpan) in
                // SAFETY: libcurl writes no further than the length that is passed.
                unsafe span.withUnsafeMutableBytes { buffer in
                    code = unsafe krok_curl_receive(
                        curl.table, handle, buffer.baseAddress, buffer.count, &count)
                }
            }
            guard code == CURLE_AGAIN else {
                guard code == CURLE_OK, count > 0 else { throw .cutOff }
                return Secret(piece)[0..<count]
            }
            try wait(writing: false)
        }
    }
}
