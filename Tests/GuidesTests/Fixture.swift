// A small guide in two languages without a fault, and what is found when one is put into it.
import Guides

/// The files of a guide, to be changed by a test.
struct Fixture {
    var files: [String: String] = ["guide.yml": manifest, "pl.md": polish, "en.md": english]
    var folder = "mini"

    /// Replaces `old`, which has to stand in the file exactly once, by `new`.
    mutating func replace(_ old: String, _ new: String, in file: String) {
        guard let text = files[file],
            text.split(separator: old, omittingEmptySubsequences: false).count == 2
        else { preconditionFailure("\(old.debugDescription) is not once in \(file)") }
        files[file] = text.split(separator: old, omittingEmptySubsequences: false).joined(
            separator: new)
    }

    func load(language: String? = nil) -> (guide: Guide?, problems: [Problem]) {
        var texts: [String: SourceFile] = [:]
        for (name, text) in files where name.hasSuffix(".md") {
            texts[String(name.dropLast(3))] = SourceFile(path: name, text: text)
        }
        guard let language else {
            return Guide.load(id: folder, manifest: manifestFile, texts: texts, lock: lock)
        }
        return Guide.load(
            id: folder, manifest: manifestFile, texts: texts, lock: lock, language: language)
    }

    var manifestFile: SourceFile { SourceFile(path: "guide.yml", text: files["guide.yml"] ?? "") }

    var lock: SourceFile? {
        files["guide.lock"].map { SourceFile(path: "guide.lock", text: $0) }
    }

    /// The problems as lines, `file:line:column code arguments`.
    func report() -> [String] { load().problems.map(Fixture.line) }

    static func line(_ problem: Problem) -> String {
        let words = [problem.code.rawValue] + problem.arguments
        return
            "\(problem.file):\(problem.line):\(problem.column) \(words.joined(separator: " | "))"
    }
}

private let manifest = """
    id: mini
    source: pl
    locales: [pl, en]
    provider: google
    form:
      id: mail-form
      fields: { name: app_name, secret: audience }
      redirect_uri: app_name
    inputs:
      audience:
        kind: choice
        options: [internal, external]
      publishing:
        kind: choice
        when: audience == external
        options: [testing, production]
      app_name:
        kind: text
        shortest: 3
        longest: 20
        suggest: Poczta
      redirect_uri:
        kind: url
        sensitive: true
        pattern: 'https://[a-z.]+/.*'
        mismatch: refuse
        refuse: [space, http, ip-address]
      client_secret:
        kind: secret
        not-like: app_name
        begins-with: app_name
    steps:
      - id: app
        minutes: 3
        open: https://example.com/new?name={{app_name}}
        asks: [audience, publishing, app_name]
        checks: [form]
        verified: 2026-10-06
        recheck: 90d
      - id: client
        when: audience == external and publishing in [testing, production]
        asks: [redirect_uri, client_secret]
        uses: [redirect_uri]
      - id: trouble
        reference: true
        symptoms:
          - { id: blocked, step: app }
    labels:
      clients: { en: Clients, pl: Klienci }
      save: { en: Save, pl: Zapisz }
      external: { en: External, pl: [Zewnętrzny, Z zewnątrz] }

    """

private let polish = """
    # Mały przewodnik

    Wstęp z [odsyłaczem](https://example.com) i [krokiem](#załóż-aplikację), **Zapisz**.

    ## Załóż aplikację
    <!-- step: app -->

    Żółta strona **Klienci**, dalej `{{app_name}}`.

    - [ ] Kliknij **Zewnętrzny**. <!-- task: choose -->
    - [ ] Zapisz `a` i *wróć*. <!-- task: save -->

    Wybierz:

    - Odbiorcy: kto się zaloguje <!-- input: audience -->
      - Wewnętrzni: tylko firma <!-- option: internal -->
      - Zewnętrzni <!-- option: external -->
    - Publikacja: jak długo <!-- input: publishing -->
      - Testowa: siedem dni <!-- option: testing -->
      - Produkcyjna: bez końca <!-- option: production -->
    - Nazwa <!-- input: app_name -->

    ## Klient
    <!-- step: client -->

    Wklej:

    ```
    {{redirect_uri}}
    ```

    ![Strona](images/page.svg)

    - [ ] Utwórz. <!-- task: create -->
    - Adres: *cały* <!-- input: redirect_uri -->
    - Sekret <!-- input: client_secret -->

    ## Kłopoty
    <!-- step: trouble -->

    Szukaj poniżej.

    ### Widzę „Blocked”
    <!-- symptom: blocked -->

    Wróć do [kroku](#klient).

    """

private let english = """
    # A small guide

    Introduction with a [link](https://example.com) and a [step](#create-the-app), **Save**.

    ## Create the app
    <!-- step: app -->

    The page `a` **Clients**, then `{{app_name}}`.

    - [ ] Click **External**. <!-- task: choose -->
    - [ ] Save. <!-- task: save -->

    Choose:

    - Audience: who signs in <!-- input: audience -->
      - Internal: the firm only <!-- option: internal -->
      - External <!-- option: external -->
    - Publishing: for how long <!-- input: publishing -->
      - Testing: seven days <!-- option: testing -->
      - Production: no end <!-- option: production -->
    - Name <!-- input: app_name -->

    ## Client
    <!-- step: client -->

    Paste:

    ```
    {{redirect_uri}}
    ```

    ![Page](images/page.svg)

    - [ ] Create. <!-- task: create -->
    - Address: *all* of it <!-- input: redirect_uri -->
    - Secret <!-- input: client_secret -->

    ## Trouble
    <!-- step: trouble -->

    Look below.

    ### I see "Blocked"
    <!-- symptom: blocked -->

    Go back to the [step](#client).

    """
