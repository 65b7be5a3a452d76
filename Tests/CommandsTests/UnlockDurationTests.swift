/// How long a vault may stay unlocked.
import Testing
import Words
import Workspace

@testable import Commands

struct UnlockDurationTests {
    @Test(arguments: [
        ("1s", 1), ("90s", 90), ("15m", 900), ("2h", 7200), ("24h", 86_400), ("86400s", 86_400),
    ])
    func `seconds, minutes and hours are understood`(text: String, seconds: Int) {
        #expect(UnlockDuration(argument: text)?.seconds == seconds)
    }

    @Test(arguments: [
        "", "s", "15", "0s", "-1m", "+1m", "1.5h", "25h", "1441m", "86401s", "999999s", "1d",
        "15 m",
        "٣m", "1m ",
    ])
    func `anything else is refused`(text: String) {
        #expect(UnlockDuration(argument: text) == nil)
    }

    @Test(arguments: [
        (
            Unlocked.no,
            "Sejf jest zamknięty: każde polecenie, które go potrzebuje, prosi o hasło albo tożsamość."
        ),
        (.yes(seconds: nil), "Odblokowany w tej sesji."),
        (.yes(seconds: 59), "Odblokowany w tej sesji jeszcze przez mniej niż minutę."),
        (.yes(seconds: 60), "Odblokowany w tej sesji jeszcze przez około 1 minutę."),
        (.yes(seconds: 179), "Odblokowany w tej sesji jeszcze przez około 2 minuty."),
        (.yes(seconds: 900), "Odblokowany w tej sesji jeszcze przez około 15 minut."),
        (.yes(seconds: 3600), "Odblokowany w tej sesji jeszcze przez ponad 1 godzinę."),
        (.yes(seconds: 82_800), "Odblokowany w tej sesji jeszcze przez ponad 23 godziny."),
    ])
    func `the time left is told in Polish`(unlocked: Unlocked, text: String) throws {
        #expect(unlocked.text(try Language.words("pl", content: nil)) == text)
    }
}
