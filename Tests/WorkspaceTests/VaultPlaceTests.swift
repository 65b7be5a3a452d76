/// Which vault is meant: option, variable, the nearest marked folder, the usual one.
import Foundation
import Testing
import Workspace

struct VaultPlaceTests {
    private static let readme = VaultPlace.mark + "\n# A vault\n"

    @Test func `an option wins over everything and is seen from the working folder`() throws {
        let stand = try Stand()
        try stand.write(VaultPlaceTests.readme, to: "/a/vault/README.md")
        let environment = stand.environment(in: "/a", ["KROK_VAULT": "/named"])
        let relative = VaultPlace(option: "other/place", in: environment)
        #expect(relative.path == stand.root + "/a/other/place")
        #expect(relative.choice == .option)
        #expect(VaultPlace(option: "/absolute", in: environment).path == "/absolute")
    }

    @Test func `the variable wins over a vault nearby`() throws {
        let stand = try Stand()
        try stand.write(VaultPlaceTests.readme, to: "/a/vault/README.md")
        let place = VaultPlace(
            option: nil, in: stand.environment(in: "/a", ["KROK_VAULT": "named"]))
        #expect(place.path == stand.root + "/a/named")
        #expect(place.choice == .environment)
    }

    @Test func `the nearest marked vault upward is taken`() throws {
        let stand = try Stand()
        try stand.write(VaultPlaceTests.readme, to: "/a/vault/README.md")
        try stand.write(VaultPlaceTests.readme, to: "/a/b/c/vault/README.md")
        for (folder, expected) in [
            ("/a", "/a/vault"), ("/a/b", "/a/vault"), ("/a/b/c", "/a/b/c/vault"),
            ("/a/b/c/d/e", "/a/b/c/vault"),
        ] {
            let place = VaultPlace(option: nil, in: stand.environment(in: folder))
            #expect(place.path == stand.root + expected)
            #expect(place.choice == .nearby)
        }
    }

    @Test(arguments: ["# A vault\n", "", "<!-- krok vault", "\u{FEFF}<!-- krok vault -->"])
    func `a folder named vault without the mark is passed over`(readme: String) throws {
        let stand = try Stand()
        try stand.write(readme, to: "/a/vault/README.md")
        let place = VaultPlace(
            option: nil, in: stand.environment(in: "/a", ["XDG_DATA_HOME": "/data"]))
        #expect(place.path == "/data/krok/vault")
        #expect(place.choice == .usual)
    }

    @Test(arguments: [
        (["XDG_DATA_HOME": "/data"], "/data/krok/vault"),
        (["XDG_DATA_HOME": "data"], "HOME/.local/share/krok/vault"),
        ([:], "HOME/.local/share/krok/vault"),
    ])
    func `otherwise the usual place is taken`(
        variables: [String: String], expected: String
    ) throws {
        let stand = try Stand()
        let place = VaultPlace(option: nil, in: stand.environment(variables))
        #expect(place.path == expected.replacing("HOME", with: stand.root + "/home"))
        #expect(place.choice == .usual)
        #expect(!place.isMade)
    }

    @Test(arguments: [
        (["XDG_STATE_HOME": "/state"], "/state/krok"),
        (["XDG_STATE_HOME": "state"], "HOME/.local/state/krok"),
        ([:], "HOME/.local/state/krok"),
    ])
    func `what is remembered has its own folder`(
        variables: [String: String], expected: String
    ) throws {
        let stand = try Stand()
        #expect(
            stand.environment(variables).stateFolder
                == expected.replacing("HOME", with: stand.root + "/home"))
    }

    @Test func `a vault is made once its file stands there`() throws {
        let stand = try Stand()
        let place = VaultPlace(option: stand.vault, in: stand.environment())
        #expect(!place.isMade)
        try stand.makeVault()
        #expect(place.isMade)
        #expect(VaultPlace.isMarked(stand.vault))
    }
}
