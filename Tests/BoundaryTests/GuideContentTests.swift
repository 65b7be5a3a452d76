/// The guides that the binary carries are sound: nothing a reader could meet is left to chance.
import Carried
import Guides
import Testing

struct GuideContentTests {
    static let ids = ["gmail", "rotate-secret"]

    static func load(
        _ id: String, language: String? = nil
    ) throws -> (guide: Guide?, problems: [Problem]) {
        func file(_ name: String) throws -> SourceFile {
            let path = id + "/" + name
            return SourceFile(path: path, bytes: try #require(Carried.file(path)))
        }
        let texts = try ["pl": file("pl.md"), "en": file("en.md")]
        let lock = try file(Guide.lockName)
        guard let language else {
            return Guide.load(id: id, manifest: try file("guide.yml"), texts: texts, lock: lock)
        }
        return Guide.load(
            id: id, manifest: try file("guide.yml"), texts: texts, lock: lock, language: language)
    }

    /// Everything but the age of the screens, which grows while nobody changes anything.
    @Test(arguments: ids)
    func `the linter has nothing to say of a guide`(id: String) throws {
        func file(_ name: String) throws -> SourceFile {
            let path = id + "/" + name
            return SourceFile(path: path, bytes: try #require(Carried.file(path)))
        }
        let files = GuideFiles(
            id: id, manifest: try file("guide.yml"),
            texts: ["pl": try file("pl.md"), "en": try file("en.md")],
            lock: try file(Guide.lockName), pictures: try file(Picture.fileName),
            has: { Carried.file(id + "/" + $0) != nil })
        let form = FormNeeds(
            id: "yetiforce-mail-server",
            fields: ["name", "client_id", "client_secret", "redirect_uri_id"],
            needsRedirectURI: true)
        let lint = Guide.lint(files, today: 0, forms: [form])
        let problems = lint.problems.filter { $0.code != .verifiedInFuture }
        #expect(problems == [])
        #expect(lint.combinations == (id == "gmail" ? 6 : 1))
    }

    @Test func `these guides are carried and no others`() {
        let manifests = Carried.paths.filter { $0.hasSuffix("/guide.yml") }
        #expect(manifests.sorted() == GuideContentTests.ids.map { $0 + "/guide.yml" })
    }

    @Test(arguments: ids)
    func `a guide has no problem, not even a warning`(id: String) throws {
        let (guide, problems) = try GuideContentTests.load(id)
        #expect(problems == [])
        #expect(guide?.locales == ["pl", "en"])
        // A translation that fell behind is not released: compare, then `krok guide bless`.
        #expect(guide?.stale == [:])
    }

    @Test(arguments: ids, ["pl", "en"])
    func `one language of a guide is as good as both`(id: String, language: String) throws {
        let whole = try #require(GuideContentTests.load(id).guide)
        let (single, problems) = try GuideContentTests.load(id, language: language)
        #expect(problems == [])
        #expect(single?.texts[language] == whole.texts[language])
        #expect(single?.digests == whole.digests && whole.digests.count == whole.steps.count)
    }

    /// They share one vault: a value must not be kept with less care through another guide.
    @Test func `an input of several guides is declared alike in each`() throws {
        let guides = try GuideContentTests.ids.map {
            try #require(GuideContentTests.load($0).guide)
        }
        var declared: [String: Input] = [:]
        var shared: Set<String> = []
        for input in guides.flatMap(\.inputs) {
            if let other = declared.updateValue(input, forKey: input.id) {
                shared.insert(input.id)
                #expect(input == other, "\(input.id)")
            }
        }
        #expect(
            shared == ["yetiforce_url", "project_id", "client_id", "server_name", "client_secret"])
    }

    /// What the guide's pictures show; they are checked as a whole on the way.
    private static func pictures(of guide: Guide) throws -> [Picture] {
        let path = guide.id + "/" + Picture.fileName
        let file = SourceFile(path: path, bytes: try #require(Carried.file(path)))
        let (pictures, problems) = Picture.read(file, for: guide)
        #expect(problems == [])
        return pictures
    }

    @Test(arguments: ids, ["pl", "en"])
    func `every label of a guide is used in each of its languages`(
        id: String, language: String
    ) throws {
        let guide = try #require(GuideContentTests.load(id).guide)
        let text = String(
            decoding: try #require(Carried.file("\(id)/\(language).md")), as: UTF8.self)
        let running = text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
        let drawn = Set(try GuideContentTests.pictures(of: guide).flatMap(\.texts))
        let unused = guide.labels.filter { label in
            !drawn.contains(.label(label.id))
                && !(label.words[language] ?? []).contains { running.contains("**\($0)**") }
        }
        #expect(unused.map(\.id) == [])
    }
}
