/// `krok vault restore`: the kept generations, and the way back to one.
internal import ArgumentParser
internal import Phrases
internal import Platform
internal import Secrecy
internal import Vaults
internal import Words
internal import Workspace

extension VaultCommand {
    /// Goes back to a kept generation.
    struct Restore: ParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "restore", abstract: "Put every value back to a kept generation.",
            discussion: """
                Without a generation the kept ones are listed, each with its last event where the \
                vault opens without a question. A vault whose vault.age is lost gets it back.
                """)

        @Argument(help: "The generation; without it the kept ones are listed.")
        var generation: Int?

        @OptionGroup(title: "Options everywhere") var options: Options

        func run() throws {
            try Face.run(options) { face throws(Fault) in
                let desk = try Desk(face, options, part: .declarations)
                guard let generation else {
                    return try GenerationsPage(desk: desk).show()
                }
                if face.place.isMade {
                    try desk.session.restore(generation)
                } else {
                    try desk.session.revive(generation)
                }
                face.note(face.words("vault.restored", ["generation": "\(generation)"]))
            }
        }
    }
}

/// The kept generations: what each ends with, or when its file was put aside.
struct GenerationsPage {
    let desk: Desk

    private var face: Face { desk.face }

    func show() throws(Fault) {
        let folder = try VaultFolder(at: face.place.path)
        let kept = try folder.generations()
        try desk.openIfNobodyIsAsked()
        guard desk.session.isOpen else {
            for generation in kept { face.print(closed(generation, in: folder)) }
            if !kept.isEmpty, Stream.output.isTerminal {
                face.note(face.words("vault.generations-closed"))
            }
            return
        }
        let vault = try desk.session.vault()
        for generation in kept {
            let number = Piece("\(generation)  ", .strong)
            guard let history = vault.history(ofKept: generation) else {
                let broken = face.words("vault.generation-broken")
                face.print([Line([number, Piece(broken, .warning)])])
                continue
            }
            let last = HistoryPage(words: face.words, history: history.suffix(1)).lines()
            face.print([Line([number] + (last.first?.pieces ?? []))])
        }
    }

    /// A script is given the numbers alone.
    private func closed(_ generation: Int, in folder: VaultFolder) -> String {
        let file = folder.path + "/previous/\(generation).age"
        guard Stream.output.isTerminal, let mark = Files.mark(of: file) else {
            return String(generation)
        }
        let time = Clock.text(mark.nanosecondsSince1970 / 1_000_000_000)
        return face.words("vault.generation-file", ["number": "\(generation)", "time": time])
    }
}
