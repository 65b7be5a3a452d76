/// How many requests are answered in a while.
internal import Synchronization

/// A bucket of tokens that fills with time: short bursts pass, a flood does not.
final class RateLimit: Sendable {
    private struct Bucket {
        var tokens: Double
        var filled: ContinuousClock.Instant
    }

    private let perSecond: Double
    private let burst: Double
    private let bucket: Mutex<Bucket>

    /// With `perSecond` zero there is no limit; else four seconds' worth may come at once.
    init(perSecond: Int) {
        self.perSecond = Double(perSecond)
        burst = Double(perSecond) * 4
        bucket = Mutex(Bucket(tokens: Double(perSecond) * 4, filled: .now))
    }

    /// Takes a token; false when there is none.
    func allows(at now: ContinuousClock.Instant = .now) -> Bool {
        guard perSecond > 0 else { return true }
        return bucket.withLock { bucket in
            let passed = (now - bucket.filled) / .seconds(1)
            bucket.tokens = min(burst, bucket.tokens + max(0, passed) * perSecond)
            bucket.filled = now
            guard bucket.tokens >= 1 else { return false }
            bucket.tokens -= 1
            return true
        }
    }
}
