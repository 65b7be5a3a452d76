/// The eighteen fields of the mail-server form with the values that fit Gmail.

extension Field {
    /// All fields in the form's order.
    ///
    /// The fixed values are the vendor's recommendation for Google, with one exception:
    /// `validate_cert` is ticked, because a certificate is worth checking.
    package static let all: [Field] = basic + imap + smtp + other

    /// The names whose values a guide has to capture.
    package static var inputNames: [String] {
        all.filter { $0.source == .input }.map(\.name)
    }

    private static let basic = fields(
        in:
            Wording(pl: "Podstawowy", en: "Basic"),
        [
            ("name", Wording(pl: "Temat", en: "Subject"), .text, .input),
            (
                "auth_method", Wording(pl: "Metoda autoryzacji", en: "Authorization method"),
                .picklist([
                    Option(value: "basic", shown: Wording(pl: "Podstawowy", en: "Basic")),
                    Option(value: "oauth2", shown: Wording("OAuth2")),
                ]), .fixed("oauth2")
            ),
            (
                "oauth_provider",
                Wording(pl: "Dostawca uwierzytelniania OAuth", en: "OAuth provider"),
                .picklist([
                    Option(
                        value: "Google",
                        shown: Wording(pl: "Synchronizacja z Google", en: "Sync with Google")),
                    Option(
                        value: "MSAzure",
                        shown: Wording("Azure AD - Outlook.com (Office 365)")),
                ]), .fixed("Google")
            ),
            ("client_id", Wording(pl: "ID klienta", en: "Client ID"), .text, .input),
            (
                "client_secret", Wording(pl: "Klucz tajny klienta", en: "Client secret"),
                .password, .input
            ),
            // A pick list whose numbers are local to each installation: the export names the
            // application, which is what the form shows.
            ("redirect_uri_id", Wording(pl: "Przekieruj URI", en: "Redirect URI"), .text, .input),
            ("status", Wording(pl: "Aktywny", en: "Active"), .checkbox, .fixed("1")),
            ("visible", Wording(pl: "Dostępny", en: "Available"), .checkbox, .fixed("1")),
            (
                "validate_cert", Wording(pl: "Potwierdź certyfikat", en: "Validate certificate"),
                .checkbox, .fixed("1")
            ),
        ])

    private static let imap = fields(
        in:
            Wording(pl: "Konfiguracja Imap", en: "Imap configuration"),
        [
            ("imap_encrypt", encryption, .picklist(encryptions), .fixed("ssl")),
            ("imap_host", Wording("Host"), .url, .fixed("imap.gmail.com")),
            ("imap_port", Wording("Port"), .port, .fixed("993")),
        ])

    private static let smtp = fields(
        in:
            Wording(pl: "Konfiguracja - SMTP", en: "SMTP configuration"),
        [
            ("smtp_encrypt", encryption, .picklist(encryptions), .fixed("ssl")),
            ("smtp_host", Wording("Host"), .url, .fixed("smtp.gmail.com")),
            ("smtp_port", Wording("Port"), .port, .fixed("465")),
        ])

    private static let other = fields(
        in:
            Wording(pl: "Inne ustawienia", en: "Other settings"),
        [
            (
                "spellcheck", Wording(pl: "Sprawdzanie pisowni", en: "Spell check"),
                .checkbox, .fixed("0")
            ),
            (
                "ip_check", Wording(pl: "Sprawdź adres IP", en: "Check IP address"),
                .checkbox, .fixed("0")
            ),
            (
                "identities_level",
                Wording(pl: "Poziom dostępu do tożsamości", en: "Level of access to identity"),
                .picklist(identities), .fixed("0")
            ),
        ])

    private static let encryption = Wording(pl: "Szyfrowanie", en: "Encryption")

    private static let encryptions = ["", "ssl", "tls"].map {
        Option(value: $0, shown: Wording($0))
    }

    private static let identities = [
        Option(
            value: "0",
            shown: Wording(
                pl: "wiele tożsamości z możliwością edycji wszystkich parametrów",
                en: "many identities with possibility to edit all params")),
        Option(
            value: "1",
            shown: Wording(
                pl: "wiele tożsamości z możliwością edycji wszystkich parametrów"
                    + ", ale nie adresu e-mail",
                en: "many identities with possibility to edit all params but not email address")),
        Option(
            value: "2",
            shown: Wording(
                pl: "jedna tożsamość z możliwością edycji wszystkich parametrów",
                en: "one identity with possibility to edit all params")),
        Option(
            value: "3",
            shown: Wording(
                pl: "jedna tożsamość z możliwością edycji wszystkich parametrów"
                    + ", ale nie adresu e-mail",
                en: "one identity with possibility to edit all params but not email address")),
        Option(
            value: "4",
            shown: Wording(
                pl: "jedna tożsamość z możliwością edycji tylko podpisu",
                en: "one identity with possibility to edit only signature")),
    ]

    private static func fields(
        in block: Wording, _ rows: [(String, Wording, Control, Source)]
    ) -> [Field] {
        rows.map { name, label, control, source in
            Field(name: name, label: label, block: block, control: control, source: source)
        }
    }
}
