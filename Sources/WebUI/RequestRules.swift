/// Which requests are looked at at all, judged by their head alone.
internal import HTTPTypes

/// Allow-lists against DNS rebinding and against forms and scripts of other sites.
struct RequestRules: Sendable {
    let port: Int

    /// Why a request is not looked at.
    enum Refusal: Error, Equatable {
        /// Not an address that any page of ours has.
        case address
        /// Neither GET nor POST.
        case method
        /// Another name than ours: somebody's domain that was made to lead here.
        case host
        /// Sent by another site's page.
        case origin

        var status: HTTPResponse.Status {
            switch self {
            case .address: .badRequest
            case .method: .methodNotAllowed
            case .host: .misdirectedRequest
            case .origin: .forbidden
            }
        }
    }

    /// The names that lead here, as a browser writes them.
    private var hosts: [String] { ["127.0.0.1:\(port)", "localhost:\(port)"] }

    /// The path by which a browser comes in; the file that brings it there is no site's page.
    static let entrance = "/enter"

    /// The address that is asked for, if the request may be looked at.
    func check(_ head: HTTPRequest) throws(Refusal) -> Target {
        guard head.method == .get || head.method == .post else { throw .method }
        guard let host = head.authority, hosts.contains(host), head.headerFields[.host] == nil
        else { throw .host }
        guard let path = head.path, let target = Target(path) else { throw .address }
        guard isOfOurs(head, host: host, isEntrance: path == RequestRules.entrance) else {
            throw .origin
        }
        return target
    }

    /// Whether one of our own pages, or the person, sent the request.
    ///
    /// Our pages send no referrer, and forms of such pages say `Origin: null`: then it is
    /// `Sec-Fetch-Site` that tells them from a stranger's form (Fetch, "Origin" header).
    private func isOfOurs(_ head: HTTPRequest, host: String, isEntrance: Bool) -> Bool {
        let origins = head.headerFields[values: .origin]
        let sites = head.headerFields[values: .fetchSite]
        guard origins.count <= 1, sites.count <= 1 else { return false }
        let origin = origins.first
        let site = sites.first
        if isEntrance {
            // A file's form: no origin that could be named. The one-use token decides.
            return origin == nil || origin == "null" || origin == "http://" + host
        }
        if let origin, origin != "null", origin != "http://" + host { return false }
        if let site, site != "same-origin", site != "none" { return false }
        guard head.method == .post else { return true }
        return origin == "http://" + host || site == "same-origin"
    }
}

extension HTTPField.Name {
    /// A name of letters and hyphens, which cannot fail.
    private static func known(_ name: String) -> HTTPField.Name {
        guard let name = HTTPField.Name(name) else { preconditionFailure("no field name") }
        return name
    }

    static let host = known("Host")
    static let fetchSite = known("Sec-Fetch-Site")
    static let refresh = known("Refresh")
    static let referrerPolicy = known("Referrer-Policy")
    static let frameOptions = known("X-Frame-Options")
    static let openerPolicy = known("Cross-Origin-Opener-Policy")
    static let resourcePolicy = known("Cross-Origin-Resource-Policy")
    static let permissionsPolicy = known("Permissions-Policy")
    static let clearSiteData = known("Clear-Site-Data")
    /// Sent by our script when it fetches a page that nobody asked for: it is no sign of life.
    static let unasked = known("Krok-Unasked")
    /// Never sent: marks a response whose body is wiped once it is written.
    static let wiped = known("Krok-Wiped")
}
