/// Asking over HTTPS.
internal import CCurl
internal import Secrecy

/// Whoever asks: the system's trusted certificates, the host's name checked, TLS 1.2 or later.
///
/// Proxies are those of the usual variables (`https_proxy`, `all_proxy`, `no_proxy`, …), which
/// libcurl reads itself. No cookies, no stored passwords, no redirects.
package struct Client: Sendable {
    let settings: NetworkSettings

    package init(_ settings: NetworkSettings) { self.settings = settings }

    /// Asks once; ends within the time and the sizes of the settings, whatever the server does.
    package func ask(_ request: HTTPSRequest) throws(NetworkFault) -> HTTPSResponse {
        guard request.address.begins(with: "https://") else { throw .badAddress }
        let received = Received(mostBodyBytes: request.mostBodyBytes)
        let handle = try Handle.new(
            settings, schemes: "https", into: received, takesLines: false)
        try handle.set(CURLOPT_URL, request.address)
        try handle.perform(form: request.form)
        return HTTPSResponse(
            status: received.status, location: received.location, body: received.body(),
            isWhole: received.isBodyWhole)
    }
}
