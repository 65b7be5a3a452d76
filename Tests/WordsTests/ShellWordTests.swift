/// What a person pastes into a shell stays one word there.
import Foundation
import Testing
import Words

struct ShellWordTests {
    @Test(arguments: [
        "anna", "/home/anna/vault", "a_b-c.age", "50%", "a@b", "C:", "zażółć", "", "a;id", "a b",
        "$(id)", "`id`", "it's", "''", "a\nb", "~", "*", "a\\b", "#", "\"", "=ls", "!1", "&", "|x",
        "{a,b}", "-x", "\u{FFFD}",
    ])
    func `a shell reads the same word again`(text: String) throws {
        let process = Process()
        process.executableURL = URL(filePath: "/bin/sh")
        process.arguments = [
            "-c", "set -- " + ShellWord.quoted(text) + #"; printf '%s,%s' $# "$1""#,
        ]
        let pipe = Pipe()
        process.standardOutput = pipe
        try process.run()
        let output = pipe.fileHandleForReading.readDataToEndOfFile()
        process.waitUntilExit()
        #expect(String(decoding: output, as: UTF8.self) == "1," + text)
    }

    @Test func `what needs no quotes has none`() {
        for plain in ["anna", "/home/anna/vault.age", "client_secret", "1a2b-3c4d"] {
            #expect(ShellWord.quoted(plain) == plain)
        }
    }

    @Test func `a place in quotes is filled with a word`() {
        let filled = Words.filled("rm {'path'} {path} {'none'} {''}") { $0 == "path" ? "a;b" : nil }
        #expect(filled == "rm 'a;b' a;b {'none'} {''}")
    }
}
