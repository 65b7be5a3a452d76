/// The file `client_secret_….json` that Google's console offers for an OAuth client.
package import Secrecy
internal import SecretJSON

/// What Krok takes from Google's file of a web client.
///
/// The addresses in the file (`token_uri`, `auth_uri`, …) are read over: no file decides where a
/// secret is sent. Nothing is trimmed.
package struct GoogleClientFile: Sendable {
    /// Far more bytes than the console writes.
    package static let longest = 1 << 20

    package let clientID: Secret
    package let clientSecret: Secret
    package let projectID: Secret?
    package let redirectURIs: [Secret]

    /// Reads a file; nothing of it is kept when it is refused.
    package init(_ file: Secret) throws(GoogleClientError) {
        let topLevel: TopLevel
        let web: WebClient?
        do throws(JSONError) {
            let limits = JSONLimits(bytes: GoogleClientFile.longest)
            topLevel = try TopLevel(JSONReader(file, limits: limits))
            web = topLevel.isWebClient ? try WebClient(JSONReader(file, limits: limits)) : nil
        } catch {
            throw GoogleClientError(error)
        }
        guard let web else { throw topLevel.refusal }
        if let fault = web.fault { throw fault }
        guard let clientID = web.clientID else { throw .missing(field: "client_id") }
        guard let clientSecret = web.clientSecret else { throw .noSecret }
        self.clientID = clientID
        self.clientSecret = clientSecret
        projectID = web.projectID
        redirectURIs = web.redirectURIs
    }
}

extension GoogleClientError {
    fileprivate init(_ error: JSONError) {
        switch error.kind {
        case .tooLarge(let limit): self = .tooLarge(limit: limit)
        default: self = .notJSON(line: error.line, column: error.column)
        }
    }
}
