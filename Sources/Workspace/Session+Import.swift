/// Taking Client ID and secret out of the file that Google's console offers.
internal import GoogleClient
internal import Guides
internal import Platform
package import Secrecy
internal import Vaults
internal import Walkthrough

extension Session {
    /// What an import is about to take, and what does not fit.
    package struct ImportPlan: Sendable {
        let file: GoogleClientFile
        let identity: Files.Identity?
        package let path: String
        package let doubts: [ImportDoubt]
    }

    /// Reads Google's file and compares it with what is captured; writes nothing.
    package func planImport(_ path: String) throws(Fault) -> ImportPlan {
        try refusePlainMarkdown()
        let bytes: Secret
        let identity = Files.identity(of: path)
        do throws(FileFault) {
            bytes = try Files.read(path, limit: GoogleClientFile.longest)
        } catch {
            guard case .tooLarge(let limit) = error.kind else { throw .file(error) }
            throw .refusedImport(path: path, .tooLarge(limit: limit))
        }
        return try plan(bytes, named: path, identity: identity)
    }

    /// The same for a file whose bytes are at hand, and that Krok cannot delete.
    package func planImport(_ bytes: Secret, named name: String) throws(Fault) -> ImportPlan {
        guard bytes.count <= GoogleClientFile.longest else {
            throw .refusedImport(path: name, .tooLarge(limit: GoogleClientFile.longest))
        }
        return try plan(bytes, named: name, identity: nil)
    }

    private func plan(
        _ bytes: Secret, named path: String, identity: Files.Identity?
    ) throws(Fault) -> ImportPlan {
        let file: GoogleClientFile
        do throws(GoogleClientError) {
            file = try GoogleClientFile(bytes)
        } catch {
            throw .refusedImport(path: path, error)
        }
        let document = try vault().document
        // Judged here as well, so that a refusal comes before any question.
        for (input, value) in try values(of: file) { _ = try check(input, value, in: document) }
        return ImportPlan(
            file: file, identity: identity, path: path, doubts: try doubts(file, document))
    }

    private func doubts(
        _ file: GoogleClientFile, _ document: VaultDocument
    ) throws(Fault) -> [ImportDoubt] {
        func captured(_ name: String) throws(Fault) -> Secret? {
            guard let input = guide.input(name) else { return nil }
            return try undisputedValue(input, in: document)
        }
        var doubts: [ImportDoubt] = []
        if let captured = try captured("redirect_uri"),
            !file.redirectURIs.contains(where: { $0.equals(captured) })
        {
            doubts.append(.redirectURI)
        }
        if let captured = try captured("project_id"), let found = file.projectID,
            !found.equals(captured)
        {
            doubts.append(.project(captured: shown(captured), file: shown(found)))
        }
        if let captured = try captured("client_id"), !file.clientID.equals(captured) {
            doubts.append(.client(captured: shown(captured), file: shown(file.clientID)))
        }
        return doubts
    }

    /// A project's or client's ID is no secret and may be compared by eye.
    private func shown(_ value: Secret) -> String { value.copiedIntoOrdinaryMemory() ?? "?" }

    private func values(of file: GoogleClientFile) throws(Fault) -> [(Input, Secret)] {
        var values = [
            (try input("client_id"), file.clientID),
            (try input("client_secret"), file.clientSecret),
        ]
        if let project = file.projectID, let input = guide.input("project_id") {
            values.append((input, project))
        }
        return values
    }

    /// Takes the planned values in, all in one save, and proves that they are there.
    ///
    /// A doubt that nobody has heard of is refused, unless `whateverComes` was said beforehand:
    /// another Krok may have changed something while a person answered. The names of the inputs
    /// that were captured.
    package func carryOut(
        _ plan: ImportPlan, whateverComes: Bool = false
    ) throws(Fault) -> [String] {
        let registered = plan.file.redirectURIs
        return try take(try values(of: plan.file), registered: registered) {
            (document) throws(Fault) in
            let doubts = try doubts(plan.file, document)
            guard whateverComes || doubts.allSatisfy(plan.doubts.contains) else {
                throw Fault.doubtfulImport(doubts)
            }
        }
    }

    /// Captures `values` in one save, with their progress, and proves that they are there.
    ///
    /// `registered` are the redirect URIs of Google's file, see `RegisteredURIs`. `judge` looks at
    /// what stands there by then, under the lock.
    func take(
        _ values: [(Input, Secret)], registered: [Secret]? = nil,
        judge: (VaultDocument) throws(Fault) -> Void
    ) throws(Fault) -> [String] {
        let first = { () throws(Fault) in try self.checkProgress() }
        let kept = try vault().change(first: first) { (document, author) throws(Fault) in
            try judge(document)
            var kept: [(Input, Secret)] = []
            for (input, raw) in values {
                let (value, _) = try check(input, raw, in: document)
                kept.append((input, value))
                document.set(
                    input.id, of: profile, to: value, kind: input.kind.rawValue,
                    isSensitive: input.isSensitive, keepsPrevious: input.kind == .secret,
                    event: .imported, by: author)
            }
            if let registered {
                RegisteredURIs.keep(registered, in: &document, of: profile, by: author)
            }
            return kept
        } then: { (kept: [(Input, Secret)]) throws(Fault) in
            for (input, value) in kept {
                // A choice is no secret: its answer is in the progress, which decides the path.
                let answer = input.kind == .choice ? value.copiedIntoOrdinaryMemory() : nil
                try handleUnderLock(
                    answer.map { .answer(input: input.id, value: $0) }
                        ?? .capture(input: input.id))
            }
        }
        try vault().refresh()
        for (input, expected) in kept {
            guard let found = try value(input), found.equals(expected) else { throw .notWritten }
        }
        return values.map(\.0.id)
    }

    /// Deletes the file that was imported; false when the path is a link or means another by now.
    package func deleteImported(_ plan: ImportPlan) throws(Fault) -> Bool {
        guard let identity = plan.identity else { return false }
        return try onDisk { () throws(FileFault) in
            try Files.remove(plan.path, if: identity)
        }
    }
}
