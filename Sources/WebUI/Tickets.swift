/// Who may come in: a token that works once, a cookie for who came in, a word for each form.
internal import Secrecy
internal import Synchronization

/// A browser that came in.
struct Visitor: Sendable, Equatable {
    /// Tells browsers apart; no secret.
    let number: Int
    /// Stands in every form of this browser's pages (CSRF token).
    let formWord: String
}

/// Tokens and cookies of one run; all of them end with it.
final class Tickets: Sendable {
    private struct State {
        var token: (text: String, until: ContinuousClock.Instant)?
        var visitors: [(cookie: String, visitor: Visitor)] = []
        var count = 0
    }

    private let state = Mutex(State())

    /// How long a token waits for its browser.
    static let patience = Duration.seconds(600)

    /// More browsers than anybody has open; the oldest has to come in again.
    private static let mostVisitors = 8

    /// 256 random bits in hexadecimal.
    private static func random() -> String {
        Randomness.bytes(32).map { byte in
            String(byte >> 4, radix: 16) + String(byte & 15, radix: 16)
        }.joined()
    }

    private static func equal(_ one: String, _ other: String) -> Bool {
        constantTimeEqual(Array(one.utf8).raw, Array(other.utf8).raw)
    }

    /// A new token; the one before it is worth nothing any more.
    func newToken(at now: ContinuousClock.Instant = .now) -> String {
        let text = Tickets.random()
        state.withLock { $0.token = (text, now + Tickets.patience) }
        return text
    }

    /// Exchanges the token for a cookie; nil, and nothing is used up, for another text.
    func enter(_ token: String, at now: ContinuousClock.Instant = .now) -> String? {
        state.withLock { state in
            guard let waiting = state.token, now < waiting.until,
                Tickets.equal(waiting.text, token)
            else { return nil }
            state.token = nil
            state.count += 1
            let cookie = Tickets.random()
            state.visitors.append(
                (cookie, Visitor(number: state.count, formWord: Tickets.random())))
            if state.visitors.count > Tickets.mostVisitors { state.visitors.removeFirst() }
            return cookie
        }
    }

    /// Who has one of these cookies.
    func visitor(_ cookies: [String]) -> Visitor? {
        state.withLock { state in
            for (cookie, visitor) in state.visitors
            where cookies.contains(where: { Tickets.equal($0, cookie) }) {
                return visitor
            }
            return nil
        }
    }

    /// Whether a form was made by a page of this visitor's.
    static func fits(_ word: Secret?, _ visitor: Visitor) -> Bool {
        guard let word else { return false }
        return constantTimeEqual(word.bytes, Array(visitor.formWord.utf8).raw)
    }

    /// The values of a cookie in the lines of a request's `Cookie` headers.
    static func cookies(named name: String, in lines: [String]) -> [String] {
        lines.flatMap { $0.split(separator: ";") }.compactMap { pair in
            let trimmed = pair.drop { $0 == " " }
            guard trimmed.hasPrefix(name + "=") else { return nil }
            return String(trimmed.dropFirst(name.count + 1))
        }
    }
}
