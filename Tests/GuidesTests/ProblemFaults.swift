/// The faults, each with the change that makes it and what is told of it.
import Guides
import Testing

/// One change of the fixture and everything that is said about it.
struct Fault: Sendable, CustomTestStringConvertible {
    let file: String
    let old: String
    let new: String
    let expected: [String]

    var testDescription: String { "\(new.debugDescription) in \(file)" }

    /// The codes of what is told.
    var codes: Set<String> {
        Set(expected.map { String($0.split(separator: " ", maxSplits: 2)[1]) })
    }

    init(_ file: String, _ old: String, _ new: String, _ expected: String...) {
        (self.file, self.old, self.new, self.expected) = (file, old, new, expected)
    }
}

let manifestFaults: [Fault] = [
    Fault(
        "guide.yml", "Poczta", "Pocz\u{200B}ta", "guide.yml:21:18 K103-invisible-character | U+200B"
    ),
    Fault(
        "guide.yml", "Poczta", "GOCSPX-abcdefghijklmnopqrstuvwxyz_-",
        "guide.yml:21:14 K104-secret-like-text | client-secret"),
    Fault(
        "guide.yml", "Poczta", "Żółć ya29.abcdefghij",
        "guide.yml:21:19 K104-secret-like-text | access-token"),
    Fault(
        "guide.yml", "[pl, en]", "[pl, en",
        "guide.yml:4:9 K110-yaml-syntax | did not find expected ',' or ']'"),
    Fault("guide.yml", "[pl, en]", "&x [pl, en]", "guide.yml:3:10 K111-yaml-feature | &"),
    Fault("guide.yml", "Poczta", "|\n      Poczta", "guide.yml:21:14 K111-yaml-feature | |"),
    Fault(
        "guide.yml", "    suggest: Poczta", "    suggest: Poczta\n    longest: 3",
        "guide.yml:20:5 K112-duplicate-key | longest"),
    Fault(
        "guide.yml", "provider: google", "provider: google\ncolour: red",
        "guide.yml:5:1 K113-unknown-key | colour | id,source,locales,provider,form,inputs,steps,labels"
    ),
    Fault(
        "guide.yml", "    suggest:", "    hint:",
        "guide.yml:21:5 K113-unknown-key | hint | kind,sensitive,when,options,shortest,longest,pattern,mismatch,refuse,not-like,begins-with,suggest"
    ),
    Fault(
        "guide.yml", "    minutes: 3", "    minute: 3",
        "guide.yml:34:5 K113-unknown-key | minute | id,minutes,when,open,asks,uses,checks,proven-by,verified,needs-proof,authorises,recheck,reference,symptoms"
    ),
    Fault(
        "guide.yml", "{ id: blocked, step: app }", "{ id: blocked, at: app }",
        "guide.yml:47:24 K113-unknown-key | at | id,step"),
    Fault("guide.yml", "  id: mail-form\n", "", "guide.yml:6:3 K114-missing-key | id"),
    Fault(
        "guide.yml", "    options: [internal, external]\n", "",
        "guide.yml:10:3 K114-missing-key | options"),
    Fault(
        "guide.yml", "  app_name:\n    kind: text\n", "  app_name:\n",
        "guide.yml:17:3 K114-missing-key | kind"),
    Fault(
        "guide.yml", "minutes: 3", "minutes: soon",
        "guide.yml:34:14 K115-wrong-type | minutes | number"),
    Fault("guide.yml", "[form]", "form", "guide.yml:37:13 K115-wrong-type | checks | list"),
    Fault(
        "guide.yml", "sensitive: true", "sensitive: yes",
        "guide.yml:24:16 K115-wrong-type | sensitive | boolean"),
    Fault(
        "guide.yml", "suggest: Poczta", "suggest: [Poczta]",
        "guide.yml:21:14 K115-wrong-type | suggest | text"),
    Fault(
        "guide.yml", "provider: google", "provider: google\n? [a]\n: b",
        "guide.yml:5:3 K115-wrong-type |  | text"),
    Fault(
        "guide.yml", "mismatch: refuse", "mismatch: ignore",
        "guide.yml:26:15 K116-bad-value | mismatch | ignore | warn,refuse"),
    Fault(
        "guide.yml", "verified: 2026-10-06", "verified: 2026-02-30",
        "guide.yml:38:15 K116-bad-value | verified | 2026-02-30 | YYYY-MM-DD"),
    Fault(
        "guide.yml", "recheck: 90d", "recheck: 3 months",
        "guide.yml:39:14 K116-bad-value | recheck | 3 months | 90d"),
    Fault(
        "guide.yml", "[space, http, ip-address]", "[space, ftp]",
        "guide.yml:27:21 K116-bad-value | refuse | ftp | space,http,ip-address"),
    Fault(
        "guide.yml", "kind: secret", "kind: password",
        "guide.yml:29:11 K116-bad-value | kind | password | text,url,email,choice,secret"),
    Fault("guide.yml", "{ name: app_name", "{ Name: app_name", "guide.yml:7:13 K117-bad-id | Name"),
    Fault(
        "guide.yml", "checks: [form]", "checks: [Form]",
        "guide.yml:37:14 K116-bad-value | checks | Form | form,redirect-address,redirect-file,ports,lifetime,credentials,redirect-uri,imap,smtp,smtp-starttls,yetiforce,sign-in-address,sign-in-consent,sign-in-token,sign-in-imap,sign-in-smtp,sign-in-grant,sign-in-removed"
    ),
    Fault(
        "guide.yml", "checks: [form]", "checks: [form]\n    proven-by: [imap]",
        "guide.yml:38:17 K116-bad-value | proven-by | imap | form"),
    Fault(
        "guide.yml", "checks: [form]", "checks: [form, form]",
        "guide.yml:37:20 K118-duplicate-id | check | form"),
    Fault(
        "guide.yml", "[internal, external]", "[internal, external, internal]",
        "guide.yml:12:35 K118-duplicate-id | option | internal"),
    Fault("guide.yml", "id: mini", "id: maxi", "guide.yml:1:5 K120-wrong-folder | maxi | mini"),
    Fault("guide.yml", "source: pl", "source: de", "guide.yml:2:9 K121-source-not-listed | de"),
    Fault(
        "guide.yml", "{ name: app_name,", "{ name: app,", "guide.yml:7:19 K122-unknown-input | app"),
    Fault(
        "guide.yml", "redirect_uri: app_name", "address: nobody",
        "guide.yml:8:12 K122-unknown-input | nobody"),
    Fault(
        "guide.yml", "not-like: app_name", "not-like: app",
        "guide.yml:30:15 K122-unknown-input | app"),
    Fault(
        "guide.yml", "begins-with: app_name", "begins-with: app",
        "guide.yml:31:18 K122-unknown-input | app"),
    Fault("guide.yml", "{{app_name}}", "{{app}}", "guide.yml:35:11 K122-unknown-input | app"),
    Fault(
        "guide.yml", "audience == external and", "audiences == external and",
        "guide.yml:41:11 K122-unknown-input | audiences"),
    Fault("guide.yml", "step: app }", "step: apps }", "guide.yml:47:30 K123-unknown-step | apps"),
    Fault(
        "guide.yml", "in [testing, production]", "in [testing, published]",
        "guide.yml:41:36 K124-unknown-option | published | publishing"),
    Fault(
        "guide.yml", "kind: text", "kind: text\n    options: [a, b]",
        "guide.yml:19:14 K125-options-without-choice | app_name"),
    Fault(
        "guide.yml", "external and", "external und",
        "guide.yml:41:32 K126-condition-syntax | expected-end | und"),
    Fault(
        "guide.yml", "publishing in [testing, production]", "publishing",
        "guide.yml:41:46 K126-condition-syntax | expected-relation | "),
    Fault(
        "guide.yml", "audience == external and", "audience == żółć and",
        "guide.yml:41:23 K126-condition-syntax | unknown-sign | ż"),
    Fault(
        "guide.yml", "publishing in [testing, production]", "app_name == testing",
        "guide.yml:41:36 K127-condition-not-choice | app_name"),
    Fault(
        "guide.yml", "    minutes: 3", "    when: publishing == testing",
        "guide.yml:34:11 K128-condition-too-early | publishing | app"),
    Fault(
        "guide.yml", "[audience, publishing, app_name]", "[publishing, audience, app_name]",
        "guide.yml:15:11 K128-condition-too-early | audience | publishing"),
    Fault(
        "guide.yml", "'https://[a-z.]+/.*'", "'żółć[a-z'",
        "guide.yml:25:19 K129-pattern-syntax | bad-set"),
    Fault(
        "guide.yml", "  save: {", "  spare: { pl: Zapas }\n  save: {",
        "guide.yml:50:3 K130-label-locale-missing | spare | en"),
    Fault(
        "guide.yml", "https://example.com/new", "http://example.com/new",
        "guide.yml:35:11 K131-open-not-https | http://example.com/new?name={{app_name}}"),
    Fault(
        "guide.yml", "https://example.com/new?name={{app_name}}", "https://{{app_name}}/new",
        "guide.yml:35:11 K131-open-not-https | https://{{app_name}}/new"),
    Fault(
        "guide.yml", "https://example.com/new?name={{app_name}}", "https://example{{app_name}}",
        "guide.yml:35:11 K131-open-not-https | https://example{{app_name}}"),
    Fault(
        "guide.yml", "{{app_name}}", "{{client_secret}}",
        "guide.yml:35:11 K251-placeholder-secret | client_secret"),
    Fault(
        "guide.yml", "{{app_name}}", "{{redirect_uri}}",
        "guide.yml:35:11 K252-placeholder-not-used | redirect_uri"),
    Fault("guide.yml", "shortest: 3", "shortest: 30", "guide.yml:19:15 K132-bad-bounds | 30 | 20"),
    Fault(
        "guide.yml", "    uses: [redirect_uri]", "    uses: [redirect_uri]\n    symptoms: []",
        "guide.yml:44:15 K133-symptoms-without-reference | client"),
    Fault(
        "guide.yml", "    checks: [form]", "    checks: [form]\n    needs-proof: true",
        "guide.yml:33:9 K119-needs-proof-without-one | app"),
    Fault(
        "guide.yml", "  redirect_uri:\n    kind",
        "  spare: { kind: text }\n  redirect_uri:\n    kind",
        "guide.yml:22:3 K134-never-asked | spare"),
    Fault(
        "guide.yml",
        "  - id: trouble\n    reference: true\n    symptoms:\n      - { id: blocked, step: app }\n",
        "",
        "pl.md:39:1 K230-step-not-declared | trouble", "en.md:39:1 K230-step-not-declared | trouble"
    ),
]

let textFaults: [Fault] = [
    Fault("en.md", "Save.", "Sa\u{200D}ve.", "en.md:11:9 K103-invisible-character | U+200D"),
    Fault("pl.md", "Żółta", "Żółta\u{7}", "pl.md:8:6 K103-invisible-character | U+0007"),
    Fault(
        "pl.md", "`a`", "`żółć GOCSPX-abcdefghijklmnopqrstuvwxyz_-`",
        "pl.md:11:20 K104-secret-like-text | client-secret"),
    Fault(
        "pl.md", "```\n{{redirect_uri}}\n```", "```\n{{redirect_uri}}",
        "pl.md:28:1 K209-unclosed-fence"),
    Fault("pl.md", "Żółta", "Żółta <!-- ", "pl.md:8:7 K208-unclosed-declaration | <!--"),
    Fault("pl.md", "Żółta", "Żółta \0", "pl.md:8:7 K210-zero-byte"),
    Fault(
        "pl.md", "Żółta", "\(String(repeating: "[", count: 101))",
        "pl.md:8:101 K207-nested-too-deeply | 100"),
    Fault(
        "pl.md", "Wklej:",
        String(repeating: "a|", count: 64) + "a\n" + String(repeating: "-|", count: 64) + "-",
        "pl.md:26:1 K206-too-many-columns | 64"),
    Fault(
        "pl.md", "Wklej:", String(repeating: "a", count: 40_000),
        "pl.md:26:1 K204-paragraph-too-long | 32768"),
    Fault(
        "pl.md", "Wklej:",
        "|" + String(repeating: "a|", count: 64) + "\n|" + String(repeating: "-|", count: 64)
            + String(repeating: "\n|a", count: 2100), "pl.md:2012:1 K211-too-many-cells | 131072"),
    Fault(
        "pl.md", "Wklej:",
        "[a]: " + String(repeating: "a", count: 20_000) + String(repeating: "\n\n[a]", count: 2000),
        "pl.md:26:1 K205-references-too-long | 16777216"),
    Fault(
        "pl.md", "Wklej:", String(repeating: "a\n\n", count: 400_000),
        "pl.md:1:1 K203-markdown-too-long | 1048576"),
    Fault("pl.md", "# Mały przewodnik\n", "", "pl.md:1:1 K220-title-missing"),
    Fault(
        "pl.md", "Żółta strona", "Żółta <!-- task: a b --> strona",
        "pl.md:8:7 K221-unknown-comment | <!-- task: a b -->"),
    Fault(
        "pl.md", "Żółta strona", "Żółta <!-- task: extra --> strona",
        "pl.md:8:7 K222-misplaced-comment | task | extra"),
    Fault(
        "pl.md", "Szukaj poniżej.", "<!-- symptom: lost -->",
        "pl.md:41:1 K222-misplaced-comment | symptom | lost"),
    Fault(
        "pl.md", "Wybierz:", "- Coś <!-- option: internal -->",
        "pl.md:13:7 K222-misplaced-comment | option | internal"),
    Fault(
        "pl.md", "Wstęp z", "- [ ] Zrób <!-- task: first -->\n\nWstęp z",
        "pl.md:3:12 K222-misplaced-comment | task | first"),
    Fault("pl.md", "Wybierz:", "- [ ] Żółć", "pl.md:13:1 K223-task-without-id"),
    Fault(
        "pl.md", "## Klient\n", "## Dodatek\n\nTekst.\n\n## Klient\n",
        "pl.md:23:1 K224-text-outside-steps"),
    Fault("pl.md", "Żółta", "Żółta <kbd>", "pl.md:8:7 K225-html-not-shown | <kbd>"),
    Fault(
        "pl.md", "task: save", "task: Save", "pl.md:11:28 K117-bad-id | Save",
        "en.md:11:13 K234-task-not-in-source | save | app | pl"),
    Fault(
        "en.md", "task: save", "task: choose", "en.md:5:1 K233-task-missing | save | app | pl",
        "en.md:11:13 K118-duplicate-id | task | choose"),
    Fault(
        "pl.md", "## Klient\n", "## Nowy\n<!-- step: new -->\n\n## Klient\n",
        "pl.md:24:1 K230-step-not-declared | new"),
    Fault(
        "pl.md", "## Klient\n", "## Znów\n<!-- step: app -->\n\n## Klient\n",
        "pl.md:24:1 K118-duplicate-id | step | app"),
    Fault(
        "pl.md", "## Klient\n", "## Nowy\n<!-- step: New -->\n\n## Klient\n",
        "pl.md:24:1 K117-bad-id | New"),
    Fault(
        "en.md",
        "## Trouble\n<!-- step: trouble -->\n\nLook below.\n\n### I see \"Blocked\"\n<!-- symptom: blocked -->\n\nGo back to the [step](#client).\n",
        "", "en.md:1:1 K231-step-missing | trouble"),
    Fault(
        "en.md", "- [ ] Save. <!-- task: save -->\n", "",
        "en.md:5:1 K233-task-missing | save | app | pl"),
    Fault(
        "en.md", "- [ ] Save. <!-- task: save -->\n",
        "- [ ] Save. <!-- task: save -->\n- [ ] Go. <!-- task: go -->\n",
        "en.md:12:11 K234-task-not-in-source | go | app | pl"),
    Fault(
        "en.md", "- [ ] Click **External**. <!-- task: choose -->\n- [ ] Save. <!-- task: save -->",
        "- [ ] Save. <!-- task: save -->\n- [ ] Click **External**. <!-- task: choose -->",
        "en.md:10:13 K235-task-order | save | choose"),
    Fault(
        "pl.md", "- Nazwa <!-- input: app_name -->\n", "",
        "pl.md:5:1 K236-input-missing | app_name | app"),
    Fault(
        "pl.md", "- Sekret <!--", "- Nazwa <!-- input: app_name -->\n- Sekret <!--",
        "pl.md:36:9 K237-input-not-asked | app_name | client"),
    Fault(
        "pl.md", "- Nazwa <!-- input: app_name -->\n",
        "- Nazwa <!-- input: app_name -->\n- Żół <!-- input: app_name -->\n",
        "pl.md:22:7 K118-duplicate-id | input | app_name"),
    Fault(
        "pl.md", "  - Zewnętrzni <!-- option: external -->\n", "",
        "pl.md:15:30 K238-option-missing | external | audience"),
    Fault(
        "pl.md", "  - Zewnętrzni <!--", "  - Inni <!-- option: others -->\n  - Zewnętrzni <!--",
        "pl.md:17:10 K239-option-not-declared | others | audience"),
    Fault(
        "pl.md", "### Widzę „Blocked”\n<!-- symptom: blocked -->", "### Widzę „Blocked”",
        "pl.md:38:1 K240-symptom-missing | blocked | trouble"),
    Fault(
        "pl.md", "### Widzę", "### Inny\n<!-- symptom: other -->\n\n### Widzę",
        "pl.md:44:1 K241-symptom-not-declared | other | trouble"),
    Fault(
        "pl.md", "Żółta", "Żółta {{app_name}}", "pl.md:8:7 K250-placeholder-outside-code | app_name"
    ),
    Fault(
        "pl.md", "`a`", "[a](https://b/{{app_name}})",
        "pl.md:11:24 K250-placeholder-outside-code | app_name"),
    Fault(
        "pl.md", "`a`", "`żółć {{client_secret}}`",
        "pl.md:11:20 K251-placeholder-secret | client_secret",
        "en.md:5:1 K253-placeholder-missing | client_secret | app | pl"),
    Fault(
        "pl.md", "`a`", "`{{redirect_uri}}`",
        "pl.md:11:15 K252-placeholder-not-used | redirect_uri",
        "en.md:5:1 K253-placeholder-missing | redirect_uri | app | pl"),
    Fault("pl.md", "`a`", "`{{nobody}}`", "pl.md:11:15 K122-unknown-input | nobody"),
    Fault(
        "en.md", "`{{app_name}}`", "name",
        "en.md:5:1 K253-placeholder-missing | app_name | app | pl"),
    Fault(
        "en.md", "Choose:", "Choose `{{publishing}}`:",
        "en.md:13:9 K254-placeholder-not-in-source | publishing | app | pl"),
    Fault("pl.md", "**Klienci**", "**Clients**", "pl.md:8:14 K260-bold-not-label | Clients | pl"),
    Fault(
        "en.md", "[step](#client)", "[step](#clients)",
        "en.md:46:16 K261-anchor-unresolved | clients"),
    Fault(
        "en.md", "(https://example.com)", "(http://example.com)",
        "en.md:3:21 K262-link-not-safe | http://example.com"),
    Fault(
        "en.md", "(https://example.com)", "(../README.md)",
        "en.md:3:21 K262-link-not-safe | ../README.md"),
    Fault(
        "en.md", "images/page.svg", "../page.svg", "en.md:32:1 K263-image-not-safe | ../page.svg"),
    Fault(
        "en.md", "images/page.svg", "http://a/page.svg",
        "en.md:32:1 K263-image-not-safe | http://a/page.svg"),
    Fault("en.md", "![Page]", "![]", "en.md:32:1 K264-image-without-text | images/page.svg"),
]
