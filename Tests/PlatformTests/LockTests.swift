/// The lock of a folder: one at a time, none left behind.
import Foundation
import Platform
import Secrecy
import Synchronization
import Testing

struct LockTests {
    private enum Stop: Error, Equatable {
        case busy(FileFault)
        case body
    }

    /// How many are inside of the lock, at most and in all.
    private final class Visitors: Sendable {
        private let count = Mutex((now: 0, most: 0, all: 0))

        func enter() {
            count.withLock {
                $0.now += 1
                $0.most = max($0.most, $0.now)
                $0.all += 1
            }
        }

        func leave() { count.withLock { $0.now -= 1 } }

        var seen: (most: Int, all: Int) { count.withLock { ($0.most, $0.all) } }
    }

    @Test func `a second descriptor waits in vain, then gets it`() throws {
        let scratch = try Scratch()
        let (one, other) = (try Folder(at: scratch.path), try Folder(at: scratch.path))
        let busy = Stop.busy(FileFault(.busy, at: scratch.path + "/.lock"))
        _ = try one.locked(busy: Stop.busy) { () throws(Stop) in
            #expect(throws: busy) {
                _ = try other.locked(patience: 60, busy: Stop.busy) { () throws(Stop) in 0 }
            }
        }
        let result = try other.locked(patience: 0, busy: Stop.busy) { () throws(Stop) in 7 }
        #expect(result == 7)
        #expect(try scratch.mode(".lock") == 0o600)
    }

    @Test func `a body that throws gives the lock back`() throws {
        let scratch = try Scratch()
        let folder = try Folder(at: scratch.path)
        #expect(throws: Stop.body) {
            _ = try folder.locked(busy: Stop.busy) { () throws(Stop) -> Int in throw Stop.body }
        }
        _ = try folder.locked(patience: 0, busy: Stop.busy) { () throws(Stop) in 0 }
    }

    @Test func `a link in the place of the lock is refused`() throws {
        let scratch = try Scratch()
        try scratch.link(".lock", to: scratch.path + "/elsewhere")
        let folder = try Folder(at: scratch.path)
        let refused = Stop.busy(FileFault(.symbolicLink, at: scratch.path + "/.lock"))
        #expect(throws: refused) {
            try folder.locked(patience: 0, busy: Stop.busy) { () throws(Stop) in 0 }
        }
        #expect(scratch.names == [".lock"])
    }

    /// What `git clean -fdX` does: it removes what git ignores.
    @Test func `a lock whose file was removed while somebody waited keeps others out`()
        async throws
    {
        let scratch = try Scratch()
        let path = scratch.path
        try await withThrowingTaskGroup { group in
            let one = try Folder(at: path)
            try one.locked(busy: Stop.busy) { () throws(Stop) in
                group.addTask {
                    // Waits at the old file.
                    try Folder(at: path).locked(busy: Stop.busy) { () throws(Stop) in
                        let busy = Stop.busy(FileFault(.busy, at: path + "/.lock"))
                        #expect(throws: busy) {
                            let third = try Folder(at: path)
                            try third.locked(patience: 0, busy: Stop.busy) { () throws(Stop) in }
                        }
                    }
                }
                usleep(200_000)
                try? FileManager.default.removeItem(atPath: path + "/.lock")
            }
            try await group.waitForAll()
        }
    }

    @Test func `a folder that was put in the place of the one that is open is not written to`()
        throws
    {
        let scratch = try Scratch()
        try scratch.makeFolder("vault")
        let path = scratch.path + "/vault"
        let folder = try Folder(at: path)
        let disk = FileManager.default
        try disk.moveItem(atPath: path, toPath: scratch.path + "/moved")
        let replaced = Stop.busy(FileFault(.replaced, at: path))
        for again in [false, true] {
            if again { try scratch.makeFolder("vault") }
            #expect(throws: replaced) {
                try folder.locked(patience: 0, busy: Stop.busy) { () throws(Stop) in }
            }
        }
        // A folder that has moved back is the same one.
        try disk.removeItem(atPath: path)
        try disk.moveItem(atPath: scratch.path + "/moved", toPath: path)
        try folder.locked(patience: 0, busy: Stop.busy) { () throws(Stop) in }
    }

    @Test func `whoever is patient comes in, one after the other`() async throws {
        let scratch = try Scratch()
        let path = scratch.path
        let inside = Visitors()
        try await withThrowingTaskGroup { group in
            for _ in 0..<3 {
                group.addTask {
                    for _ in 0..<10 {
                        try Folder(at: path).locked(busy: Stop.busy) { () throws(Stop) in
                            inside.enter()
                            inside.leave()
                        }
                    }
                }
            }
            try await group.waitForAll()
        }
        let seen = inside.seen
        #expect(seen.most == 1 && seen.all == 30)
    }
}
