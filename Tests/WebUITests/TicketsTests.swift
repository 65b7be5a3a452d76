/// Tokens that work once, cookies, and the word in each form.
import Secrecy
import Testing

@testable import WebUI

struct TicketsTests {
    @Test func `a token lets in once`() throws {
        let tickets = Tickets()
        let token = tickets.newToken()
        #expect(token.count == 64)
        let cookie = try #require(tickets.enter(token))
        #expect(tickets.enter(token) == nil)
        #expect(tickets.visitor([cookie]) != nil)
        #expect(tickets.visitor(["x", cookie]) != nil)
        #expect(tickets.visitor([]) == nil && tickets.visitor([token]) == nil)
    }

    @Test func `a wrong token uses nothing up, an empty one lets nobody in`() {
        let tickets = Tickets()
        #expect(tickets.enter("") == nil)
        let token = tickets.newToken()
        #expect(tickets.enter(String(token.dropLast())) == nil)
        #expect(tickets.enter(token + "0") == nil)
        #expect(tickets.enter(token) != nil)
    }

    @Test func `a token is worth nothing after its time, or after the next one was made`() {
        let tickets = Tickets()
        let now = ContinuousClock.now
        let old = tickets.newToken(at: now)
        #expect(tickets.enter(old, at: now + Tickets.patience) == nil)
        let older = tickets.newToken(at: now)
        let newer = tickets.newToken(at: now)
        #expect(older != newer && tickets.enter(older, at: now) == nil)
        #expect(tickets.enter(newer, at: now + .seconds(599)) != nil)
    }

    @Test func `eight browsers may be in; the first goes when the ninth comes`() throws {
        let tickets = Tickets()
        let cookies = try (0..<9).map { _ in try #require(tickets.enter(tickets.newToken())) }
        #expect(Set(cookies).count == 9)
        #expect(tickets.visitor([cookies[0]]) == nil)
        let visitors = cookies.dropFirst().compactMap { tickets.visitor([$0]) }
        #expect(visitors.count == 8 && Set(visitors.map(\.formWord)).count == 8)
    }

    @Test func `the word of a form is that of its visitor`() throws {
        let tickets = Tickets()
        let cookie = try #require(tickets.enter(tickets.newToken()))
        let visitor = try #require(tickets.visitor([cookie]))
        #expect(Tickets.fits(Secret(copying: visitor.formWord), visitor))
        #expect(!Tickets.fits(nil, visitor))
        #expect(!Tickets.fits(Secret(copying: ""), visitor))
        #expect(!Tickets.fits(Secret(copying: cookie), visitor))
    }

    @Test func `cookies are found by their whole name`() {
        let lines = ["a=1; krok-7411=x;krok-7411=y", "xkrok-7411=z; krok-74110=q; krok-7411"]
        #expect(Tickets.cookies(named: "krok-7411", in: lines) == ["x", "y"])
    }

    @Test func `requests pass in bursts, not in floods`() {
        let limit = RateLimit(perSecond: 10)
        let now = ContinuousClock.now
        #expect((0..<50).filter { _ in limit.allows(at: now) }.count == 40)
        #expect((0..<50).filter { _ in limit.allows(at: now + .seconds(1)) }.count == 10)
        #expect((0..<99).filter { _ in limit.allows(at: now + .seconds(99)) }.count == 40)
        let none = RateLimit(perSecond: 0)
        #expect((0..<1000).allSatisfy { _ in none.allows(at: now) })
    }

    @Test func `four may wait for scrypt`() {
        let waiting = Waiting()
        #expect((0..<6).filter { _ in waiting.enter() }.count == 4)
        waiting.leave()
        #expect(waiting.enter() && !waiting.enter())
    }
}
