/// The sentences about keys that are no way in, and about a vault that lost its file.
internal import Vaults
internal import Workspace

extension Sentences {
    func wayIn(_ fault: Fault) -> (message: String, hint: String?) {
        switch fault {
        case .lostVaultFile(let path, let kept):
            pair(
                kept.isEmpty ? "lost-vault-file" : "lost-vault-file-kept",
                ["path": path, "kept": list(kept.map { "\($0)" }), "newest": "\(kept.last ?? 0)"])
        case .noIdentitySlot(let known): pair("no-identity-slot", ["slots": list(known)])
        case .badIdentity(let path, .none): pair("bad-identity", ["path": path])
        case .badIdentity(let path, .mistyped(let line)):
            pair("mistyped-identity", ["path": path, "line": "\(line)"])
        case .badIdentity(let path, .pem): pair("pem-identity", ["path": path])
        case .badIdentity(let path, .foreign(let kind)):
            pair("foreign-identity", ["path": path, "kind": kind])
        case .keyInTheOpen(let place, let isVariable):
            pair(isVariable ? "key-in-variable" : "key-in-argument", ["place": place])
        case .severalRecipients(let path, let count):
            pair("several-recipients", ["path": path, "count": "\(count)"])
        default: pair("unknown")
        }
    }
}
