/// `krok vault choose`: values that a merge left with several versions.
internal import ArgumentParser
internal import Phrases
internal import Secrecy
internal import SecretJSON
internal import Vaults
internal import Words
internal import Workspace

extension VaultCommand {
    /// Lists what is in conflict, or settles it.
    struct Choose: ParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "choose",
            abstract: "Choose between the versions that a merge kept of a value.")

        @Argument(help: "The value's name; without it every value in conflict is listed.")
        var name: String?

        @Argument(help: "The number of the version that shall stand.")
        var number: Int?

        @OptionGroup(title: "Options everywhere") var options: Options

        func run() throws {
            try Face.run(options) { face throws(Fault) in
                let desk = try Desk(face, options, profile: profile(face))
                guard let name, let number else { return try list(desk) }
                try desk.session.choose(number, for: name)
                face.note(face.words("choose.chosen", ["input": name, "number": "\(number)"]))
            }
        }

        /// A profile whose progress git has not brought along may have values all the same.
        ///
        /// A list is of every profile, so that none has to be named for it.
        private func profile(_ face: Face) -> String? {
            options.profile ?? face.environment.variable("KROK_PROFILE")
                ?? (number == nil ? ProfileName.usual : nil)
        }

        private func list(_ desk: Desk) throws(Fault) {
            let face = desk.face
            let document = try desk.session.vault().document
            let places = document.conflicts.filter { name == nil || $0.input == name }
            guard !places.isEmpty else {
                if let name { throw .noConflict(input: name) }
                return face.note(face.words("choose.none"))
            }
            for place in places {
                face.print([Line(place.profile + " › " + place.input, .strong)])
                face.print(
                    ConflictPage(face: face)
                        .lines(document.conflict(place.input, of: place.profile)))
            }
            face.note(face.words("choose.how"))
        }
    }
}

/// The versions of one value, masked and numbered.
struct ConflictPage {
    let face: Face

    /// One line a version; the number is the one to choose by.
    func lines(_ versions: [VaultValue]) -> [Line] {
        let sentences = Sentences(words: face.words)
        return versions.enumerated().map { index, version in
            let text = sentences.text(
                for: ConflictVersion(
                    time: version.time, slot: version.slot, isRemoved: version.content == nil),
                number: index + 1)
            let shown = Masked.text(version).map { [Piece(": "), Piece($0, .strong)] } ?? []
            return Line([Piece("      " + text)] + shown)
        }
    }

    /// An array of the versions; empty where there is no conflict.
    func write(_ versions: [VaultValue], to writer: inout JSONWriter) {
        writer.beginArray()
        for version in versions {
            writer.beginObject()
            writer.member("time", version.time)
            writer.member("slot", version.slot)
            writer.key("shown")
            if let shown = Masked.text(version) { writer.text(shown) } else { writer.null() }
            writer.endObject()
        }
        writer.endArray()
    }
}
