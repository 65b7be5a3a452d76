/// Which questions are asked of whom, and that nothing but what is known decides it.
import Curl
import Guides
import Secrecy
import Testing

@testable import Probes

struct QuestionTests {
    private func secret(_ text: String) -> Secret { Secret(copying: text) }

    private var whole: KnownValues {
        var known = KnownValues()
        known.clientID = secret("id")
        known.clientSecret = secret("secret")
        known.redirectURI = secret("https://crm.example.com/webservice/OAuth/MailAccount/key")
        known.yetiforceURL = "https://crm.example.com:8443/yeti/"
        return known
    }

    @Test func `no provider, no question`() {
        #expect(Probing(provider: nil, whole) == nil)
        #expect(Probing(provider: "microsoft", whole) == nil)
    }

    @Test func `each question says whom it asks and what it sends`() throws {
        let questions = try #require(Probing(provider: "google", whole)).questions
        #expect(
            questions.map { $0.recipient ?? "" } == [
                "oauth2.googleapis.com:443", "accounts.google.com:443", "imap.gmail.com:993",
                "smtp.gmail.com:465", "smtp.gmail.com:587", "crm.example.com:8443",
            ])
        #expect(
            questions.map(\.sends) == [
                [.clientID, .clientSecret, .madeUpCode, .redirectURI], [.clientID, .redirectURI],
                [], [], [], [.madeUpKey],
            ])
        #expect(questions.allSatisfy { $0.name.isOnline })
    }

    @Test func `what is missing is not asked about`() throws {
        var known = whole
        known.clientSecret = nil
        known.yetiforceURL = nil
        let names = try #require(Probing(provider: "google", known)).questions.map(\.name)
        #expect(names == [.redirectURI, .imap, .smtp, .smtpStartTLS])
        known.redirectURI = nil
        let fewer = try #require(Probing(provider: "google", known)).questions.map(\.name)
        #expect(fewer == [.imap, .smtp, .smtpStartTLS])
        #expect(Probing(provider: "google", known)?.ask(.credentials, .none) == nil)
        #expect(Probing(provider: "google", known)?.ask(.form, .none) == nil)
    }

    @Test(arguments: NetworkFault.allCases)
    func `a failed network is never wrong`(fault: NetworkFault) throws {
        let network = Network(
            ask: { (_) throws(NetworkFault) in throw fault },
            greet: { (_) throws(NetworkFault) in throw fault },
            logIn: { (_, _, _) throws(NetworkFault) in throw fault })
        let probing = try #require(Probing(provider: "google", whole))
        for question in probing.questions {
            let result = try #require(probing.ask(question.name, network))
            // Of YetiForce the certificate itself is asked about.
            let isAboutCertificate =
                question.name == .yetiforce
                && [.certificateExpired, .certificateOfOther].contains(fault)
            #expect(result.verdict == (isAboutCertificate ? .wrong : .unclear))
        }
    }

    @Test(arguments: [
        ("https://crm.example.com", "crm.example.com", 443, ""),
        ("HTTPS://CRM.example.com:8443/a?b", "crm.example.com", 8443, "/a?b"),
        ("https://[::1]:8/", "[::1]", 8, "/"), ("https://[::1]/", "[::1]", 443, "/"),
        ("http://a#b", "a", 80, "#b"),
    ])
    func `an address is taken apart`(text: String, host: String, port: Int, rest: String) {
        let address = Address(text)
        #expect(address?.host == host)
        #expect(address?.port == port)
        #expect(address?.rest == rest)
    }

    @Test(arguments: [
        "", "crm.example.com", "https://", "https:///a", "https://a:b@c/", "https://a:0/",
        "https://a:65536/", "https://a:/", "ftp://a/", "https:/a",
    ])
    func `what is no address is none`(text: String) { #expect(Address(text) == nil) }

    @Test(arguments: [
        ("https://crm.example.com", true), ("https://crm", false), ("https://10.0.0.1", false),
        ("https://crm.local", false), ("https://crm.firma.lan", false), ("https://[::1]", false),
    ])
    func `only what Google certainly refuses is called so`(text: String, may: Bool) {
        #expect(Address(text)?.mayBePublic == may)
    }
}
