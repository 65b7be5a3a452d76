/// Unlocking, locking and making the vault; profiles and settings.
internal import Guides
internal import HTTPTypes
internal import Phrases
internal import Secrecy
internal import Vaults
internal import Words
internal import Workspace

extension Keeper {
    /// Where to go when something is done: to the page that needed it.
    func way(back form: Form, to usual: Route = .vault) -> String {
        guard let back = form.text("back"), let target = Target(back),
            let route = Route(target.segments)
        else { return usual.path }
        // A page that offers a way back of its own still does so, and a search has its words.
        var parts: [String] = []
        if let query = target.query["q"], !query.isEmpty {
            parts.append("q=" + Target.encoded(query))
        }
        if let further = target.query["back"], let next = Target(further),
            let next = Route(next.segments)
        {
            parts.append("back=" + Target.encoded(next.path))
        }
        return parts.isEmpty ? route.path : route.path + "?" + parts.joined(separator: "&")
    }

    /// Sends to a page that says something first.
    func redirect(to path: String, saying said: [Notice]) -> Answer {
        let aside = putAside(said)
        return .redirect(path + (path.contains("?") ? aside.replacing("?", with: "&") : aside))
    }

    func unlock(_ form: Form, _ asking: Asking) async throws(Fault) -> Answer {
        guard let passphrase = form["passphrase"] else { return .malformed }
        guard !passphrase.isEmpty else { throw .emptyPassphrase }
        let slot = form.text("slot") ?? OpenVault.firstSlot
        guard opener.takePlace() else { return busy(asking) }
        defer { opener.leavePlace() }
        let said = try await open(.passphrase(passphrase, slot: slot))
        noteUse()
        return redirect(to: way(back: form), saying: said)
    }

    /// Opens the vault in a way that is at hand; what there is to say of it.
    func open(_ way: WayIn) async throws(Fault) -> [Notice] {
        let handed = try await opener.open(way)
        guard let vault = handed.vault else { return [] }
        adopt(vault)
        return handed.firstUse.map {
            [Notice(kind: .note, text: words("pins.first-use", ["path": $0.path]))]
        } ?? []
    }

    func make(_ form: Form, _ asking: Asking) async throws(Fault) -> Answer {
        guard let passphrase = form["passphrase"], let again = form["again"] else {
            return .malformed
        }
        guard !passphrase.isEmpty else { throw .emptyPassphrase }
        guard passphrase.equals(again) else {
            var asking = asking
            asking.notices.append(
                Notice(kind: .wrong, text: words("vault.passphrases-differ")))
            asking.status = .unprocessableContent
            return show(.vault, asking)
        }
        guard opener.takePlace() else { return busy(asking) }
        defer { opener.leavePlace() }
        if let vault = try await opener.make(passphrase: passphrase).vault { adopt(vault) }
        suggestion = nil
        noteUse()
        var said = [
            Notice(kind: .good, text: words("vault.made", ["path": setup.place.path]))
        ]
        if let weakness = Passphrase.weakness(of: passphrase) {
            said.append(Notice(kind: .note, text: words("vault.weak-" + weakness.rawValue)))
        }
        return .redirect(Route.home.path + putAside(said))
    }

    /// A page with a new passphrase, or the one that was suggested before; for a minute.
    func suggest(again: Bool, _ asking: Asking) -> Answer {
        guard !setup.place.isMade else { return .redirect(Route.vault.path) }
        let shown = again ? suggestion ?? Suggestion() : Suggestion()
        if !again || suggestion == nil { suggestion = shown }
        var asking = asking
        asking.suggested = shown.passphrase
        return show(.vault, asking)
    }

    private func busy(_ asking: Asking) -> Answer {
        var asking = asking
        asking.notices.append(Notice(kind: .wrong, text: words("web.busy")))
        asking.status = .tooManyRequests
        return show(.vault, asking)
    }

    /// Forgets the key here, and the one that `krok unlock` left.
    func lockAll() throws(Fault) -> Answer {
        lock()
        try VaultFolder(at: setup.place.path).lock(in: setup.environment)
        let said = [Notice(kind: .good, text: words("web.locked"))]
        return .redirect(Route.vault.path + putAside(said))
    }

    // MARK: Profiles and settings

    func newProfile(_ form: Form) throws(Fault) -> Answer {
        let name = try ProfileName.checked(form.text("profile") ?? "")
        try Session.makeProfile(name, at: setup.place)
        return .redirect(Route.guide(Place(profile: name, guide: setup.guideID)).path)
    }

    func settings(_ form: Form) -> Answer {
        let minutes = form.text("minutes").flatMap { Int($0) }.flatMap {
            (1...Memory.Entry.longestIdle).contains($0) ? $0 : nil
        }
        let isWhole = form["minutes"] != nil
        set(
            language: form.text("language"),
            labels: isWhole ? form["both"] != nil ? .both : .one : nil,
            idle: minutes.map { .seconds($0 * 60) })
        let said = isWhole ? [Notice(kind: .good, text: words("web.settings-saved"))] : []
        let back = form["back"] == nil ? Route.settings.path : way(back: form)
        return redirect(to: back, saying: said)
    }
}
