/// What the pages tell of: this machine could not remember what it has seen of the open vault.
internal import Platform
internal import Synchronization

/// Set on the thread that opens, or in a save; read with every page.
///
/// It stays as long as it is true: what a page says once could be on the page that nobody looks at.
final class Forgotten: Sendable {
    private let fault = Mutex<FileFault?>(nil)

    /// What came of the last try to remember; nil: all was well, or there was nothing to remember.
    var reason: FileFault? { fault.withLock { $0 } }

    func note(_ fault: FileFault?) { self.fault.withLock { $0 = fault } }
}
