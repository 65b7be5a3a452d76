/// A small guide with two questions that decide the path.
import Guides
import Secrecy
import Testing

@testable import Walkthrough

enum Mini {
    static let manifest = """
        id: mini
        source: pl
        locales: [pl]
        inputs:
          audience: { kind: choice, options: [internal, external] }
          publishing:
            kind: choice
            options: [testing, production]
            when: audience == external
          name: { kind: text }
        steps:
          - id: start
            minutes: 3
            asks: [audience, publishing]
          - id: users
            minutes: 2
            when: audience == external and publishing == testing
          - id: publish
            minutes: 6
            when: audience == external and publishing == production
          - id: finish
            minutes: 5
            asks: [name]
          - id: rest
          - id: trouble
            reference: true

        """

    static let text = """
        # Mini

        ## Początek
        <!-- step: start -->

        - [ ] Pierwsze <!-- task: first -->
        - [ ] Drugie <!-- task: second -->
        - Odbiorcy <!-- input: audience -->
          - Wewnętrzni <!-- option: internal -->
          - Zewnętrzni <!-- option: external -->
        - Publikacja <!-- input: publishing -->
          - Testy <!-- option: testing -->
          - Produkcja <!-- option: production -->

        ## Użytkownicy
        <!-- step: users -->

        - [ ] Dodaj <!-- task: add -->

        ## Publikacja aplikacji
        <!-- step: publish -->

        Tekst.

        ## Koniec
        <!-- step: finish -->

        - [ ] Zapisz <!-- task: save -->
        - Nazwa <!-- input: name -->

        ## Reszta
        <!-- step: rest -->

        Tekst.

        ## Kłopoty
        <!-- step: trouble -->

        Tekst.

        """

    /// Nil when the texts above do not fit the rules of guides any more.
    static let loaded = Guide.load(
        id: "mini", manifest: SourceFile(path: "guide.yml", text: manifest),
        texts: ["pl": SourceFile(path: "pl.md", text: text)])

    static func guide() throws -> Guide {
        try #require(loaded.guide, "\(loaded.problems)")
    }

    static func start(_ progress: Progress = Progress()) throws -> Walkthrough {
        Walkthrough(guide: try guide(), progress: progress)
    }

    /// A walkthrough after some events.
    static func after(_ events: Walkthrough.Event...) throws -> Walkthrough {
        var walkthrough = try start()
        for event in events { _ = try walkthrough.handle(event, at: "t") }
        return walkthrough
    }
}

extension Walkthrough {
    /// Each step and its state in a word, as `--json` has it.
    var states: [String] { path.map { $0.step.id + " " + $0.state.name } }
}
