/// Which requests are looked at: names of hosts, origins of forms, shapes of addresses.
import HTTPTypes
import Testing

@testable import WebUI

struct RequestRulesTests {
    private static let rules = RequestRules(port: 7411)

    private static func head(
        _ method: HTTPRequest.Method = .get, _ path: String = "/vault",
        host: String? = "127.0.0.1:7411", _ fields: [String: String] = [:]
    ) throws -> HTTPRequest {
        var request = HTTPRequest(method: method, scheme: "http", authority: host, path: path)
        for (name, value) in fields {
            request.headerFields[try #require(HTTPField.Name(name))] = value
        }
        return request
    }

    private static func refusal(_ head: HTTPRequest) -> RequestRules.Refusal? {
        do throws(RequestRules.Refusal) {
            _ = try rules.check(head)
            return nil
        } catch {
            return error
        }
    }

    @Test(arguments: ["127.0.0.1:7411", "localhost:7411"])
    func `our own names lead here`(host: String) throws {
        #expect(RequestRulesTests.refusal(try RequestRulesTests.head(host: host)) == nil)
    }

    @Test(arguments: [
        nil, "", "127.0.0.1", "127.0.0.1:80", "127.0.0.1:74110", "localhost", "evil.example:7411",
        "127.0.0.1.evil.example:7411", "[::1]:7411", "LOCALHOST:7411",
        "user@127.0.0.1:7411", "127.1:7411", "0.0.0.0:7411",
    ])
    func `another name is refused`(host: String?) throws {
        #expect(RequestRulesTests.refusal(try RequestRulesTests.head(host: host)) == .host)
    }

    @Test(arguments: ["HEAD", "PUT", "DELETE", "OPTIONS", "TRACE", "CONNECT", "PATCH", "get"])
    func `another method is refused`(name: String) throws {
        let method = try #require(HTTPRequest.Method(name))
        #expect(RequestRulesTests.refusal(try RequestRulesTests.head(method)) == .method)
    }

    /// Origin, Sec-Fetch-Site, and whether a form of theirs is read.
    @Test(arguments: [
        ("http://127.0.0.1:7411", "same-origin", true), ("http://127.0.0.1:7411", nil, true),
        // Our own pages send no referrer, and so no origin with their forms.
        ("null", "same-origin", true), (nil, "same-origin", true),
        ("null", nil, false), (nil, nil, false), ("null", "none", false),
        ("null", "cross-site", false), (nil, "cross-site", false), (nil, "same-site", false),
        ("http://127.0.0.1:7411", "cross-site", false),
        ("http://127.0.0.1:7411", "same-site", false),
        // Another server on this machine is the same site and another origin.
        ("http://127.0.0.1:7412", "same-site", false), ("http://127.0.0.1:7412", nil, false),
        ("http://localhost:7411", "same-origin", false), ("https://127.0.0.1:7411", nil, false),
        ("https://evil.example", "cross-site", false), ("https://evil.example", nil, false),
        ("", nil, false), ("file://", nil, false),
    ])
    func `a form is ours or it is not read`(
        origin: String?, site: String?, isRead: Bool
    ) throws {
        var fields: [String: String] = [:]
        fields["Origin"] = origin
        fields["Sec-Fetch-Site"] = site
        let found = RequestRulesTests.refusal(try RequestRulesTests.head(.post, "/vault", fields))
        #expect(found == (isRead ? nil : .origin))
    }

    @Test(arguments: [
        (nil, nil, true), (nil, "none", true), (nil, "same-origin", true),
        (nil, "cross-site", false), (nil, "same-site", false),
        ("https://evil.example", nil, false), ("https://evil.example", "same-origin", false),
    ])
    func `a page is not given to another site`(
        origin: String?, site: String?, isGiven: Bool
    ) throws {
        var fields: [String: String] = [:]
        fields["Origin"] = origin
        fields["Sec-Fetch-Site"] = site
        let found = RequestRulesTests.refusal(try RequestRulesTests.head(.get, "/vault", fields))
        #expect(found == (isGiven ? nil : .origin))
    }

    /// The file that brings a browser in belongs to no site; the token in it decides.
    @Test(arguments: [
        ("null", true), (nil, true), ("http://127.0.0.1:7411", true),
        ("https://evil.example", false), ("http://127.0.0.1:7412", false),
    ])
    func `the entrance takes a form of a file`(origin: String?, isTaken: Bool) throws {
        var fields = ["Sec-Fetch-Site": "cross-site"]
        fields["Origin"] = origin
        let found = RequestRulesTests.refusal(try RequestRulesTests.head(.post, "/enter", fields))
        #expect(found == (isTaken ? nil : .origin))
        let beside = try RequestRulesTests.head(.post, "/enter?x=1", ["Sec-Fetch-Site": "none"])
        #expect(RequestRulesTests.refusal(beside) == .origin)
    }

    @Test(arguments: [
        "", "vault", "http://127.0.0.1:7411/vault", "*", "//", "//evil.example/", "/a//b",
        "/vault/",
        "/..", "/p/../vault", "/p/%2e%2e/vault", "/p/%2E/gmail", "/p/a%2Fb/gmail", "/p/a%5Cb/gmail",
        "/p/%00/gmail", "/p/a%0Ab/gmail", "/p/%7F/gmail", "/p/%ff/gmail", "/p/%", "/p/%4", "/p/%zz",
        "/a\\b", "/a b", "/a\tb", "/ż", "/vault#x", "/vault?a=%ff",
        "/" + String(repeating: "a", count: 2048),
    ])
    func `an address of another shape is refused`(path: String) throws {
        #expect(RequestRulesTests.refusal(try RequestRulesTests.head(.get, path)) == .address)
    }

    @Test func `a second Host, Origin or Sec-Fetch-Site is refused`() throws {
        var head = try RequestRulesTests.head()
        head.headerFields[.host] = "evil.example"
        #expect(RequestRulesTests.refusal(head) == .host)
        for name in [HTTPField.Name.origin, .fetchSite] {
            var head = try RequestRulesTests.head(.post)
            head.headerFields[values: name] = ["same-origin", "same-origin"]
            #expect(RequestRulesTests.refusal(head) == .origin)
        }
    }
}
