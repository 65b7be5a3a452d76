/// Fuzzes a guide's files, cut from one input: loading, linting, confirming.
import Fuzzing
import Guides

/// What stands between two files; a file that is not there is that of the sample.
private let cut = Array("\n%%\n".utf8)

@c(LLVMFuzzerTestOneInput)
public func fuzzGuide(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
    let parts = split(unsafe input(start, count))
    let files = files(parts)
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
        lock: SourceFile(path: "guide.lock", text: confirmed), has: { _ in true })
    let after = Guide.lint(blessed, today: 20_000, forms: [form]).problems.map(\.code)
    hold(
        !after.contains { [.staleStep, .notBlessed, .lockMissing, .lockLeftover].contains($0) },
        "what was confirmed is current")
    let (again, _) = Guide.load(
        id: files.id, manifest: files.manifest, texts: files.texts, lock: blessed.lock)
    hold(again?.digests == guide.digests && again?.stale == [:], "and nothing is stale")
    return 0
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
    return GuideFiles(
        id: "mini", manifest: file(0, "guide.yml", manifest),
        texts: ["pl": file(1, "pl.md", polish), "en": file(2, "en.md", english)], lock: lock,
        has: { _ in true })
}

/// Whether a problem's line is one of its file's.
private func isThere(_ problem: Problem, _ files: GuideFiles) -> Bool {
    let all = [files.manifest] + files.texts.values + [files.lock].compactMap(\.self)
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
