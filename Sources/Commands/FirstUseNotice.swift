/// Meeting a vault that this machine has never opened, or will have forgotten by the next time.
internal import Phrases
internal import Platform
internal import Vaults
internal import Words
internal import Workspace

/// Says that there is nothing to compare with; asks where the slot alone proves nothing.
///
/// A passphrase proves the vault behind it: nobody else can make a slot that it opens. A slot for
/// a recipient can be made by everybody who knows the recipient, together with a vault.
struct FirstUseNotice {
    let questions: Questions

    private var face: Face { questions.face }

    func meet(_ use: FirstUse) throws(Fault) {
        guard use.kind == .recipient else {
            face.note(face.words("pins.first-use", ["path": use.path]))
            return
        }
        guard TerminalPrompt.isThere else { throw .unknownVault(use) }
        face.note(
            face.words(
                "pins.first-use-recipient",
                [
                    "path": use.path, "slot": use.slot, "fingerprint": use.fingerprint,
                    "generation": "\(use.generation)", "time": use.changed ?? "?",
                ]))
        guard try questions.confirm(face.words("pins.ask-first-use"), usually: false) else {
            throw .vaultDeclined(path: use.path)
        }
    }
}

/// Says once in a run that this machine cannot remember what it has seen of a vault.
final class Forgetting {
    private let face: Face
    private var isTold = false

    init(_ face: Face) { self.face = face }

    /// Nil, of what was remembered, is nothing to tell.
    func tell(_ fault: FileFault?) {
        guard let fault, !isTold else { return }
        isTold = true
        let reason = Sentences(words: face.words).text(for: .file(fault)).message
        face.note(face.words("pins.not-kept", ["reason": reason]))
    }
}
