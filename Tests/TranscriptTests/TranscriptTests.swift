/// Every transcript in `Transcripts/`, played against the built binary.
import Foundation
import Testing

/// The folders around this test.
enum Places {
    static let package = URL(filePath: #filePath).deletingLastPathComponent()
        .deletingLastPathComponent().deletingLastPathComponent()
    static let transcripts = package.appending(path: "Tests/TranscriptTests/Transcripts")

    /// The binary that was built with these tests lies beside them.
    static var binary: String {
        URL(filePath: CommandLine.arguments[0]).deletingLastPathComponent().path()
    }

    static func names() -> [String] {
        let found = try? FileManager.default.contentsOfDirectory(atPath: transcripts.path())
        return (found ?? []).filter { $0.hasSuffix(".txt") }.sorted()
    }

    /// A new folder for one transcript.
    static func work() throws -> String {
        // Short, because paths take part in breaking lines.
        let name = "krok-" + UUID().uuidString.prefix(8)
        let folder = FileManager.default.temporaryDirectory.appending(path: name)
        try FileManager.default.createDirectory(
            at: folder, withIntermediateDirectories: true,
            attributes: [.posixPermissions: 0o700])
        return folder.resolvingSymlinksInPath().path()
    }
}

@Suite struct TranscriptTests {
    @Test func `there are transcripts in both languages`() {
        #expect(Places.names().contains { $0.hasSuffix("-pl.txt") })
        #expect(Places.names().contains { $0.hasSuffix("-en.txt") })
    }

    @Test(arguments: Places.names())
    func `krok answers as the transcript says`(name: String) async throws {
        let text = try String(
            contentsOf: Places.transcripts.appending(path: name), encoding: .utf8)
        let transcript = Transcript(text)
        try #require(!transcript.exchanges.isEmpty)
        let folder = try Places.work()
        defer { try? FileManager.default.removeItem(atPath: folder) }
        for file in transcript.files {
            let path = folder + "/" + file.name
            try FileManager.default.createDirectory(
                atPath: (path as NSString).deletingLastPathComponent,
                withIntermediateDirectories: true)
            try Data(file.text.utf8).write(to: URL(filePath: path))
            try FileManager.default.setAttributes(
                [.posixPermissions: 0o600], ofItemAtPath: path)
        }
        let stage = Stage(folder: folder, binary: binaryFolder())
        for exchange in transcript.exchanges {
            let place = Comment(rawValue: "\(name):\(exchange.line): \(exchange.command)")
            let (output, error, status) = try await stage.run(exchange.command)
            #expect(output == exchange.output, place)
            #expect(error == exchange.error, place)
            #expect(status == exchange.status, place)
        }
    }

    private func binaryFolder() -> String { Places.binary }
}
