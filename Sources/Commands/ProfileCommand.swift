/// `krok profile`: one vault, many clients.
internal import ArgumentParser
internal import Platform
internal import SecretJSON
internal import Words
internal import Workspace

/// Everything about profiles.
struct ProfileCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "profile", abstract: "Profiles: one for each installation of YetiForce.",
        subcommands: [List.self, New.self, Rename.self, Remove.self, Use.self],
        defaultSubcommand: List.self)

    /// Names every profile.
    struct List: ParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "list", abstract: "List the profiles.")

        @Flag(help: "Print JSON with stable keys.")
        var json = false

        @OptionGroup(title: "Options everywhere") var options: Options

        func run() throws {
            try Face.run(options) { face throws(Fault) in
                let names = try Session.profiles(at: face.place)
                let used = try Desk(face, options).session.profile
                if json {
                    var writer = JSONWriter(.pretty)
                    writer.beginArray()
                    for name in names {
                        writer.beginObject()
                        writer.member("name", name)
                        writer.key("used")
                        writer.bool(name == used)
                        writer.endObject()
                    }
                    writer.endArray()
                    Stream.write(writer.finish())
                } else {
                    for name in names { face.print((name == used ? "* " : "  ") + name) }
                }
            }
        }
    }

    /// Makes a profile and uses it.
    struct New: ParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "new", abstract: "Make a profile and use it.")

        @Argument(help: "Its name: letters, digits, spaces, . _ -")
        var name: String

        @OptionGroup(title: "Options everywhere") var options: Options

        func run() throws {
            try Face.run(options) { face throws(Fault) in
                try Session.makeProfile(name, at: face.place)
                let name = try ProfileName.checked(name)
                face.memory.remember(face.place.path) { $0.profile = name }
            }
        }
    }

    /// Gives a profile another name.
    struct Rename: ParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "rename", abstract: "Give a profile another name.")

        @Argument(help: "The name it has.")
        var name: String

        @Argument(help: "The name it gets.")
        var newName: String

        @OptionGroup(title: "Options everywhere") var options: Options

        func run() throws {
            try Face.run(options) { face throws(Fault) in
                let name = try existingProfile(name, face)
                try Desk(face, options, profile: name).session.renameProfile(to: newName)
                let renamed = try ProfileName.checked(newName)
                face.memory.remember(face.place.path) { entry in
                    if entry.profile == name { entry.profile = renamed }
                }
            }
        }
    }

    /// Forgets a profile.
    struct Remove: ParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "remove", abstract: "Remove a profile with its values and its ticks.")

        @Argument(help: "Its name.")
        var name: String

        @Flag(help: "Do not ask.")
        var yes = false

        @OptionGroup(title: "Options everywhere") var options: Options

        func run() throws {
            try Face.run(options) { face throws(Fault) in
                let name = try existingProfile(name, face)
                let desk = try Desk(face, options, profile: name)
                if !yes {
                    guard TerminalInput.isThere else { throw .missingAnswer(option: "--yes") }
                    let question = face.words("profile.ask-remove", ["profile": name])
                    guard try desk.questions.confirm(question, usually: false) else { return }
                }
                try desk.session.removeProfile()
                face.memory.remember(face.place.path) { entry in
                    if entry.profile == name { entry.profile = nil }
                }
            }
        }
    }

    /// Works with another profile from now on.
    struct Use: ParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "use", abstract: "Use this profile from now on.")

        @Argument(help: "Its name.")
        var name: String

        @OptionGroup(title: "Options everywhere") var options: Options

        func run() throws {
            try Face.run(options) { face throws(Fault) in
                let name = try existingProfile(name, face)
                face.memory.remember(face.place.path) { $0.profile = name }
            }
        }
    }
}

/// The name in its normal form; 66 when there is no such profile.
private func existingProfile(_ text: String, _ face: Face) throws(Fault) -> String {
    let name = try ProfileName.checked(text)
    let known = try Session.profiles(at: face.place)
    guard known.contains(name) else { throw .unknownProfile(name, known: known) }
    return name
}
