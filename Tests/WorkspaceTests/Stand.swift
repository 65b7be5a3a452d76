/// A folder of its own for one test, with everything that a use case needs around it.
import Foundation
import Guides
import Secrecy
import Synchronization
import Vaults
import Walkthrough
import Workspace

/// A home folder, a clock that stands still and a vault that opens quickly.
final class Stand {
    /// The resolved path of the folder, without a slash at the end.
    let root: String
    let passphrase = Secret(copying: "koń bateria spinacz")

    /// How often a session asked for the passphrase.
    var askedCount: Int { asked.withLock { $0 } }
    private let asked = Mutex(0)

    /// log N 10: a mebibyte and milliseconds, where a real vault takes 256 MiB and a second.
    static let work = 10

    static let time = "2026-11-22T15:04:05Z"
    static let clock = Clock { 1_795_359_845 }

    init() throws {
        let folder = FileManager.default.temporaryDirectory
            .appending(path: "krok-tests-" + UUID().uuidString)
        try FileManager.default.createDirectory(
            at: folder, withIntermediateDirectories: true,
            attributes: [.posixPermissions: 0o700])
        root = folder.resolvingSymlinksInPath().path()
    }

    deinit { try? FileManager.default.removeItem(atPath: root) }

    var vault: String { root + "/vault" }

    func environment(_ variables: [String: String]) -> Environment {
        environment(in: "", variables)
    }

    func environment(
        in folder: String = "", _ variables: [String: String] = [:]
    ) -> Environment {
        Environment(
            clock: Stand.clock, home: root + "/home", workingFolder: root + folder,
            variables: { variables[$0] })
    }

    /// An opening on this stand's machine, or on another one with a memory of its own.
    var opening: Opening { Opening(environment()) }

    func opening(
        on machine: String, accepting: String? = nil,
        firstUse: @escaping (FirstUse) throws(Fault) -> Void = Opening.refuseUnasked
    ) -> Opening {
        Opening(
            environment(["XDG_STATE_HOME": root + "/" + machine]), accepting: accepting,
            firstUse: firstUse)
    }

    @discardableResult
    func makeVault() throws -> OpenVault {
        try VaultFolder.make(
            at: vault, passphrase: passphrase, opening: opening, workFactor: Stand.work)
    }

    func open(_ opening: Opening? = nil) throws -> OpenVault {
        try VaultFolder(at: vault).open(
            slot: "passphrase", passphrase: passphrase, opening: opening ?? self.opening)
    }

    /// A session of the guide that the binary carries, or of another one.
    func session(
        guide: Guide? = nil, profile: String = "default", slot: String = "passphrase",
        on machine: String? = nil
    ) throws -> Session {
        let environment = environment(
            machine.map { ["XDG_STATE_HOME": root + "/" + $0] } ?? [:])
        return Session(
            environment: environment, place: VaultPlace(option: vault, in: environment),
            guide: try guide ?? GuideShelf(content: nil).guide("gmail"), profile: profile,
            slot: slot
        ) { [self] (_, _) throws(Fault) in
            asked.withLock { $0 += 1 }
            return passphrase
        }
    }

    // MARK: Files

    func bytes(_ path: String) throws -> [UInt8] {
        try [UInt8](Data(contentsOf: URL(filePath: root + path)))
    }

    func write(_ text: String, to path: String) throws {
        let file = URL(filePath: root + path)
        try FileManager.default.createDirectory(
            at: file.deletingLastPathComponent(), withIntermediateDirectories: true,
            attributes: [.posixPermissions: 0o700])
        try Data(text.utf8).write(to: file)
        try permit(0o600, path)
    }

    func permit(_ bits: Int, _ path: String) throws {
        try FileManager.default.setAttributes(
            [.posixPermissions: bits], ofItemAtPath: root + path)
    }

    func permissions(_ path: String) throws -> Int? {
        try FileManager.default.attributesOfItem(atPath: root + path)[.posixPermissions] as? Int
    }

    /// Every file below the vault with its content, for proving that nothing was written.
    func snapshot() throws -> [String: [UInt8]] {
        var files: [String: [UInt8]] = [:]
        for path in try FileManager.default.subpathsOfDirectory(atPath: vault)
        where path != ".lock" {
            let facts = try FileManager.default.attributesOfItem(atPath: vault + "/" + path)
            guard facts[.type] as? FileAttributeType == .typeRegular else { continue }
            files[path] = try bytes("/vault/" + path)
        }
        return files
    }
}

extension OpenVault {
    /// Captures a text, whatever a guide would say to it.
    func set(
        _ input: String, _ value: String, of profile: String = "default", kind: String = "text",
        isSensitive: Bool = false
    ) throws(Fault) {
        try change { (document, author) throws(Fault) in
            document.set(
                input, of: profile, to: Secret(copying: value), kind: kind,
                isSensitive: isSensitive, by: author)
        }
    }

    func text(_ input: String, of profile: String = "default") -> String? {
        document.value(input, of: profile)?.content?.copiedIntoOrdinaryMemory()
    }
}

extension Session {
    /// Captures a text as a person would type it.
    @discardableResult
    func capture(_ input: String, _ value: String) throws(Fault) -> [ValueWarning] {
        try capture(self.input(input), Secret(copying: value))
    }

    func text(_ input: String) throws(Fault) -> String? {
        try value(self.input(input))?.copiedIntoOrdinaryMemory()
    }
}
