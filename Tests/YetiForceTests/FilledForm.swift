/// A form that the renderings are compared with, and words that no rendering makes up.
import Secrecy
import YetiForce

let words = ExportWords(
    title: "Serwer poczty", profile: "Profil", field: "Pole", value: "Wartość", name: "Nazwa",
    redirectURI: "Identyfikator URI przekierowania", masked: "zamaskowane; --reveal pokazuje",
    revealed: "UWAGA: czytelne", missing: "brak", fill: FillWords { $0.rawValue })

let clientSecret = "GOCSPX-EXAMPLE-abcd"
let redirectURI = "https://crm.example.com/webservice/OAuth/MailAccount/EXAMPLEKEY32wxyz"
let maskedURI = "https://crm.example.com/webservice/OAuth/MailAccount/••••wxyz"

let address = "https://crm.example.com/"

let captured = [
    "name": "Google",
    "client_id": "123456789012-EXAMPLE.apps.googleusercontent.com",
    "client_secret": clientSecret,
    "redirect_uri_id": "Gmail (OAuth)",
]

func form(
    _ values: [String: String] = captured, redirectURI uri: String? = redirectURI,
    address: String? = address, profile: String = "Firma"
) -> MailServerForm {
    MailServerForm(
        values: values.mapValues { Secret(copying: $0) },
        redirectURI: uri.map { Secret(copying: $0) },
        address: address.map { Secret(copying: $0) },
        profile: profile, guide: "gmail")
}

extension MailServerForm {
    func text(
        _ format: ExportFormat, reveal: Bool = false, language: FormLanguage = .pl,
        words: ExportWords = words, width: Int? = nil,
        cellWidth: (Character) -> Int = { _ in 1 }
    ) -> String {
        let rendered = render(
            as: format, reveal: reveal, language: language, words: words, width: width,
            cellWidth: cellWidth)
        return rendered.copiedIntoOrdinaryMemory() ?? "not UTF-8"
    }
}
