/// `krok unlock` and `krok lock`: the vault key in the session keyring, for a while.
internal import ArgumentParser
internal import Platform
internal import Words
internal import Workspace

/// How long a vault stays unlocked: `90s`, `15m`, `2h`.
struct UnlockDuration: ExpressibleByArgument {
    let seconds: Int

    /// A day at most: a key that outlives it was forgotten, not meant.
    private static let longest = 86_400

    init(seconds: Int) { self.seconds = seconds }

    init?(argument: String) {
        let units: [Character: Int] = ["s": 1, "m": 60, "h": 3600]
        guard let unit = argument.last.flatMap({ units[$0] }) else { return nil }
        let digits = argument.dropLast()
        guard (1...5).contains(digits.count), digits.allSatisfy({ ("0"..."9").contains($0) }),
            let number = Int(digits), (1...UnlockDuration.longest).contains(number * unit)
        else { return nil }
        seconds = number * unit
    }
}

/// Leaves the vault key where every program of the session finds it.
struct UnlockCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "unlock", abstract: "Open the vault for a while, for this login session.",
        discussion: """
            The vault key waits in the kernel's session keyring until the time is up or krok lock \
            ends it. Until then every program of the session can read it.
            """)

    @Option(
        name: .customLong("for"),
        help: ArgumentHelp("How long: 90s, 15m, 2h; 24h at most.", valueName: "time"))
    var duration = UnlockDuration(seconds: 900)

    @OptionGroup(title: "Options everywhere") var options: Options

    func run() throws {
        try Face.run(options) { face throws(Fault) in
            // Nobody types a passphrase for a keyring that is not there.
            do throws(KeyringFault) { try face.environment.keyring.check() } catch {
                throw .keyring(error)
            }
            let vault = try Desk.ofVault(face, options).session.vault(ownWayIn: true)
            try vault.leaveUnlocked(seconds: duration.seconds, in: face.environment) {
                SecondProcess.run([KeyringCheckCommand.name, "--vault", face.place.path]) == 0
            }
            let end = face.environment.clock.seconds + duration.seconds
            let time = LocalTime(secondsSince1970: end)?.text ?? ""
            face.note(face.words("unlock.done", ["time": time]))
        }
    }
}

/// Takes the vault key back.
struct LockCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "lock", abstract: "Lock the vault that krok unlock opened.")

    @OptionGroup(title: "Options everywhere") var options: Options

    func run() throws {
        try Face.run(options) { face throws(Fault) in
            let wasUnlocked = try VaultFolder(at: face.place.path).lock(in: face.environment)
            face.note(face.words(wasUnlocked ? "unlock.locked" : "unlock.was-locked"))
        }
    }
}

/// What the second process does: it opens the vault with the key in the keyring, or fails.
struct KeyringCheckCommand: ParsableCommand {
    static let name = "keyring-check"

    static let configuration = CommandConfiguration(
        commandName: name, abstract: "Open the vault with the key that krok unlock left.",
        shouldDisplay: false)

    @OptionGroup(title: "Options everywhere") var options: Options

    func run() throws {
        try Face.run(options) { face throws(Fault) in
            let folder = try VaultFolder(at: face.place.path)
            guard
                try folder.openUnlocked(
                    in: face.environment, Opening(face.environment)) != nil
            else { throw .noWayIn }
        }
    }
}

extension Unlocked {
    /// Whether and for how long, in words; the kernel rounds minutes and hours down.
    func text(_ words: Words) -> String {
        switch self {
        case .no: words("unlock.status-locked")
        case .yes(nil): words("unlock.status-unlocked")
        case .yes(let seconds?) where seconds < 60: words("unlock.status-seconds")
        case .yes(let seconds?) where seconds < 3600:
            words("unlock.status-minutes", count: seconds / 60)
        case .yes(let seconds?): words("unlock.status-hours", count: seconds / 3600)
        }
    }
}
