/// The linter's work grows as its input does, whatever the input is.
import Glibc
import Guides
import Testing

/// Files that are made to cost more than their length.
private struct Hostile: Sendable, CustomTestStringConvertible {
    let name: String
    let files: @Sendable (_ bytes: Int) -> LintFixture

    var testDescription: String { name }

    /// `unit` over and over in the first step of a text, `#` in it counted up.
    static func text(
        _ unit: String, in file: String = "pl.md", separator: String = "\n\n"
    ) -> Hostile {
        Hostile(name: "text " + (unit + separator).debugDescription) { bytes in
            var fixture = LintFixture()
            fixture.replace(
                file == "pl.md" ? "Wklej:" : "Paste:",
                repeated(unit, separator, bytes), in: file)
            return fixture
        }
    }

    /// The same at a place of the manifest.
    static func manifest(
        _ unit: String, before place: String, opening: String = "", closing: String = ""
    ) -> Hostile {
        Hostile(name: "manifest " + (opening + unit).debugDescription) { bytes in
            var fixture = LintFixture()
            fixture.replace(
                place, opening + repeated(unit, "", bytes) + closing + place, in: "guide.yml")
            return fixture
        }
    }

    /// The same in the body of a picture, or behind it.
    static func pictures(_ unit: String, opening: String = "", closing: String = "") -> Hostile {
        Hostile(name: "pictures " + (opening + unit).debugDescription) { bytes in
            var fixture = LintFixture()
            fixture.fixture.files["pictures.yml"] =
                "pictures:\n  - id: page\n    step: client\n    body:\n      - $save\n" + opening
                + repeated(unit, "", bytes) + closing
            return fixture
        }
    }

    /// The same at the end of the lock.
    static func lock(_ unit: String, opening: String = "", closing: String = "") -> Hostile {
        Hostile(name: "lock " + (opening + unit).debugDescription) { bytes in
            var fixture = LintFixture()
            fixture.fixture.files["guide.lock", default: ""] +=
                opening + repeated(unit, "", bytes) + closing
            return fixture
        }
    }

    /// `separator` stands about every 20,000 bytes: longer paragraphs are refused.
    private static func repeated(_ unit: String, _ separator: String, _ bytes: Int) -> String {
        var (text, count, since) = ("", 0, 0)
        while text.utf8.count < bytes {
            let part =
                unit.contains("#")
                ? unit.split(separator: "#", omittingEmptySubsequences: false).joined(
                    separator: "\(count)") : unit
            text += part
            (count, since) = (count + 1, since + part.utf8.count)
            if since > 20_000 { (text, since) = (text + separator, 0) }
        }
        return text + separator
    }
}

@Suite(.serialized) struct LinearTests {
    @Test(arguments: [
        // What cmark is, or was, slow with.
        Hostile.text("*a_ "), .text("*a **b "), .text("`` ` "), .text("<a b=\""), .text("a@"),
        .text("[a]("), .text("&aaaaaaaa"), .text("- a\n"), .text("|a|\n|-|\n"), .text("~a ~~b "),
        .text("a  \n"), .text("x\n=\n"), .text("```\n```\n"), .text("[^a]"), .text("\\`"),
        .text("[r#]: https://example.com\n"), .text("_"), .text("<"), .text("www.a~"),
        // What a guide is made of, a great many times.
        .text("\n- [ ] T <!-- task: t-# -->\n"), .text("\n- [ ] T <!-- task: t -->\n"),
        .text("\n- [ ] T\n"), .text("\n## S\n<!-- step: s-# -->\n"),
        .text("\n## S\n<!-- step: app -->\n"), .text("\n- I <!-- input: i_# -->\n"),
        .text("\n- I <!-- input: app_name -->\n"), .text("\n  - O <!-- option: o-# -->\n"),
        .text("\n### Y\n<!-- symptom: y-# -->\n"), .text("\n### Y\n\n##### Z\n"),
        .text("**B#** "), .text("**Klienci** "), .text("`{{v_#}}` "), .text("`{{app_name}}` "),
        .text("{{app_name}} "), .text("{{"), .text("[a](#a-#) "), .text("[a](#klient) "),
        .text("[a](https://example.com/#) "), .text("![a](images/#.svg)\n\n"),
        .text("\u{200B}"), .text("GOCSPX-"), .text("<!-- x: # -->\n\n"), .text("<b>"),
        .text("````\n``` a\n````\n\n"), .text("> a\n\n"),
        .text("[a](https://example.com/#) **Clients** `x` ", in: "en.md"),
        // What a manifest is made of.
        .manifest("  l-#: { en: Save, pl: Zapisz }\n", before: "  external:"),
        .manifest("  l-#: { en: Save }\n", before: "  external:"),
        .manifest("  i_#: { kind: text }\n", before: "steps:\n"),
        .manifest("  - id: s-#\n", before: "labels:\n"),
        .manifest("key-#: 1\n", before: "provider:"),
        .manifest("x-#, ", before: "form]", opening: "", closing: ""),
        .manifest("app_name, ", before: "audience, publishing, app_name]"),
        .manifest("i_#, ", before: "audience, publishing, app_name]"),
        .manifest("o-#, ", before: "internal, external]"),
        .manifest("audience == o-# or ", before: "audience == external and"),
        .manifest("(", before: "audience == external and"),
        .manifest("      - { id: y-#, step: app }\n", before: "labels:\n"),
        .manifest("{{app_name}}", before: "{{app_name}}"),
        .manifest("(a|b)*", before: "https://[a-z.]+/.*"), .manifest("a", before: "Poczta"),
        .manifest("*", before: "id: mini"), .manifest("[", before: "id: mini"),
        .manifest("  f_#: app_name\n", before: "inputs:\n", opening: "", closing: ""),
        // What a description of pictures is made of.
        .pictures("      - $save\n"), .pictures("      - $l-#\n"), .pictures("      - a\n"),
        .pictures("      - { field: $external, value: a, task: create }\n"),
        .pictures("      - { text: a, task: t-# }\n"),
        .pictures("      - { box: a, radio: b }\n"), .pictures("      - { x-#: a }\n"),
        .pictures("a, ", opening: "      - row: [", closing: "]\n"),
        .pictures("[a], ", opening: "      - table: [a]\n        rows: [", closing: "]\n"),
        .pictures("{ row: [ ", opening: "      - "), .pictures("a", opening: "      - "),
        .pictures("  - { id: p-#, step: client, body: [a] }\n"),
        .pictures("  - { id: page, step: client, body: [a] }\n"),
        .pictures("x, ", opening: "    menu: { title: a, items: [", closing: "] }\n"),
        // And a lock.
        .lock("  s-#: { pl: '0123456789abcdef0123456789abcdef' }\n"),
        .lock("  app: { pl: '0123456789abcdef0123456789abcdef' }\n"),
        .lock("  s-#: { pl: 'x' }\n"), .lock("S-#: a\n"),
        .lock("l#: a, ", opening: "  s: { ", closing: " }\n"), .lock("["), .lock("#\n"),
    ])
    private func `eight times the bytes take about eight times as long`(_ hostile: Hostile) {
        // 64 would be quadratic. The best of several, because other programs run too.
        let small = hostile.files(LinearTests.size)
        let large = hostile.files(LinearTests.size * 8)
        var best = Double.infinity
        for _ in 0..<4 where best > 20 {
            best = min(best, LinearTests.seconds(large) / LinearTests.seconds(small))
        }
        #expect(best <= 20)
    }

    /// What is quadratic with a small factor shows at sizes that `.ci/soak` has the time for.
    private static let size: Int = {
        // SAFETY: the text ends with zero and is copied at once.
        guard let text = unsafe getenv("KROK_LINEAR_KIB") else { return 8 << 10 }
        return (unsafe Int(String(cString: text)) ?? 8) << 10
    }()

    /// What this thread alone has worked; never so little that the clock's grain would count.
    private static func seconds(_ fixture: LintFixture) -> Double {
        let files = fixture.files
        let start = now()
        _ = Guide.lint(files, today: fixture.today, forms: fixture.forms)
        return max(now() - start, 0.002)
    }

    private static func now() -> Double {
        var time = timespec()
        // SAFETY: the structure is ours and the call fills it.
        _ = unsafe clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time)
        return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
    }
}
