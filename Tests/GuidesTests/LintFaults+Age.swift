/// Faults of a guide that grew old, and of the ways through it.
import Guides

extension LintFault {
    /// What a language has in a lock, that of one which the guide had once.
    private static let german = " de: '\(String(repeating: "0", count: 32))',"

    static let age: [LintFault] = [
        LintFault(
            .staleStep, ["en.md:23:1 K300-stale-step | client | en"],
            broken: { $0.replace("Wklej:", "Wklej wszystko:", in: "pl.md") },
            near: {
                $0.replace("strona **Klienci**, dalej", "strona\n**Klienci**,  dalej", in: "pl.md")
                $0.replace(
                    "- [ ] Utwórz. <!-- task: create -->",
                    "- [x]   Utwórz.\n  <!-- task: create -->",
                    in: "pl.md")
            }),
        LintFault(
            .notBlessed, ["en.md:23:1 K301-not-blessed | client | en"],
            broken: { $0.changeLock { $0.contains("client") ? nil : $0 } },
            near: { $0.changeLock { $0.hasPrefix("#") ? nil : $0 } }),
        LintFault(
            .lockMissing, ["guide.yml:2:9 K302-lock-missing"],
            broken: { $0.fixture.files["guide.lock"] = nil },
            near: {
                $0.fixture.files["guide.lock"] = nil
                $0.fixture.files["en.md"] = nil
                $0.replace("[pl, en]", "[pl]", in: "guide.yml")
            }),
        LintFault(
            .lockLeftover, ["guide.lock:8:3 K303-lock-leftover | gone"],
            broken: { $0.fixture.files["guide.lock"]? += "  gone: {}\n" },
            near: { $0.fixture.files["guide.lock"]? += "# the end\n" }),
        LintFault(
            .lockLeftover, ["guide.lock:6:13 K303-lock-leftover | de"],
            broken: {
                $0.changeLock { "\($0.replacing("client: {", with: "client: {\(german)"))" }
            },
            near: { $0.changeLock { "\($0.replacing("client: {", with: "client: { "))" } }),
        LintFault(
            .recheckDue, ["guide.yml:37:15 K310-recheck-due | app | 2026-10-06 | 91 | 90"],
            broken: { $0.today = LintFixture.day("2027-01-05") },
            near: { $0.today = LintFixture.day("2027-01-04") }),
        LintFault(
            .verifiedInFuture, ["guide.yml:37:15 K311-verified-in-future | app | 2026-10-06"],
            broken: { $0.today = LintFixture.day("2026-10-05") },
            near: { $0.today = LintFixture.day("2026-10-06") }),
        LintFault(
            .recheckWithoutDate, ["guide.yml:37:14 K312-recheck-without-date | app"],
            broken: { $0.replace("    verified: 2026-10-06\n", "", in: "guide.yml") },
            near: { $0.replace("    recheck: 90d\n", "", in: "guide.yml") }),
    ]

    private static let both = "audience == external and publishing in [testing, production]"

    static let ways: [LintFault] = [
        LintFault(
            .stepUnreachable, ["guide.yml:40:11 K320-step-unreachable | client | 3"],
            broken: {
                $0.replace(
                    both, "audience == internal and audience == external", in: "guide.yml")
            },
            near: {
                $0.replace(
                    both, "audience == external and not publishing == testing", in: "guide.yml")
            }),
        LintFault(
            .inputTooLate,
            ["guide.yml:34:11 K321-input-too-late | publishing | app | audience=internal"],
            broken: { $0.replace("{{app_name}}", "{{publishing}}", in: "guide.yml") },
            near: { $0.replace("{{app_name}}", "{{audience}}", in: "guide.yml") }),
        LintFault(
            .inputTooLate,
            ["pl.md:11:19 K321-input-too-late | publishing | app | audience=internal"],
            broken: { $0.show("publishing") }, near: { $0.show("audience") }),
        LintFault(
            .valueMissing,
            ["guide.yml:7:19 K322-value-missing | publishing | name | audience=internal"],
            broken: { $0.replace("{ name: app_name }", "{ name: publishing }", in: "guide.yml") },
            near: { $0.replace("{ name: app_name }", "{ name: audience }", in: "guide.yml") }),
        // The address is no field, and yet `export --as fill` needs it on every way.
        LintFault(
            .valueMissing,
            ["guide.yml:8:12 K322-value-missing | publishing | address | audience=internal"],
            broken: { $0.fillIn(at: "publishing") }, near: { $0.fillIn(at: "audience") }),
        LintFault(
            .neverDecided,
            ["guide.yml:40:11 K323-never-decided | client | publishing | audience=internal"],
            broken: { $0.replace(both, "publishing == testing", in: "guide.yml") },
            near: {
                $0.replace(both, "audience == external and publishing == testing", in: "guide.yml")
            }),
        LintFault(
            .inputUnreachable,
            ["guide.yml:14:11 K324-input-unreachable | publishing | 2"],
            broken: {
                $0.replace(
                    "when: audience == external\n",
                    "when: audience == external and audience == internal\n", in: "guide.yml")
                $0.replace(both, "audience == external", in: "guide.yml")
            },
            near: {
                $0.replace(
                    "when: audience == external\n", "when: not audience == internal\n",
                    in: "guide.yml")
            }),
    ]
}
