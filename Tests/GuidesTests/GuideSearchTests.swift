/// Finding a step by what one sees.
import Testing

@testable import Guides

struct GuideSearchTests {
    private static func hits(
        _ query: String, _ language: String = "pl", _ fixture: Fixture = Fixture()
    ) throws -> [GuideSearch.Hit] {
        GuideSearch(try #require(fixture.load().guide), language: language).find(query)
    }

    private static func lines(_ query: String, _ language: String = "pl") throws -> [String] {
        try hits(query, language).map { "\($0.target) \($0.place) \($0.excerpt)" }
    }

    @Test(arguments: ["Klienci", "klienci", "clients", "CLIENTS", "ients"], ["pl", "en"])
    func `a step is found by either language's label`(query: String, language: String) throws {
        let hit = try #require(GuideSearchTests.hits(query, language).first { $0.step == "app" })
        #expect(hit.place == .label)
        #expect(hit.excerpt == (language == "pl" ? "Klienci (Clients)" : "Clients (Klienci)"))
    }

    @Test(arguments: ["zolta", "Żółta", "z\u{307}o\u{301}lta"])
    func `accents and case do not matter`(query: String) throws {
        #expect(
            try GuideSearchTests.lines(query).first
                == "app text Żółta strona Klienci, dalej {{app_name}}.")
    }

    @Test func `a title is better than a label, and that is better than text`() throws {
        let found = try GuideSearchTests.lines("klien")
        #expect(found == ["client title Klient", "app label Klienci (Clients)"])
    }

    @Test func `a title of the other language is found, and a failure by its own title`() throws {
        #expect(try GuideSearchTests.lines("create") == ["app title Create the app"])
        let blocked = try GuideSearchTests.lines("blocked")
        #expect(blocked == ["trouble/blocked title Widzę „Blocked”"])
        #expect(try GuideSearchTests.lines("szukaj") == ["trouble text Szukaj poniżej."])
    }

    @Test func `every word has to be there, if need be at different places of the step`() throws {
        #expect(
            try GuideSearchTests.lines("strona zapisz") == [
                "app scattered Żółta strona Klienci, dalej {{app_name}}."
            ])
        #expect(try GuideSearchTests.lines("strona nothing") == [])
        #expect(try GuideSearchTests.lines("") == [])
        #expect(try GuideSearchTests.lines("  ") == [])
    }

    @Test func `a whole word comes before a beginning, and that before a middle`() throws {
        var fixture = Fixture()
        fixture.replace("Szukaj poniżej.", "Szukaj tam.", in: "pl.md")
        fixture.replace("Wróć do [kroku](#klient).", "Tamto [tu](#klient).", in: "pl.md")
        fixture.replace("Wybierz:", "Dotamtąd:", in: "pl.md")
        #expect(
            try GuideSearchTests.hits("tam", "pl", fixture).map(\.target)
                == ["trouble", "trouble/blocked", "app"])
    }

    @Test func `a long passage is cut around the word`() throws {
        var fixture = Fixture()
        let words = (1...40).map { "a\($0)" }.joined(separator: " ")
        fixture.replace("Szukaj poniżej.", words, in: "pl.md")
        #expect(
            try GuideSearchTests.hits("a20", "pl", fixture).map(\.excerpt) == [
                "… a14 a15 a16 a17 a18 a19 a20 a21 a22 a23 a24 a25 a26 a27 a28 a29 …"
            ])
    }
}
