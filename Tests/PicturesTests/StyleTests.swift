/// The style sheet of every drawing.
import Testing

@testable import Pictures

struct StyleTests {
    @Test(arguments: Style.allCases.map(\.rawValue))
    func `every class has a colour`(name: String) {
        let rules = Style.sheet.split(separator: "}").filter { rule in
            (rule.split(separator: "{").dropLast().last ?? "").split(separator: ",")
                .contains("." + name)
        }
        #expect(rules.contains { $0.contains("fill:") || $0.contains("stroke:") })
    }
}
