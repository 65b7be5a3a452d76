/// `krok tick`, `untick`, `skip` and `reset`: progress from a script; no passphrase.
internal import ArgumentParser
internal import Walkthrough
internal import Words
internal import Workspace

/// A step, or a task of it, as it is written outside: `step/task`.
struct StepOrTask: ExpressibleByArgument {
    let step: String
    let task: String?

    init?(argument: String) {
        let parts = argument.split(separator: "/", omittingEmptySubsequences: false)
        guard parts.count <= 2, parts.allSatisfy({ !$0.isEmpty }), let first = parts.first else {
            return nil
        }
        step = String(first)
        task = parts.count == 2 ? String(parts[1]) : nil
    }
}

/// Ticks a task, or a whole step.
struct TickCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "tick", abstract: "Tick a task, or a step with all its tasks.")

    @Argument(help: ArgumentHelp("STEP or STEP/TASK.", valueName: "step/task"))
    var target: StepOrTask

    @OptionGroup(title: "Options everywhere") var options: Options

    func run() throws {
        try Face.run(options) { face throws(Fault) in
            let session = try Desk(face, options).session
            try session.handle(.tick(step: target.step, task: target.task))
        }
    }
}

/// Takes a tick back.
struct UntickCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "untick", abstract: "Take back the tick of a task or of a step.")

    @Argument(help: ArgumentHelp("STEP or STEP/TASK.", valueName: "step/task"))
    var target: StepOrTask

    @OptionGroup(title: "Options everywhere") var options: Options

    func run() throws {
        try Face.run(options) { face throws(Fault) in
            let session = try Desk(face, options).session
            try session.handle(.untick(step: target.step, task: target.task))
        }
    }
}

/// Leaves a step out.
struct SkipCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "skip", abstract: "Leave a step out, with a reason for your colleagues.")

    @Argument(help: "A step's ID.")
    var step: String

    func validate() throws {
        if reason.allSatisfy(\.isWhitespace) {
            throw ValidationError("--reason needs a text: it is for your colleagues")
        }
    }

    @Option(
        help: ArgumentHelp(
            "Why; everyone who may read the folder can read it.", valueName: "text"))
    var reason: String

    @OptionGroup(title: "Options everywhere") var options: Options

    func run() throws {
        try Face.run(options) { face throws(Fault) in
            let session = try Desk(face, options).session
            try session.handle(.skip(step: step, reason: reason))
        }
    }
}

/// Forgets ticks and skips; answers and values stay.
struct ResetCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "reset", abstract: "Forget all ticks and skips of this guide.")

    @Flag(help: "Do not ask.")
    var yes = false

    @OptionGroup(title: "Options everywhere") var options: Options

    func run() throws {
        try Face.run(options) { face throws(Fault) in
            let desk = try Desk(face, options)
            if !yes {
                guard TerminalInput.isThere else { throw .missingAnswer(option: "--yes") }
                let question = face.words("reset.ask", ["profile": desk.session.profile])
                guard try desk.questions.confirm(question, usually: false) else { return }
            }
            try desk.session.handle(.reset)
        }
    }
}
