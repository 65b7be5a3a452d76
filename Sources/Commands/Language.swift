/// Which language Krok speaks.
internal import ArgumentParser
internal import Carried
internal import Platform
internal import Secrecy
internal import Words
internal import Workspace

/// Option, environment, what was remembered, the locale, English.
enum Language {
    /// The languages that the interface exists in.
    static let all = ["pl", "en"]

    /// A usage error when the option or `KROK_LANG` names another.
    static func chosen(
        option: String?, in environment: Environment, remembered: String?
    ) throws -> String {
        for named in [option, environment.variable("KROK_LANG")] {
            guard let named else { continue }
            guard all.contains(named) else {
                throw ValidationError("'\(named)' is no language of krok's: use pl or en")
            }
            return named
        }
        return remembered.flatMap { all.contains($0) ? $0 : nil } ?? ofLocale(environment)
    }

    /// What the locale says; the first variable that is set decides, as POSIX has it.
    static func ofLocale(_ environment: Environment) -> String {
        let locale =
            ["LC_ALL", "LC_MESSAGES", "LANG"].lazy
            .compactMap(environment.variable).first ?? ""
        return locale == "pl" || locale.hasPrefix("pl_") ? "pl" : "en"
    }

    /// Whether a person has ever said which language to speak.
    static func isSettled(
        option: String?, in environment: Environment, remembered: String?
    ) -> Bool {
        option != nil || environment.variable("KROK_LANG") != nil || remembered != nil
    }

    /// The words of a language, or a sentence in the carried words of why they cannot be used.
    static func usableWords(_ language: String, content: String?) throws -> Words {
        do {
            return try words(language, content: content)
        } catch {
            let carried = try words(language, content: nil)
            let path = (content ?? "") + "/interface/" + language + ".yml"
            Stream.error.write(
                carried("error.prefix") + carried("error.broken-words", ["path": path]) + "\n")
            throw ExitCode(65)
        }
    }

    /// The words of a language, from `content` if a folder is given and has them.
    static func words(_ language: String, content: String?) throws -> Words {
        let path = "interface/" + language + ".yml"
        if let content,
            let file = try? Files.read(content + "/" + path, limit: 1 << 20)
        {
            return try Words(language: language, yaml: file.bytes.copiedBytes())
        }
        guard Carried.paths.contains(path) else { throw ExitCode(70) }
        return Words(language: language, sound: { Carried.file(path) ?? [] })
    }
}
