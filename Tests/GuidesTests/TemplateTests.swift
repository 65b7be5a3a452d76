/// Addresses with places for values.
import Guides
import Testing

struct TemplateTests {
    @Test(arguments: [
        ("", "[]"), ("a", "[a]"), ("{{a}}", "[<a>]"), ("a{{b}}c{{d}}", "[a][<b>][c][<d>]"),
        ("{{a", "[{{a]"), ("a}}", "[a}}]"), ("{a}", "[{a}]"), ("{{a}}}", "[<a>][}]"),
        ("{{ a }}", "[< a >]"), ("{{}}", "[<>]"), ("ż{{a}}ż", "[ż][<a>][ż]"),
    ])
    func `a template is taken apart and put together`(text: String, expected: String) {
        let template = Template(text)
        let parts = template.parts.map { part in
            switch part {
            case .literal(let text): "[\(text)]"
            case .input(let input): "[<\(input)>]"
            }
        }
        #expect(parts.isEmpty ? expected == "[]" : parts.joined() == expected)
        #expect(template.description == text)
    }

    @Test func `a template is filled`() {
        let template = Template("https://a/{{b}}/{{c}}/{{b}}")
        #expect(template.inputs == ["b", "c"])
        #expect(template.filled { $0.uppercased() } == "https://a/B/C/B")
    }

    @Test(arguments: [
        ("2026-10-06", true), ("2024-02-29", true), ("2026-02-29", false), ("2000-02-29", true),
        ("1900-02-29", false), ("2026-13-01", false), ("2026-00-01", false), ("2026-04-31", false),
        ("2026-1-06", false), ("0000-01-01", false), ("2026-10-06 ", false), ("+026-10-06", false),
        ("2026-10-0٦", false), ("", false), ("20261006", false),
    ])
    func `a date is a day that exists, in one spelling`(text: String, isDate: Bool) {
        #expect(CalendarDate(text)?.description == (isDate ? text : nil))
    }

    @Test(arguments: [
        ("1970-01-01", 0), ("1969-12-31", -1), ("2000-03-01", 11_017), ("2026-10-06", 20_732),
    ])
    func `days are counted from 1970`(text: String, days: Int) {
        #expect(CalendarDate(text)?.daysSince1970 == days)
    }
}
