/// Asking others for a check, which takes many seconds of waiting, beside everything else.
internal import NIOPosix
internal import Probes
internal import Workspace

/// One check at a time, on a thread of its own.
final class Asker: Sendable {
    private let network: Network
    private let pool = NIOThreadPool(numberOfThreads: 1)
    private let waiting = Waiting()

    init(_ network: Network) {
        self.network = network
        pool.start()
    }

    /// Asks everything that the sheet lists.
    func ask(_ sheet: CheckSheet) async -> [CheckResult] {
        let network = network
        return (try? await pool.runIfActive { sheet.ask(network) }) ?? []
    }

    /// Takes a place in the queue; false when it is full.
    func takePlace() -> Bool { waiting.enter() }

    func leavePlace() { waiting.leave() }
}
