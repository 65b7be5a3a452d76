/// `krok show` and `krok status`.
internal import ArgumentParser
internal import CommonMark
internal import Guides
internal import Platform
internal import Secrecy
internal import SecretJSON
internal import Walkthrough
internal import Workspace

/// Prints a step; needs no passphrase.
struct ShowCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "show", abstract: "Print a step: the current one without STEP.")

    @Argument(help: ArgumentHelp("A step's ID, or trouble/SYMPTOM.", valueName: "step"))
    var step: String?

    @Flag(help: "Print every step that is on your path.")
    var all = false

    @OptionGroup(title: "Options everywhere") var options: Options

    func run() throws {
        try Face.run(options) { face throws(Fault) in
            let desk = try Desk(face, options, readsOneProfile: true)
            try desk.openIfNobodyIsAsked()
            let walkthrough = try desk.session.walkthrough()
            if all {
                try showAll(desk, walkthrough)
            } else if let step, let slash = step.firstIndex(of: "/") {
                let symptom = String(step[step.index(after: slash)...])
                try Trouble(desk: desk, walkthrough: walkthrough)
                    .show(symptom, of: String(step[..<slash]))
            } else {
                try show(desk.step(step, in: walkthrough), desk, walkthrough)
            }
        }
    }

    private func show(
        _ step: Step, _ desk: Desk, _ walkthrough: Walkthrough
    ) throws(Fault) {
        let page = StepPage(
            face: desk.face, session: desk.session, walkthrough: walkthrough, step: step)
        desk.face.print(try page.lines())
    }

    private func showAll(_ desk: Desk, _ walkthrough: Walkthrough) throws(Fault) {
        var isFirst = true
        // What plain Markdown has between and behind its steps is shown as well.
        let isPlain = walkthrough.guide.plainPath != nil
        for (step, state) in walkthrough.path
        where state.isOnPath || state == .undecided || isPlain {
            if !isFirst { desk.face.print([Line(), Line()]) }
            isFirst = false
            try show(step, desk, walkthrough)
        }
    }
}

/// Prints what is done and what is next; needs no passphrase.
struct StatusCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "status", abstract: "What is done, what is next, what is captured.")

    @Flag(help: "Print JSON with stable keys.")
    var json = false

    @OptionGroup(title: "Options everywhere") var options: Options

    func run() throws {
        try Face.run(options) { face throws(Fault) in
            let desk = try Desk(face, options, readsOneProfile: true)
            try desk.openIfNobodyIsAsked()
            let page = StatusPage(
                face: face, session: desk.session, walkthrough: try desk.session.walkthrough())
            if json {
                Stream.write(try page.json())
            } else {
                face.print(try page.lines())
            }
        }
    }
}
