/// Fuzzes a guide's files, cut from one input: loading, linting, confirming, pictures; and its
/// texts as Markdown without a manifest.
import Fuzzing
import Guides

/// What stands between two files; a file that is not there is that of the sample.
private let cut = Array("\n%%\n".utf8)

@c(LLVMFuzzerTestOneInput)
public func fuzzGuide(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
    let parts = split(unsafe input(start, count))
    let files = files(parts)
    fuzzPlain(files)
    let lint = Guide.lint(files, today: 20_000, forms: [form])
    for problem in lint.problems {
        hold(isThere(problem, files), "a fault is at a place: \(problem)")
    }
    hold(
        Guide.lint(files, today: 20_000, forms: [form]).problems == lint.problems,
        "the same files have the same faults")
    let (guide, problems) = Guide.load(
        id: files.id, manifest: files.manifest, texts: files.texts, lock: files.lock)
    hold(
        (guide == nil) == problems.contains { $0.severity == .error },
        "there is a guide when nothing is wrong")
    hold(problems.allSatisfy(lint.problems.contains), "the linter tells what loading tells")
    guard let guide else { return 0 }
    if let file = files.pictures {
        let (pictures, problems) = Picture.read(file, for: guide)
        let isBroken = problems.contains { $0.severity == .error }
        hold(isBroken || problems.isEmpty, "a description of pictures is right or wrong")
        hold(problems.allSatisfy(lint.problems.contains), "and the linter tells it")
        for picture in pictures where !isBroken {
            hold(guide.step(picture.step) != nil, "a picture belongs to a step")
            for task in picture.tasks {
                hold(picture.number(of: task, in: guide) != nil, "and its arrows to tasks of it")
            }
        }
    }
    hold(guide.digests.count == guide.steps.count, "every step says something")
    for locale in guide.locales {
        for step in guide.steps {
            guard let shown = guide.shown(step.id, in: locale) else {
                hold(false, "every step is shown in every language")
                return 0
            }
            hold(shown.isFallback == guide.isStale(step.id, in: locale), "or its source is")
        }
    }
    let confirmed = Guide.bless(files, steps: nil).lock
    let blessed = GuideFiles(
        id: files.id, manifest: files.manifest, texts: files.texts,
        lock: SourceFile(path: "guide.lock", text: confirmed), pictures: files.pictures,
        has: { _ in true })
    let after = Guide.lint(blessed, today: 20_000, forms: [form]).problems.map(\.code)
    hold(
        !after.contains { [.staleStep, .notBlessed, .lockMissing, .lockLeftover].contains($0) },
        "what was confirmed is current")
    let (again, _) = Guide.load(
        id: files.id, manifest: files.manifest, texts: files.texts, lock: blessed.lock)
    hold(again?.digests == guide.digests && again?.stale == [:], "and nothing is stale")
    return 0
}

/// Each text by itself, and both together.
private func fuzzPlain(_ files: GuideFiles) {
    for locales in [["pl"], ["en"], ["pl", "en"]] {
        let texts = files.texts.filter { locales.contains($0.key) }
        let (guide, problems) = Guide.plain(
            id: "file:0", path: "x", texts: texts, language: "en")
        hold((guide == nil) == !problems.isEmpty, "any Markdown is a guide, or says why not")
        guard let guide else { continue }
        hold(Set(guide.steps.map(\.id)).count == guide.steps.count, "every step has its own ID")
        for step in guide.steps {
            let tasks = guide.locales.compactMap { guide.texts[$0]?.step(step.id)?.tasks }
            hold(tasks.count == guide.locales.count, "every language has every step")
            let ids = (tasks.first ?? []).map(\.id)
            hold(Set(ids).count == ids.count, "every task has its own ID")
            hold(
                tasks.allSatisfy { Set($0.map(\.id)).isSubset(of: ids) },
                "no language has a box of its own")
        }
    }
    for file in files.texts.values {
        for problem in Guide.lint(markdown: file, has: { _ in false }).problems {
            hold(isThere(problem, files), "a fault is at a place: \(problem)")
        }
    }
}

private let form = FormNeeds(id: "mail-form", fields: ["name"], needsRedirectURI: false)

private func split(_ bytes: [UInt8]) -> [ArraySlice<UInt8>] {
    var parts: [ArraySlice<UInt8>] = []
    var start = 0
    var index = 0
    while index + cut.count <= bytes.count {
        if bytes[index..<(index + cut.count)].elementsEqual(cut) {
            parts.append(bytes[start..<index])
            index += cut.count
            start = index
        } else {
            index += 1
        }
    }
    return parts + [bytes[start...]]
}

private func files(_ parts: [ArraySlice<UInt8>]) -> GuideFiles {
    func file(_ index: Int, _ path: String, _ usual: String) -> SourceFile {
        parts.indices.contains(index) && !parts[index].isEmpty
            ? SourceFile(path: path, bytes: Array(parts[index]))
            : SourceFile(path: path, text: usual)
    }
    let lock =
        parts.count > 3 ? SourceFile(path: "guide.lock", bytes: Array(parts[3])) : nil
    let pictures =
        parts.count > 4 ? SourceFile(path: "pictures.yml", bytes: Array(parts[4])) : nil
    return GuideFiles(
        id: "mini", manifest: file(0, "guide.yml", manifest),
        texts: ["pl": file(1, "pl.md", polish), "en": file(2, "en.md", english)], lock: lock,
        pictures: pictures, has: { _ in true })
}

/// Whether a problem's line is one of its file's.
private func isThere(_ problem: Problem, _ files: GuideFiles) -> Bool {
    let all =
        [files.manifest] + files.texts.values + [files.lock, files.pictures].compactMap(\.self)
    guard let file = all.first(where: { $0.path == problem.file }) else { return false }
    let ends = file.bytes.count { $0 == 10 || $0 == 13 }
    return (1...(ends + 2)).contains(problem.line) && problem.column >= 1
}

private let manifest = """
    id: mini
    source: pl
    locales: [pl, en]
    form: { id: mail-form, fields: { name: name } }
    inputs:
      audience: { kind: choice, options: [internal, external] }
      name: { kind: text, suggest: a }
    steps:
      - { id: one, asks: [audience, name], minutes: 3 }
      - { id: two, when: audience == external }
    labels:
      save: { en: Save, pl: Zapisz }

    """

private let polish = """
    # A

    ## B
    <!-- step: one -->

    - [ ] **Zapisz** `{{name}}`. <!-- task: t -->
    - C <!-- input: audience -->
      - D <!-- option: internal -->
      - E: f <!-- option: external -->
    - G <!-- input: name -->

    ## H
    <!-- step: two -->

    [x](#b)

    """

private let english = """
    # A

    ## B
    <!-- step: one -->

    - [ ] **Save** `{{name}}`. <!-- task: t -->
    - C <!-- input: audience -->
      - D <!-- option: internal -->
      - E: f <!-- option: external -->
    - G <!-- input: name -->

    ## H
    <!-- step: two -->

    [x](#b)

    """
