/// A recovery key as a page to print; nothing in it asks the network for anything.
internal import Phrases
internal import QRCode
internal import Secrecy
internal import Vaults
internal import Words

/// What stands on the paper: the key, what it opens, and how.
struct RecoveryPage {
    let words: Words
    let key: RecoveryKey
    /// Nil where no picture can be drawn; the key in letters opens the vault as well.
    let picture: QRPicture?
    let slot: String
    /// The vault's folder, absolute.
    let vault: String
    /// `VaultDocument.vault`, of which the first 32 digits are printed.
    let fingerprint: String
    /// RFC 3339.
    let date: String

    func html() -> Secret {
        var page = SecretBuilder(capacity: 32768)
        page.append("<!doctype html>\n<html lang=\"\(words.language)\">\n<head>\n" + head)
        page.append("<title>\(text("title"))</title>\n<style>\n\(style)</style>\n</head>\n<body>\n")
        page.append("<h1>\(text("title"))</h1>\n<p class=\"warning\">\(text("warning"))</p>\n")
        page.append("<h2>\(text("key"))</h2>\n")
        picture?.appendSVG(to: &page, title: text("code"))
        appendKey(to: &page)
        page.append("<p>\(text("groups"))</p>\n")
        appendFacts(to: &page)
        page.append("<h2>\(text("use"))</h2>\n<p>\(text("use-krok"))</p>\n")
        page.append(
            "<pre>\(escaped("krok --vault \(ShellWord.quoted(Visible.text(vault))) --identity -"))</pre>\n"
        )
        page.append("<p>\(text("use-rekey"))</p>\n<p>\(text("use-age"))</p>\n<pre>")
        page.append(
            escaped(
                "cd \(ShellWord.quoted(Visible.text(vault)))\n"
                    + "age -d -i key.txt keys/\(slot).age | age -d -i - vault.age"))
        page.append("</pre>\n</body>\n</html>\n")
        return Secret(page.finish())
    }

    /// The key in groups that the eye can hold; copied from the page it is one word.
    private func appendKey(to page: inout SecretBuilder) {
        let key = key.text
        // What every such key begins with, up to the separator.
        let beginning = "AGE-SECRET-KEY-1".utf8.count
        page.append("<p><code><span>")
        page.append(key[0..<beginning])
        page.append("</span>")
        for start in stride(from: beginning, to: key.count, by: RecoveryPage.group) {
            page.append("<wbr><span>")
            page.append(key[start..<min(start + RecoveryPage.group, key.count)])
            page.append("</span>")
        }
        page.append("</code></p>\n")
    }

    /// How many characters stand together.
    private static let group = 6

    private func appendFacts(to page: inout SecretBuilder) {
        let digits = Array(fingerprint.prefix(32))
        let groups = stride(from: 0, to: digits.count, by: 4).map { start in
            String(digits[start..<min(start + 4, digits.count)])
        }
        page.append("<dl>\n")
        for (name, value) in [
            ("vault", vault), ("slot", slot), ("fingerprint", groups.joined(separator: " ")),
            ("date", String(date.prefix(10))),
        ] {
            page.append(
                "<dt>\(text(name))</dt><dd><bdi>\(escaped(Visible.text(value)))</bdi></dd>\n")
        }
        page.append("</dl>\n")
    }

    private func text(_ key: String) -> String { escaped(words("page." + key)) }

    private func escaped(_ text: String) -> String {
        text.replacing("&", with: "&amp;").replacing("<", with: "&lt;")
            .replacing(">", with: "&gt;").replacing("\"", with: "&quot;")
            .replacing("'", with: "&#39;")
    }
}

/// The policy allows the style below and nothing else, should an escape ever be forgotten.
private let head = """
    <meta charset="utf-8">
    <meta http-equiv="Content-Security-Policy" content="default-src 'none'; \
    style-src 'sha256-\(styleHash)'">
    <meta name="viewport" content="width=device-width, initial-scale=1">
    <meta name="referrer" content="no-referrer">
    <meta name="robots" content="noindex">

    """

/// What stands between the style's tags, by which the policy knows it.
private let styleHash = Base64.padded.encode(sha256(Array("\n\(style)".utf8).raw).raw)

private let style = """
    :root { color-scheme: light; }
    body { font: 1rem/1.5 system-ui, sans-serif; margin: 2rem auto; max-width: 44rem; }
    body { background: #fff; color: #000; padding: 0 1rem; }
    svg { display: block; width: 14rem; }
    code { font: 1.25rem/1.8 ui-monospace, monospace; }
    code span { display: inline-block; margin-right: 0.6em; }
    .warning { border: 2px solid; font-weight: bold; padding: 0.5rem; }
    pre { overflow-wrap: anywhere; white-space: pre-wrap; }
    dt { font-weight: bold; }
    dd { font-family: ui-monospace, monospace; margin: 0 0 0.5rem; overflow-wrap: anywhere; }
    @media print { body { margin: 0; max-width: none; } }

    """
