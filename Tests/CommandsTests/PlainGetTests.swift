/// The short way that reads a plain `krok get` says what the parser says.
import ArgumentParser
import Guides
import Testing

@testable import Commands

struct PlainGetTests {
    private static func said(_ name: String, _ options: any OptionValues) -> [String?] {
        [
            name, options.vault, options.content, options.guide, options.profile, options.lang,
            options.labels?.rawValue, options.plain.description, options.passphraseFile,
            options.passphraseFd?.description, options.newPassphraseFile, options.identity,
            options.slot, options.caFile,
        ]
    }

    @Test(arguments: [
        ["client_id"],
        ["client_id", "--plain"],
        ["--plain", "--vault", "łódź", "client_secret"],
        ["--vault", "a", "--content", "b", "--guide", "c", "client_id", "--profile", "d e"],
        ["client_id", "--lang", "pl", "--passphrase-file", "e", "--new-passphrase-file", "f"],
        ["client_id", "--identity", "g", "--slot", "h", "--ca-file", "i"],
    ])
    func `a plain command is read as the parser reads it`(arguments: [String]) throws {
        let plain = try #require(PlainGet(["get"] + arguments))
        let parsed = try GetCommand.parse(arguments)
        #expect(!parsed.copy && parsed.duration == nil)
        #expect(
            PlainGetTests.said(plain.name, plain.options)
                == PlainGetTests.said(parsed.name, parsed.options))
    }

    @Test(arguments: [
        [], [""], ["--plain"], ["a", "b"], ["--", "a"], ["a", "--help"], ["-h", "a"],
        ["a", "--copy"], ["a", "--copy", "--for", "1m"], ["a", "--vault"], ["a", "--vault", ""],
        ["a", "--vault=b"], ["a", "--vault", "--plain"], ["a", "--identity", "-"],
        ["a", "--vault", "b", "--vault", "c"], ["a", "--plain", "--plain"],
        ["a", "--labels", "both"], ["a", "--passphrase-fd", "3"], ["a", "--unknown", "b"],
    ])
    func `everything else is left to the parser`(arguments: [String]) {
        #expect(PlainGet(["get"] + arguments) == nil)
        #expect(PlainGet(arguments) == nil && PlainGet(["set", "a"]) == nil)
    }
}
