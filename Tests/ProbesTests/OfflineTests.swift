/// What checks say without asking anybody.
import Guides
import Secrecy
import Testing

@testable import Probes

struct OfflineTests {
    private static let address = "https://crm.example.com/"
    private static let key = "TESTKEY" + String(repeating: "0", count: 25)
    private static let uri = address + "webservice/OAuth/MailAccount/" + key

    private func results(_ fill: (inout KnownValues) -> Void) -> [CheckResult] {
        var known = KnownValues()
        fill(&known)
        return OfflineChecks.results(known) { "in \($0) days" }
    }

    @Test func `nothing known, nothing listed`() {
        #expect(results { _ in } == [])
        #expect(results { $0.yetiforceURL = OfflineTests.address } == [])
        #expect(results { $0.registeredURIs = [] } == [])
    }

    @Test(arguments: [
        (uri, address, CheckReason.addressFits, nil as Int?),
        (uri, "https://crm.example.com", .addressFits, nil),
        (uri, "HTTPS://CRM.Example.com/", .addressFits, nil),
        (uri, "http://crm.example.com/", .addressDiffers, 5),
        (uri, "https://www.example.com/", .addressDiffers, 9),
        (uri, "https://crm.example.com/yetiforce/", .addressDiffers, 25),
        (uri, "https://crm.example.com:8443/", .addressDiffers, 24),
        (address + "WebService/OAuth/MailAccount/" + key, address, .pathDiffers, 25),
        (address + "webservice/OAuth/MailAccount", address, .pathDiffers, 53),
        (address + "webservice/OAuth/MailAccount/", address, .pathDiffers, 54),
        (uri + "/", address, .pathDiffers, 86),
        (uri + "?x", address, .pathDiffers, 86),
        ("", address, .addressDiffers, 1),
    ])
    func `the redirect URI against YetiForce's address`(
        uri: String, address: String, reason: CheckReason, position: Int?
    ) throws {
        let result = try #require(
            results {
                $0.redirectURI = Secret(copying: uri)
                $0.yetiforceURL = address
            }.first)
        #expect(result.reason == reason)
        #expect(result.details["position"] == position.map { String($0) })
        #expect(result.verdict == (position == nil ? .right : .wrong))
        #expect(!result.details.values.contains { $0.contains(OfflineTests.key) })
    }

    @Test func `the nearest of Google's addresses is shown, its key masked`() throws {
        let other = String(OfflineTests.uri.dropLast()) + "9"
        let result = try #require(
            results {
                $0.redirectURI = Secret(copying: OfflineTests.uri)
                $0.registeredURIs = ["https://localhost/", other, "x"].map { Secret(copying: $0) }
            }.first)
        #expect(result.reason == .notInFile)
        #expect(result.details["position"] == String(OfflineTests.uri.count))
        #expect(
            result.details["file"]
                == OfflineTests.address + "webservice/OAuth/MailAccount/••••0009")
        #expect(
            results {
                $0.redirectURI = Secret(copying: OfflineTests.uri)
                $0.registeredURIs = []
            }.map(\.reason) == [.fileHasNone])
    }

    @Test(arguments: [
        ("imap", "ssl", "993", true), ("smtp", "ssl", "465", true), ("smtp", "tls", "587", true),
        ("imap", "tls", "993", false), ("imap", "ssl", "143", false),
        ("smtp", "tls", "465", false), ("smtp", "ssl", "587", false), ("smtp", "", "25", false),
    ])
    func `encryption and port go in pairs`(
        service: String, encryption: String, port: String, fits: Bool
    ) {
        let result = results {
            $0.mail = [
                KnownValues.MailPair(service: "imap", encryption: "ssl", port: "993"),
                KnownValues.MailPair(service: service, encryption: encryption, port: port),
            ]
        }
        #expect(result.map(\.verdict) == [fits ? .right : .wrong])
        #expect(result.map(\.reason) == [fits ? .pairsFit : .pairDiffers])
    }

    @Test func `only testing ends, and on a day`() {
        func reasons(_ audience: String?, _ publishing: String?) -> [CheckReason] {
            results {
                $0.audience = audience
                $0.publishing = publishing
            }.map(\.reason)
        }
        #expect(reasons("internal", nil) == [.lasts])
        #expect(reasons("internal", "testing") == [.lasts])
        #expect(reasons("external", "production") == [.lastsUnverified])
        #expect(reasons("external", "testing") == [.endsAfterWeek])
        #expect(reasons("external", nil) == [])
        #expect(reasons(nil, "testing") == [])
        let result = results {
            $0.audience = "external"
            $0.publishing = "testing"
        }
        #expect(result.first?.details == ["date": "in 7 days"])
    }
}
