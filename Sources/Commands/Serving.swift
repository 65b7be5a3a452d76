/// The run of a server: what is said at the terminal, and what ends it.
internal import Platform
internal import Synchronization
internal import WebUI
internal import Words
internal import Workspace

/// The server works on other threads; this one waits for signals, for Enter, and for the end.
final class Serving: Sendable {
    private enum State {
        case working
        /// Ended from a page.
        case ended
        case failed(Fault)
    }

    private let server: WebServer
    private let words: Words
    private let opens: Bool
    /// Taken when it is used: after a lock nothing that opens the vault is left in memory.
    private let way: Mutex<WayIn?>
    private let state = Mutex(State.working)

    /// However well guarded: nobody means to leave it running for days.
    private let longest: Duration

    init(server: WebServer, words: Words, opens: Bool, way: WayIn?, longest: Duration) {
        self.server = server
        self.words = words
        self.opens = opens
        self.way = Mutex(way)
        self.longest = longest
    }

    /// Serves until somebody ends it.
    func run(_ watch: borrowing EndWatch) throws(Fault) {
        let start = ContinuousClock.now
        Task.detached { [self] in await serve() }
        while ContinuousClock.now - start < longest {
            switch watch.next(milliseconds: 200) {
            case .asked, .terminalGone: return stop(watch)
            case .line: Task.detached { [self] in await printAddress() }
            case .nothing: break
            }
            switch state.withLock({ $0 }) {
            case .working: break
            case .ended: return stop(watch)
            case .failed(let fault): throw fault
            }
        }
        say(words("serve.too-long"))
        stop(watch)
    }

    private func say(_ text: String) { Stream.error.write(text + "\n") }

    private func fail(_ fault: Fault) { state.withLock { $0 = .failed(fault) } }

    // MARK: On other threads

    private func serve() async {
        do throws(Fault) {
            if let way = way.withLock({ $0.take() }) { try await server.open(way) }
        } catch {
            return fail(error)
        }
        do {
            try await server.run(
                started: { [self] port in await started(port) },
                end: { [self] in state.withLock { $0 = .ended } })
        } catch {
            fail(.cannotListen)
        }
    }

    private func started(_ port: Int) async {
        say(words("serve.started", ["address": "http://127.0.0.1:\(port)/"]))
        if opens {
            await openBrowser()
        } else {
            await printAddress()
        }
        say(words("serve.how"))
    }

    /// The browser is given the path of a file: a program's arguments are public, a token is not.
    private func openBrowser() async {
        do throws(FileFault) {
            guard let (file, _) = try await server.invite() else { return }
            if Browser.open(file) { return say(words("serve.opened")) }
            say(words("serve.no-browser"))
        } catch {
            return fail(.file(error))
        }
        await printAddress()
    }

    /// For the person at the terminal alone; worth nothing once somebody came in with it.
    private func printAddress() async {
        guard let address = server.address() else { return }
        say(words("serve.address"))
        say("  " + address)
    }

    // MARK: The end

    private func stop(_ watch: borrowing EndWatch) {
        let server = server
        let done = Done()
        Task.detached {
            await server.stop()
            done.set()
        }
        for _ in 0..<100 where !done.isSet { watch.pause(milliseconds: 20) }
        say(words("serve.ended"))
    }

    private final class Done: Sendable {
        private let flag = Atomic(false)
        var isSet: Bool { flag.load(ordering: .acquiring) }
        func set() { flag.store(true, ordering: .releasing) }
    }
}
