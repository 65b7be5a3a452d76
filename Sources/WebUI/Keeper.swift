/// The one owner of sessions and of the open vault.
internal import Guides
internal import Secrecy
internal import Walkthrough
internal import Words
internal import Workspace

/// Answers one request after the other; whatever takes a second of work is done elsewhere.
///
/// `Session` is no thing to share: it and everything that was read from the vault stay in here.
actor Keeper {
    let setup: Setup
    let templates: Templates
    let opener: Opener
    let asker: Asker
    private(set) var language: String
    private(set) var labels: LabelChoice
    private(set) var idle: Duration

    private var guides: [String: Guide] = [:]
    private var searches: [String: GuideSearch] = [:]
    private var sessions: [Place: Session] = [:]
    private var vault: OpenVault?
    private var lastUse = ContinuousClock.now
    private var lastLook: Place?

    /// Goes up with everything that changes what pages look like, but for files.
    private var epoch = 0
    private var watched: FileMark?
    /// Whether the last look came so soon after a save that it may have missed the next.
    private var wasFresh = false
    private var kept: [String: (page: Page, epoch: Int, day: Int)] = [:]
    private var notices: [(number: Int, notices: [Notice])] = []
    private var noticeCount = 0
    /// An import that somebody has to confirm; holds the file's values, and goes with the lock.
    var waitingImport: (place: Place, plan: Session.ImportPlan)? {
        didSet { changed() }
    }
    /// A passphrase that was suggested for the vault that is yet to be made.
    var suggestion: Suggestion? {
        didSet { changed() }
    }
    private var listeners: [Int: AsyncStream<String>.Continuation] = [:]
    private var lastBeat = ContinuousClock.now
    private var listenerCount = 0

    init(_ setup: Setup, templates: Templates, opener: Opener) {
        self.setup = setup
        self.templates = templates
        self.opener = opener
        asker = Asker(setup.network)
        language = setup.language
        labels = setup.labels
        idle = setup.idle
    }

    var words: Words { setup.words[language] ?? setup.usualWords }

    // MARK: Guides and sessions

    /// A guide by its ID; the one that the server was started with may lie anywhere.
    func guide(_ id: String) throws(Fault) -> Guide {
        if let known = guides[id] { return known }
        let guide = try setup.shelf.guide(id == setup.guideID ? setup.guideName : id)
        guides[id] = guide
        return guide
    }

    /// A guide's search, made once for each language.
    func search(in guide: Guide) -> GuideSearch {
        let key = language + " " + guide.id
        if let known = searches[key] { return known }
        let search = GuideSearch(guide, language: language)
        searches[key] = search
        return search
    }

    /// The IDs of the guides at hand, that of the start first.
    var guideIDs: [String] {
        [setup.guideID] + setup.shelf.ids.filter { $0 != setup.guideID }
    }

    /// The session of a walk; the profile has to be there.
    func session(_ place: Place) throws(Fault) -> Session {
        if let known = sessions[place] { return known }
        let profiles = try Session.profiles(at: setup.place)
        guard profiles.contains(place.profile) else {
            throw .unknownProfile(place.profile, known: profiles)
        }
        let session = Session(
            environment: setup.environment, place: setup.place,
            guide: try guide(place.guide), profile: place.profile
        ) { (_, _) throws(Fault) in throw .noWayIn }
        if let vault { session.adopt(vault) }
        sessions[place] = session
        return session
    }

    /// Pages beside all walks lead back to this one from now on.
    func noteLooking(at place: Place) { if (try? session(place)) != nil { lastLook = place } }

    /// The walk that somebody looked at last; before that the only one that it can be.
    var lastPlace: Place? {
        if let lastLook, (try? session(lastLook)) != nil { return lastLook }
        guard let profiles = try? Session.profiles(at: setup.place),
            let profile = profiles.first(where: { $0 == setup.profile })
                ?? (profiles.count == 1 ? profiles[0] : nil)
        else { return nil }
        return Place(profile: profile, guide: setup.guideID)
    }

    // MARK: The vault

    var isOpen: Bool { vault != nil }

    /// The open vault, if it is open, as it stands on disk by now.
    func openVault() throws(Fault) -> OpenVault? {
        try vault?.refresh()
        return vault
    }

    /// Takes over a vault that was opened, or made, elsewhere.
    func adopt(_ opened: OpenVault) {
        vault = opened
        for session in sessions.values { session.adopt(opened) }
        changed()
    }

    /// Forgets the key and everything that was read with it.
    func lock() {
        guard vault != nil else { return }
        vault = nil
        sessions = [:]
        waitingImport = nil
        changed()
    }

    // MARK: Settings

    func set(language: String? = nil, labels: LabelChoice? = nil, idle: Duration? = nil) {
        if let language, setup.words[language] != nil {
            self.language = language
            setup.memory.remember(setup.place.path) { $0.language = language }
        }
        if let labels {
            self.labels = labels
            setup.memory.remember(setup.place.path) { $0.labels = labels }
        }
        if let idle {
            self.idle = idle
            setup.memory.remember(setup.place.path) { $0.idle = idle }
        }
        changed()
    }

    // MARK: Pages that are kept

    private func changed() {
        epoch += 1
        kept = [:]
        tell("changed")
    }

    /// Looks whether files changed; pages that were kept are dropped then.
    @discardableResult
    private func look() -> Bool {
        let now = FileMark(ofVault: setup.place.path)
        let isChanged = now != watched || wasFresh
        wasFresh = now.isFresh
        guard isChanged else { return false }
        let isFirst = watched == nil
        watched = now
        epoch += 1
        kept = [:]
        return !isFirst
    }

    /// A page that was rendered since the last change, by everything that it depends on.
    func keptPage(_ key: String) -> Page? {
        look()
        guard let found = kept[key], found.epoch == epoch,
            found.day == setup.environment.clock.day
        else { return nil }
        return found.page
    }

    /// Keeps a page without secrets for the next time.
    func keep(_ page: Page, _ key: String) {
        guard case .text = page, kept.count < 64 else { return }
        kept[key] = (page, epoch, setup.environment.clock.day)
    }

    // MARK: What is said once

    /// Puts notices aside for the page that is shown next; the number goes into its address.
    func putAside(_ said: [Notice]) -> String {
        guard !said.isEmpty else { return "" }
        noticeCount += 1
        notices.append((noticeCount, said))
        if notices.count > 32 { notices.removeFirst() }
        return "?n=\(noticeCount)"
    }

    func takeNotices(_ number: String?) -> [Notice] {
        guard let index = notices.firstIndex(where: { String($0.number) == number }) else {
            return []
        }
        return notices.remove(at: index).notices
    }

    // MARK: Listening

    /// Events for one page, until it goes; nil when too many listen already.
    func listen() -> AsyncStream<String>? {
        guard listeners.count < 32 else { return nil }
        listenerCount += 1
        let number = listenerCount
        let (stream, continuation) = AsyncStream<String>.makeStream(
            bufferingPolicy: .bufferingNewest(4))
        continuation.onTermination = { [weak self] _ in
            Task { [weak self] in await self?.forget(number) }
        }
        listeners[number] = continuation
        return stream
    }

    private func forget(_ number: Int) { listeners[number] = nil }

    private func tell(_ event: String) {
        for listener in listeners.values { listener.yield(event) }
    }

    /// Ends every stream: the server is about to go.
    func dismiss() {
        lock()
        suggestion = nil
        tell("ended")
        for listener in listeners.values { listener.finish() }
        listeners = [:]
    }

    // MARK: Time

    /// Somebody is there.
    func noteUse() { lastUse = .now }

    /// How often a page hears that the server is there; a page that is gone is noticed by it.
    static let beat = Duration.seconds(2)

    /// Looks at clock and files: several times a second, as long as the server runs.
    func tick() {
        if vault != nil, .now - lastUse >= idle { lock() }
        if suggestion?.isOver == true { suggestion = nil }
        if !listeners.isEmpty, look() { tell("changed") }
        guard .now - lastBeat >= Keeper.beat else { return }
        lastBeat = .now
        for listener in listeners.values {
            // Its browser comes back, and asks for everything again.
            if case .dropped = listener.yield("") { listener.finish() }
        }
    }
}
