/// The form's fields against a literal table: what the vendor calls them, in the form's order.
import YetiForce
import Testing

struct FormFieldsTests {
    private static let fields = """
        name | Podstawowy/Basic | Temat/Subject | text | captured
        auth_method | Podstawowy/Basic | Metoda autoryzacji/Authorization method | picklist | oauth2
        oauth_provider | Podstawowy/Basic | Dostawca uwierzytelniania OAuth/OAuth provider | picklist | Google
        client_id | Podstawowy/Basic | ID klienta/Client ID | text | captured
        client_secret | Podstawowy/Basic | Klucz tajny klienta/Client secret | password | captured
        redirect_uri_id | Podstawowy/Basic | Przekieruj URI/Redirect URI | text | captured
        status | Podstawowy/Basic | Aktywny/Active | checkbox | 1
        visible | Podstawowy/Basic | Dostępny/Available | checkbox | 1
        validate_cert | Podstawowy/Basic | Potwierdź certyfikat/Validate certificate | checkbox | 1
        imap_encrypt | Konfiguracja Imap/Imap configuration | Szyfrowanie/Encryption | picklist | ssl
        imap_host | Konfiguracja Imap/Imap configuration | Host/Host | url | imap.gmail.com
        imap_port | Konfiguracja Imap/Imap configuration | Port/Port | port | 993
        smtp_encrypt | Konfiguracja - SMTP/SMTP configuration | Szyfrowanie/Encryption | picklist | ssl
        smtp_host | Konfiguracja - SMTP/SMTP configuration | Host/Host | url | smtp.gmail.com
        smtp_port | Konfiguracja - SMTP/SMTP configuration | Port/Port | port | 465
        spellcheck | Inne ustawienia/Other settings | Sprawdzanie pisowni/Spell check | checkbox | 0
        ip_check | Inne ustawienia/Other settings | Sprawdź adres IP/Check IP address | checkbox | 0
        identities_level | Inne ustawienia/Other settings | Poziom dostępu do tożsamości/Level of access to identity | picklist | 0
        """

    @Test func `the form has these eighteen fields`() {
        let lines = Field.all.map { field in
            let control =
                switch field.control {
                case .text: "text"
                case .password: "password"
                case .picklist: "picklist"
                case .checkbox: "checkbox"
                case .url: "url"
                case .port: "port"
                }
            let source =
                switch field.source {
                case .fixed(let value): value
                case .input: "captured"
                }
            let block = "\(field.block.pl)/\(field.block.en)"
            let label = "\(field.label.pl)/\(field.label.en)"
            return "\(field.name) | \(block) | \(label) | \(control) | \(source)"
        }
        #expect(lines == Self.fields.split(separator: "\n").map(String.init))
        #expect(lines.count == 18)
    }

    @Test func `a guide captures four of them and one is secret`() {
        #expect(Field.inputNames == ["name", "client_id", "client_secret", "redirect_uri_id"])
        #expect(Field.all.filter(\.isSecret).map(\.name) == ["client_secret"])
    }

    @Test func `every fixed value of a pick list stands on the list`() {
        for field in Field.all {
            guard case .picklist(let options) = field.control, case .fixed(let value) = field.source
            else { continue }
            #expect(options.filter { $0.value == value }.count == 1, "\(field.name)")
            #expect(field.shown(for: "no such value") == nil)
        }
    }

    @Test(
        arguments: [
            ("auth_method", ["basic": "Podstawowy/Basic", "oauth2": "OAuth2/OAuth2"]),
            (
                "oauth_provider",
                [
                    "Google": "Synchronizacja z Google/Sync with Google",
                    "MSAzure":
                        "Azure AD - Outlook.com (Office 365)/Azure AD - Outlook.com (Office 365)",
                ]
            ),
            ("imap_encrypt", ["": "/", "ssl": "ssl/ssl", "tls": "tls/tls"]),
            ("smtp_encrypt", ["": "/", "ssl": "ssl/ssl", "tls": "tls/tls"]),
            ("status", ["1": "zaznaczone/ticked", "0": "niezaznaczone/not ticked"]),
        ])
    func `the form shows words for values`(name: String, shown: [String: String]) throws {
        let field = try #require(Field.all.first { $0.name == name })
        for (value, words) in shown {
            let wording = try #require(field.shown(for: value))
            #expect("\(wording[.pl])/\(wording[.en])" == words)
        }
    }
}
