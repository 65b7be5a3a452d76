/// Addresses: taken apart, put together, and nothing else.
import Testing

@testable import WebUI

struct TargetTests {
    @Test func `segments and query are decoded`() throws {
        let target = try #require(
            Target("/p/Firma%20%C5%BB%C3%B3%C5%82%C4%87/gmail?q=a+b%2Bc&n=7&x"))
        #expect(target.segments == ["p", "Firma Żółć", "gmail"])
        #expect(target.query == ["q": "a b+c", "n": "7", "x": ""])
        #expect(Target("/")?.segments == [])
    }

    private static let place = Place(profile: "Zoë & Söhne ₤1.2_3-4 %20+#?", guide: "gmail")

    @Test(
        arguments: [
            .home, .entrance, .vault, .settings, .events, .asset("krok.css"),
            .image(guide: "gmail", name: "client.pl.svg"), .guide(place), .step(place, "client"),
            .search(place), .trouble(place), .symptom(place, "not-found"), .form(place),
            .download(place, format: "json"), .file(place),
        ] as [Route])
    func `an address leads back to what it was made from`(route: Route) throws {
        let target = try #require(Target(route.path))
        #expect(Route(target.segments) == route)
        #expect(target.query == [:])
    }

    @Test(arguments: [
        ["p"], ["p", "a"], ["p", "a", "gmail", "step"], ["p", "a", "gmail", "step", "b", "c"],
        ["p", "a", "gmail", "other"], ["assets"], ["images", "gmail"], ["vault", "x"], ["x"],
        ["enter", "x"], ["q", "a", "gmail"],
    ])
    func `no other address leads anywhere`(segments: [String]) {
        #expect(Route(segments) == nil)
    }
}
