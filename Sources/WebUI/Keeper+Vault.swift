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
        return route.path
    }

    func unlock(_ form: Form, _ asking: Asking) async throws(Fault) -> Answer {
        guard let passphrase = form["passphrase"] else { return .malformed }
        guard !passphrase.isEmpty else { throw .emptyPassphrase }
        let slot = form.text("slot") ?? OpenVault.firstSlot
        guard opener.takePlace() else { return busy(asking) }
        defer { opener.leavePlace() }
        let said = try await open(.passphrase(passphrase, slot: slot))
        noteUse()
        return .redirect(way(back: form) + putAside(said))
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
        noteUse()
        var said = [
            Notice(kind: .good, text: words("vault.made", ["path": setup.place.path]))
        ]
        if let weakness = Passphrase.weakness(of: passphrase) {
            said.append(Notice(kind: .note, text: words("vault.weak-" + weakness.rawValue)))
        }
        return .redirect(Route.home.path + putAside(said))
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
            (1...120).contains($0) ? $0 : nil
        }
        let isWhole = form["minutes"] != nil
        set(
            language: form.text("language"),
            labels: isWhole ? form["both"] != nil ? .both : .one : nil,
            idle: minutes.map { .seconds($0 * 60) })
        let said = isWhole ? [Notice(kind: .good, text: words("web.settings-saved"))] : []
        let back = form["back"] == nil ? Route.settings.path : way(back: form)
        return .redirect(back + putAside(said))
    }
}
