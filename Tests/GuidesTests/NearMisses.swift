/// Files that nearly have a fault: one for each code that loading tells.
import Guides
import Testing

/// Changes of the fixture after which nothing is wrong with it.
struct NearMiss: Sendable, CustomTestStringConvertible {
    let code: ProblemCode
    let changes: [Change]

    var testDescription: String { code.rawValue }

    init(_ code: ProblemCode, _ changes: Change...) { (self.code, self.changes) = (code, changes) }
}

private func yml(_ old: String, _ new: String) -> Change { Change("guide.yml", old, new) }
private func pl(_ old: String, _ new: String) -> Change { Change("pl.md", old, new) }
private func en(_ old: String, _ new: String) -> Change { Change("en.md", old, new) }

private let save = "- [ ] Save. <!-- task: save -->"

let nearMisses: [NearMiss] = [
    NearMiss(.notUTF8, yml("Poczta", "Żółć 😀")),
    NearMiss(.invisibleCharacter, yml("Poczta", "a\u{A0}b"), pl("Wklej:", "\tWklej\u{A0}:")),
    NearMiss(.secretLikeText, yml("Poczta", "GOCSPX-EXAMPLE"), pl("`a`", "`ya29.EXAMPLE`")),
    NearMiss(.yamlSyntax, yml("[pl, en]", "[ pl ,\n  en ]")),
    NearMiss(.yamlFeature, yml("Poczta", "a & b *x |")),
    NearMiss(.duplicateKey, yml("kind: secret", "kind: secret\n    longest: 255")),
    NearMiss(.unknownKey, yml("    minutes: 3", "    minutes: 3\n    uses: []")),
    NearMiss(.missingKey, yml("provider: google\n", "")),
    NearMiss(.wrongType, yml("minutes: 3", "minutes: 15")),
    NearMiss(.badValue, yml("2026-10-06", "2024-02-29"), yml("90d", "9999d")),
    NearMiss(.badID, yml("  save: {", "  save-2-x: {")),
    NearMiss(
        .duplicateID, pl("task: save", "task: client"), en("task: save", "task: client")),
    NearMiss(.wrongFolder, yml("id: mini", "id: 'mini'")),
    NearMiss(.sourceNotListed, yml("source: pl", "source: en")),
    NearMiss(.unknownInput, yml("{{app_name}}", "{{audience}}")),
    NearMiss(.unknownStep, yml("step: app }", "step: trouble }")),
    NearMiss(.unknownOption, yml("in [testing, production]", "in [production]")),
    NearMiss(
        .optionsWithoutChoice, yml("[testing, production]\n  app", "[production, testing]\n  app")),
    NearMiss(
        .conditionSyntax,
        yml("publishing in [testing, production]", "not (publishing in [ production ])")),
    NearMiss(
        .conditionNotChoice, yml("publishing in [testing, production]", "audience != internal")),
    NearMiss(
        .conditionTooEarly,
        yml("[audience, publishing, app_name]", "[audience, app_name, publishing]")),
    NearMiss(.patternSyntax, yml("'https://[a-z.]+/.*'", "'żółć[a-z]{2,3}(x|y)?'")),
    NearMiss(.labelLocaleMissing, yml("{ en: Save, pl: Zapisz }", "{ en: [Save], pl: [Zapisz] }")),
    NearMiss(.openNotHTTPS, yml("example.com/new?name={{app_name}}", "example.com#{{app_name}}")),
    NearMiss(
        .badBounds, yml("shortest: 3", "shortest: 6"), yml("longest: 20", "longest: 6")),
    NearMiss(
        .symptomsWithoutReference,
        yml("    uses: [redirect_uri]", "    uses: [redirect_uri]\n    reference: false")),
    NearMiss(
        .needsProofWithoutOne,
        yml(
            "    checks: [form]",
            "    checks: [form]\n    proven-by: [form]\n    needs-proof: true")),
    NearMiss(
        .neverAsked,
        yml("  redirect_uri:\n    kind", "  spare: { kind: text }\n  redirect_uri:\n    kind"),
        yml("asks: [redirect_uri,", "asks: [spare, redirect_uri,"),
        pl("- Sekret", "- Zapas <!-- input: spare -->\n- Sekret"),
        en("- Secret", "- Spare <!-- input: spare -->\n- Secret")),
    NearMiss(.localeMissing, yml("[pl, en]", "[en, pl]")),
    NearMiss(.localeNotListed, yml("locales: [pl, en]", "locales:\n  - pl\n  - en")),
    NearMiss(.paragraphTooLong, pl("Wklej:", String(repeating: "a", count: 32_767))),
    NearMiss(
        .referencesTooLong,
        pl(
            "Wklej:", "[x] [x]\n\n[x]: https://example.com/\(String(repeating: "a", count: 20_000))"
        ),
        en("Paste:", "[x] [x]\n\n[x]: https://example.com/\(String(repeating: "a", count: 20_000))")
    ),
    NearMiss(
        .tooManyColumns,
        pl(
            "Wklej:",
            String(repeating: "a|", count: 63) + "a\n" + String(repeating: "-|", count: 63) + "-")),
    NearMiss(
        .tooManyCells,
        pl(
            "Wklej:",
            "|" + String(repeating: "a|", count: 64) + "\n|" + String(repeating: "-|", count: 64)
                + String(repeating: "\n|a", count: 1900))),
    NearMiss(.nestedTooDeeply, pl("Żółta", String(repeating: "[", count: 99))),
    NearMiss(.unclosedDeclaration, pl("Żółta", "Żółta &lt;!-- ")),
    NearMiss(.unclosedFence, pl("```\n{{redirect_uri}}\n```", "```\n{{redirect_uri}}\n`````")),
    NearMiss(.zeroByte, pl("Żółta", "Żółta \\0")),
    NearMiss(.titleMissing, pl("# Mały przewodnik", "Mały przewodnik\n===============")),
    NearMiss(.unknownComment, en(save, "- [ ] Save. <!--task:save-->")),
    NearMiss(.misplacedComment, en(save, "- [ ] Save.\n\n  <!-- task: save -->")),
    NearMiss(.taskWithoutID, en("Choose:", "```\n- [ ] Save.\n```")),
    NearMiss(.textOutsideSteps, pl("Szukaj poniżej.", "Szukaj poniżej.\n\n### Tu\n\nTekst.")),
    NearMiss(.htmlNotShown, pl("Żółta", "Żółta &lt;br&gt;")),
    NearMiss(.stepNotDeclared, en("<!-- step: client -->", "<!--  step:  client  -->")),
    NearMiss(.stepMissing, en("## Client\n", "## Client\n\n")),
    NearMiss(.stepOrder, en("## Client\n<!--", "Client\n------\n<!--")),
    NearMiss(.taskMissing, en(save, "* [x] Save. <!-- task: save -->")),
    NearMiss(.taskNotInSource, en(save, "1. [ ] Save. <!-- task: save -->")),
    NearMiss(.taskOrder, en(save, "\nThen:\n\n" + save)),
    NearMiss(.inputMissing, en("- Name <!-- input", "1. Name <!-- input")),
    NearMiss(
        .inputNotAsked, en("- Name <!-- input: app_name -->", "- Name\n  <!-- input: app_name -->")),
    NearMiss(.optionMissing, yml("[internal, external]", "[external, internal]")),
    NearMiss(.optionNotDeclared, en("  - External <!--", "  1. External <!--")),
    NearMiss(.symptomMissing, en("\"Blocked\"\n<!--", "\"Blocked\"\n\n<!--")),
    NearMiss(.symptomNotDeclared, en("<!-- symptom: blocked -->", "<!--symptom:  blocked-->")),
    NearMiss(.placeholderOutsideCode, pl("Żółta", "Żółta {app_name} { {x} }")),
    NearMiss(.placeholderSecret, pl("`a`", "`client_secret`")),
    NearMiss(
        .placeholderNotUsed, pl("Wklej:", "Wklej `{{redirect_uri}}`:"),
        en("Paste:", "Paste `{{redirect_uri}}`:")),
    NearMiss(.placeholderMissing, pl("`a`", "`{{app_name}}`")),
    NearMiss(
        .placeholderNotInSource, en("Choose:", "Choose for `{{app_name}}`:"),
        pl("Wybierz:", "Wybierz dla `a`:")),
    NearMiss(.boldNotLabel, pl("**Zewnętrzny**", "**Z zewnątrz**")),
    NearMiss(
        .anchorUnresolved, en("[step](#client)", "[step](#i-see-blocked)"),
        pl("[kroku](#klient)", "[kroku](#widzę-blocked)")),
    NearMiss(.linkNotSafe, en("(https://example.com)", "(mailto:a@example.com)")),
    NearMiss(
        .imageNotSafe, en("images/page.svg", "images/a/page.en.svg"),
        pl("images/page.svg", "images/a/page.pl.svg")),
    NearMiss(.imageWithoutText, en("![Page]", "![*P*]")),
]
