/// `krok serve`: the guide as a local web page.
internal import ArgumentParser
internal import Curl
internal import Guides
internal import Platform
internal import WebUI
internal import Words
internal import Workspace

/// Serves the guide to this user's browser until it is ended.
struct ServeCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "serve", abstract: "Show the guide as a web page on this machine only.",
        discussion: """
            The same guide, ticks and vault, for a browser of this user on this machine. It ends \
            with Ctrl-C, with its terminal, from the page, and after twelve hours.
            """)

    @Option(help: ArgumentHelp("Listen on this port; 0: any that is free.", valueName: "n"))
    var port = 0

    @Flag(help: "Open no browser; print the address.")
    var noOpen = false

    @Option(
        help: ArgumentHelp(
            "Lock the vault after so long without use; else as the page's settings say, or 10m.",
            valueName: "time"))
    var idle: UnlockDuration?

    @Option(
        help: ArgumentHelp(
            "Answer so many requests a second, 0 all: for measuring.", valueName: "n"))
    var rate = 100

    /// Shorter in tests, which have no twelve hours; never longer.
    @Option(help: .hidden) var longest = UnlockDuration(seconds: ServeCommand.hardLimit)

    @OptionGroup(title: "Options everywhere") var options: Options

    private static let hardLimit = 12 * 3600

    func validate() throws {
        guard (0...65535).contains(port) else {
            throw ValidationError("--port needs a number from 0 to 65535")
        }
        guard (0...1_000_000).contains(rate) else {
            throw ValidationError("--rate needs a number from 0 to 1000000")
        }
        guard longest.seconds <= ServeCommand.hardLimit else {
            throw ValidationError("--longest needs a time of 12h at most")
        }
    }

    func run() throws {
        // Before any other thread: the signals are waited for in this one.
        let watch = EndWatch()
        try Face.run(options) { face throws(Fault) in
            guard PeerUser.isReadable else { throw .noConnectionTable }
            try serve(face, watch)
        }
    }

    private func serve(_ face: Face, _ watch: borrowing EndWatch) throws(Fault) {
        let desk = try Desk(face, options, part: .declarations)
        let setup = try setup(face, desk)
        var limits = ServerLimits()
        limits.port = port
        limits.requestsPerSecond = rate
        let server: WebServer
        do throws(TemplateFault) {
            server = try WebServer(setup, limits)
        } catch {
            throw .brokenTemplate(error.name)
        }
        let serving = Serving(
            server: server, words: face.words, opens: !noOpen, way: try way(desk),
            longest: .seconds(longest.seconds))
        try serving.run(watch)
    }

    /// What opens the vault unasked; nil where nothing does.
    private func way(_ desk: Desk) throws(Fault) -> WayIn? {
        guard desk.face.place.isMade else { return nil }
        if let identities = try desk.passphrases.identities() {
            return .identities(identities, slot: options.slot)
        }
        if desk.passphrases.isPassphraseGiven {
            let slot = desk.session.slot
            return .passphrase(try desk.passphrases.existing(slot), slot: slot)
        }
        return .keyring(slot: options.slot)
    }

    private func idleTime(_ face: Face) -> Duration {
        if let idle { return .seconds(idle.seconds) }
        return face.memory[face.place.path].idle ?? .seconds(600)
    }

    private func setup(_ face: Face, _ desk: Desk) throws(Fault) -> Setup {
        let content = options.content ?? face.environment.variable("KROK_CONTENT")
        var words = [face.words.language: face.words]
        for language in Language.all where words[language] == nil {
            words[language] = try? Language.words(language, content: content)
        }
        let named =
            options.guide ?? face.environment.variable("KROK_GUIDE")
            ?? desk.session.guide.id
        let settings = try face.environment.settings(
            authorities: options.caFile, agent: "krok/" + Version.text)
        return Setup(
            environment: face.environment, place: face.place, memory: face.memory,
            shelf: Desk.shelf(face, options), guideName: named, guideID: desk.session.guide.id,
            profile: desk.session.profile, words: words, language: face.words.language,
            labels: face.labels, idle: idleTime(face), content: content,
            version: Version.text, network: face.environment.network(settings),
            authorities: settings.authorityFile)
    }
}
