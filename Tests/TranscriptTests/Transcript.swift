/// Transcripts: what a person types and the whole of what krok answers.
import Subprocess
import SystemPackage

/// One command of a transcript with everything that it is expected to print.
struct Exchange {
    let command: String
    var output = ""
    var error = ""
    var status = 0
    let line: Int
}

/// A file of commands and answers.
///
/// Behind `$ ` stands a command, then its output, its errors behind `! ` and its status behind
/// `? `; `-- name --` begins a file that stands beside the commands, `#` a comment.
struct Transcript {
    private(set) var exchanges: [Exchange] = []
    private(set) var files: [(name: String, text: String)] = []

    init(_ text: String) {
        for (index, line) in text.split(separator: "\n", omittingEmptySubsequences: false)
            .enumerated()
        {
            if line.hasPrefix("-- "), line.hasSuffix(" --") {
                files.append((String(line.dropFirst(3).dropLast(3)), ""))
            } else if !files.isEmpty {
                files[files.count - 1].text += line + "\n"
            } else if line.hasPrefix("$ ") {
                exchanges.append(Exchange(command: String(line.dropFirst(2)), line: index + 1))
            } else if let last = exchanges.indices.last, !line.hasPrefix("#") {
                if line.hasPrefix("! ") || line == "!" {
                    exchanges[last].error += line.dropFirst(2) + "\n"
                } else if line.hasPrefix("? ") {
                    exchanges[last].status = Int(line.dropFirst(2)) ?? -1
                } else if line != "" {
                    exchanges[last].output += (line == "." ? "" : line) + "\n"
                }
            }
        }
    }
}

/// Runs commands in a folder of their own, without a terminal.
struct Stage {
    let folder: String
    let binary: String

    /// What a command printed, with everything replaced that differs from day to day.
    func run(_ command: String) async throws -> (output: String, error: String, status: Int) {
        let result = try await Subprocess.run(
            .name("setsid"), arguments: ["--wait", "sh", "-c", command],
            environment: .custom([
                "HOME": folder, "PATH": "\(binary):/usr/bin:/bin", "LANG": "C.UTF-8",
                "XDG_STATE_HOME": folder + "/state", "TERM": "dumb",
            ]), workingDirectory: FilePath(folder),
            output: .string(limit: 1 << 20), error: .string(limit: 1 << 20))
        let status =
            switch result.terminationStatus {
            case .exited(let code): Int(code)
            case .signaled(let signal): 128 + Int(signal)
            }
        return (
            steady(result.standardOutput), steady(result.standardError), status
        )
    }

    /// Paths and ages are written as words: WORK, and N for a number of days or of steps that aged.
    private func steady(_ text: String) -> String {
        text.replacing(folder, with: "WORK")
            .replacing(#/\d+ (?<days>days ago|day ago|dni temu|dzień temu)/#) { "N \($0.days)" }
            .replacing(#/\d+ steps to compare/#, with: "N steps to compare")
            .replacing(#/\d+ (kroki|kroków) do ponownego/#, with: "N kroków do ponownego")
            .replacing(#/\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ/#, with: "TIME")
            .replacing(#/[0-9a-f]{4}(-[0-9a-f]{4}){7}/#, with: "FINGERPRINT")
    }
}
