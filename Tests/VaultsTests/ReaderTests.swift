/// The document's reader refuses whatever Krok would not have written.
import Secrecy
import Testing
import Vaults

struct ReaderTests {
    private static func read(_ text: String) throws(VaultFault) -> VaultDocument {
        try VaultDocument(plaintext: Secret(copying: text))
    }

    @Test func `the sample itself is read, with and without padding`() throws {
        #expect(try ReaderTests.read(Sample.line).json == Sample.filled().json)
        #expect(try ReaderTests.read(Sample.line + "  \n").generation == 1)
    }

    /// Each row changes one place of the sample.
    @Test(arguments: [
        // Unknown members, at every level.
        (#""generation":1"#, #""generation":1,"extra":1"#),
        (#""recipient":"age1example""#, #""recipient":"age1example","extra":"1""#),
        (#""value":"demo-1""#, #""value":"demo-1","extra":1"#),
        (#""event":"made""#, #""event":"made","extra":"1""#),
        // Missing members.
        (#""vault":"f00d","#, ""),
        (#""generation":1,"#, ""),
        (#""kind":"email","#, ""),
        (#""revision":2,"#, ""),
        (#"{"time":"2026-11-22T10:00:00Z","slot":"passphrase","event":"made"}"#, "{}"),
        (#"{"name":"passphrase","kind":"passphrase"}"#, #"{"kind":"passphrase"}"#),
        // Wrong types.
        (#""generation":1"#, #""generation":"1""#),
        (#""generation":1"#, #""generation":1.5"#),
        (#""vault":"f00d""#, #""vault":7"#),
        (#""vault":"f00d""#, #""vault":null"#),
        (#""previous":null"#, #""previous":7"#),
        (#""sensitive":true"#, #""sensitive":"true""#),
        (#""sensitive":true"#, #""sensitive":1"#),
        (#""revision":2"#, #""revision":"2""#),
        (#""value":"demo-1""#, #""value":1"#),
        (#""removed":true"#, #""removed":"yes""#),
        (#""slots":[{"#, #""slots":[[],{"#),
        (#""profiles":{"default":{"#, #""profiles":{"x":[],"default":{"#),
        // Impossible values.
        (#""generation":1"#, #""generation":0"#),
        (#""generation":1"#, #""generation":-1"#),
        (#""generation":1"#, #""generation":9223372036854775808"#),
        (#""revision":2"#, #""revision":0"#),
        (#""removed":true"#, #""removed":false"#),
        (#""removed":true"#, #""removed":true,"value":"x""#),
        (
            #""removed":true"#,
            #""removed":true,"previous":{"time":"2026-11-22T09:00:00Z","slot":"s","value":"x"}"#
        ),
        (#""value":"demo-1""#, #""kind":"text""#),
        (#""event":"made""#, #""event":"born""#),
        (#""kind":"recipient""#, #""kind":"biscuit""#),
        // Twice the same member.
        (#""generation":1"#, #""generation":1,"generation":1"#),
        (#""profiles":{"#, #""profiles":{"default":{},"#),
        // Not JSON any more.
        (#""generation":1"#, #""generation":01"#),
        (#"{"format""#, #"[{"format""#),
        // `format` has to come first, and be one that there ever was.
        (#""format":1,"vault":"f00d""#, #""vault":"f00d","format":1"#),
        (#""format":1"#, #""format":0"#),
        (#""format":1"#, #""format":-1"#),
        (#""format":1"#, #""format":"1""#),
        (#""format":1,"#, ""),
    ])
    func `a changed document is refused`(old: String, new: String) throws {
        let place = try #require(Sample.line.firstRange(of: old))
        let changed = Sample.line.replacingCharacters(in: place, with: new)
        let fault = #expect(throws: VaultFault.self) { _ = try ReaderTests.read(changed) }
        guard case .invalidDocument = fault else {
            Issue.record("\(String(describing: fault))")
            return
        }
    }

    // MARK: Conflicts

    private static let other =
        #"{"kind":"text","revision":1,"time":"2026-11-22T10:00:01Z","slot":"s","value":"demo-2"}"#
    private static let removal =
        #"{"kind":"text","revision":1,"time":"2026-11-22T09:00:00Z","slot":"s","removed":true}"#

    /// The sample with something behind the value of `project_id`.
    private static func sample(_ conflicting: String) -> String {
        Sample.line.replacing(
            #""value":"demo-1""#, with: #""value":"demo-1","conflicting":"# + conflicting)
    }

    @Test func `a value in conflict is read and written as it was`() throws {
        for list in [
            "[\(ReaderTests.other)]", "[\(ReaderTests.removal)]",
            "[\(ReaderTests.other),\(ReaderTests.removal)]",
        ] {
            let text = ReaderTests.sample(list)
            let document = try ReaderTests.read(text)
            #expect(document.json.trimmingSpaces == Sample.written(text))
            #expect(document.conflicts.map(\.input) == ["project_id"])
        }
    }

    @Test(arguments: [
        "[]", "{}", "null", "[1]", "[{}]",
        // Another revision, the same content, a wrong order, the same twice, one inside another.
        "[\(other.replacing("\"revision\":1", with: "\"revision\":2"))]",
        "[\(other.replacing("demo-2", with: "demo-1"))]",
        "[\(other.replacing("10:00:01", with: "09:00:00"))]",
        "[\(removal),\(other)]", "[\(other),\(other)]",
        "[\(other.dropLast()),\"conflicting\":[\(removal)]}]",
        "[\(other.dropLast()),\"conflicting\":[\(removal)]},\(removal)]",
        "[\(other.dropLast()),\"extra\":1}]",
    ])
    func `a conflict that no merge makes is refused`(list: String) throws {
        #expect(throws: VaultFault.self) {
            _ = try ReaderTests.read(ReaderTests.sample(list))
        }
    }

    @Test func `a removal comes last, never first`() throws {
        let text = Sample.line.replacing(
            #""removed":true"#, with: #""removed":true,"conflicting":[\#(ReaderTests.other)]"#)
        #expect(throws: VaultFault.self) { _ = try ReaderTests.read(text) }
    }

    @Test(arguments: ["x", "{}", "\0", "\u{FEFF}", ","])
    func `something behind the document is refused`(rest: String) {
        #expect(throws: VaultFault.self) { _ = try ReaderTests.read(Sample.line + rest) }
    }

    @Test(arguments: ["", " ", "{", "[]", "null", "{}", "\u{FEFF}{}"])
    func `something else is refused at its place`(text: String) {
        #expect(throws: VaultFault.self) { _ = try ReaderTests.read(text) }
    }

    @Test func `a document cut anywhere is refused`() {
        let bytes = Array(Sample.line.utf8)
        for length in 0..<bytes.count {
            let cut = Secret(copying: Array(bytes[..<length]).raw)
            #expect(throws: VaultFault.self, "\(length)") { _ = try VaultDocument(plaintext: cut) }
        }
    }

    @Test func `a later format is named before anything else is looked at`() {
        #expect(throws: VaultFault.newerFormat(2)) {
            _ = try ReaderTests.read(#"{"format":2,"whatever":[}"#)
        }
    }

    @Test func `a fault of the JSON is told with its place`() {
        #expect(throws: VaultFault.invalidDocument(line: 2, column: 3)) {
            _ = try ReaderTests.read("{\"format\":1,\n  oops}")
        }
    }
}

extension String {
    fileprivate func replacingCharacters(in range: Range<Index>, with new: String) -> String {
        self[..<range.lowerBound] + new + self[range.upperBound...]
    }
}
