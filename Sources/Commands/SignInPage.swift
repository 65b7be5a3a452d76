/// What the browser is shown when it comes back: a page that says that it may be closed.
internal import Probes
internal import Secrecy
internal import Words

/// Whole HTTP answers, which name nothing that came with the request.
struct SignInPage {
    let words: Words

    func answer(to answer: SignInAnswer) -> Secret {
        switch answer {
        case .code: page(200, "signin.page-done")
        case .refused: page(200, "signin.page-refused")
        case .foreign(let status, _): page(status, "signin.page-foreign")
        }
    }

    private static let reasons = [
        200: "OK", 400: "Bad Request", 404: "Not Found", 405: "Method Not Allowed",
    ]

    /// No script, no style, nothing from elsewhere; nobody keeps it, frames it or is told of it.
    private static let headers = [
        "Content-Type: text/html; charset=utf-8",
        "Content-Security-Policy: default-src 'none'; base-uri 'none'; form-action 'none'; "
            + "frame-ancestors 'none'",
        "Cache-Control: no-store",
        "Referrer-Policy: no-referrer",
        "X-Content-Type-Options: nosniff",
        "X-Frame-Options: DENY",
        "Cross-Origin-Opener-Policy: same-origin",
        "Cross-Origin-Resource-Policy: same-origin",
        "Connection: close",
    ]

    private func page(_ status: Int, _ key: String) -> Secret {
        let title = escaped(words("signin.page-title"))
        let body = """
            <!doctype html>
            <html lang="\(words.language)">
            <head><meta charset="utf-8"><title>\(title)</title>
            <meta name="viewport" content="width=device-width"></head>
            <body><main><h1>\(title)</h1><p>\(escaped(words(key)))</p></main></body>
            </html>

            """
        let first = "HTTP/1.1 \(status) " + (SignInPage.reasons[status] ?? "Bad Request")
        let more =
            ["Content-Length: \(body.utf8.count)"] + (status == 405 ? ["Allow: GET"] : [])
        let head = ([first] + SignInPage.headers + more).joined(separator: "\r\n")
        return Secret(copying: head + "\r\n\r\n" + body)
    }

    private func escaped(_ text: String) -> String {
        text.replacing("&", with: "&amp;").replacing("<", with: "&lt;")
            .replacing(">", with: "&gt;")
    }
}
