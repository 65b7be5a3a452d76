/// The sentences about trust and merging: which vault this is, and which of two values stands.
internal import Vaults
internal import Words
package import Workspace

extension Sentences {
    // MARK: Trust

    func trust(_ fault: Fault) -> (message: String, hint: String?) {
        switch fault {
        case .mistrusted(let path, let fingerprint, let generation, let mistrust):
            mistrusted(path, fingerprint, generation, mistrust)
        case .unknownVault(let use):
            pair(
                "unknown-vault",
                ["path": use.path, "slot": use.slot, "fingerprint": use.fingerprint])
        case .vaultDeclined(let path): pair("vault-declined", ["path": path])
        case .wrongFingerprint(let found): pair("wrong-fingerprint", ["found": found])
        case .brokenPins(let path, let line, let column):
            pair("broken-pins", ["path": path, "line": "\(line)", "column": "\(column)"])
        case .strangeRekey(let path): pair("strange-rekey", ["path": path])
        case .keyChanged(let path): pair("key-changed", ["path": path])
        case .changedMeanwhile(let inputs):
            pair("changed-meanwhile", ["inputs": list(inputs.map(named))])
        case .twoSecrets(let input): pair("two-secrets", ["input": input])
        case .noPrevious(let input): pair("no-previous", ["input": input])
        default: pair("unknown")
        }
    }

    private func mistrusted(
        _ path: String, _ fingerprint: String, _ generation: Int, _ mistrust: Mistrust
    ) -> (message: String, hint: String?) {
        let found = "\(generation)"
        return switch mistrust {
        case .stranger(let known, let knownGeneration):
            pair(
                "vault-stranger",
                [
                    "path": path, "fingerprint": fingerprint, "generation": found,
                    "known": known, "known-generation": knownGeneration.map { "\($0)" } ?? "?",
                ])
        case .older(let known):
            pair(
                "vault-older",
                [
                    "path": path, "fingerprint": fingerprint, "generation": found,
                    "known-generation": "\(known)",
                ])
        case .fork:
            pair(
                "vault-fork",
                ["path": path, "fingerprint": fingerprint, "generation": found])
        }
    }

    // MARK: Merging

    func merge(_ fault: Fault) -> (message: String, hint: String?) {
        switch fault {
        case .twoVaults(let path): return pair("two-vaults", ["path": path])
        case .conflict(let input, let versions):
            let (message, hint) = pair("conflict", ["input": input])
            let lines = versions.enumerated().map { "  " + text(for: $1, number: $0 + 1) }
            return (message + "\n" + lines.joined(separator: "\n"), hint)
        case .mergeConflict(let path, let places):
            let (message, hint) = pair("merge-conflict", ["path": path])
            let lines = places.map { "  " + Visible.text($0.profile + " › " + $0.input) }
            return (message + "\n" + lines.joined(separator: "\n"), hint)
        case .slotsInDoubt(let path, let slots):
            return pair("slots-in-doubt", ["path": path, "slots": list(slots)])
        case .noConflict(let input): return pair("no-conflict", ["input": input])
        case .noVersion(let input, let number, let count):
            return pair(
                "no-version", ["input": input, "number": "\(number)", "count": "\(count)"])
        case .notMergeable(let path): return pair("not-mergeable", ["path": path])
        case .notInGit(let path, let message):
            return pair("not-in-git", ["path": path, "message": message])
        case .noGit: return pair("no-git")
        case .gitFailed(let command, let message):
            return pair("git-failed", ["command": command, "message": message])
        default: return pair("unknown")
        }
    }

    /// One version of a value in conflict, by its number; without the value.
    package func text(for version: ConflictVersion, number: Int) -> String {
        let line = words(
            "choose.version",
            ["number": "\(number)", "time": version.time, "slot": Visible.text(version.slot)])
        return version.isRemoved ? line + ": " + words("choose.removed") : line
    }
}
