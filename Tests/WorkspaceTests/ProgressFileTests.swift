/// `progress/<profile>.json`: written, read back, and refused when it is not ours.
import Secrecy
import Testing
import Walkthrough

@testable import Workspace

struct ProgressFileTests {
    private static let sample: [String: Progress] = {
        var full = Progress()
        full.current = "client"
        full.ticks = ["project": ["choose": "t1", "name \"x\"": "t2"], "consent": [:]]
        full.done = ["webservice": "t3"]
        full.skipped = ["prepare": Progress.Skip(reason: "już było\n\u{7}", time: "t4")]
        full.answers = ["audience": Progress.Answer(value: "internal", time: "t5")]
        full.captured = ["client_id": "t6"]
        full.withdrawn = ["ticks/consent/x": "t7"]
        full.texts = ["ticks/project/choose": "0123abcd"]
        return ["gmail": full, "empty": Progress()]
    }()

    private static func read(_ text: String) throws(Fault) -> [String: Progress] {
        try ProgressFile.read(Secret(copying: text), path: "p.json")
    }

    @Test func `what is written looks like this and is read back`() throws {
        let file = ProgressFile.write(ProgressFileTests.sample)
        #expect(
            file.copiedIntoOrdinaryMemory() == #"""
                {
                  "format": 2,
                  "guides": {
                    "empty": {},
                    "gmail": {
                      "current": "client",
                      "ticks": {
                        "consent": {},
                        "project": {
                          "choose": "t1",
                          "name \"x\"": "t2"
                        }
                      },
                      "done": {
                        "webservice": "t3"
                      },
                      "skipped": {
                        "prepare": {
                          "reason": "już było\n\u0007",
                          "time": "t4"
                        }
                      },
                      "answers": {
                        "audience": {
                          "time": "t5",
                          "value": "internal"
                        }
                      },
                      "captured": {
                        "client_id": "t6"
                      },
                      "withdrawn": {
                        "ticks/consent/x": "t7"
                      },
                      "texts": {
                        "ticks/project/choose": "0123abcd"
                      }
                    }
                  }
                }

                """#)
        #expect(try ProgressFile.read(file, path: "p") == ProgressFileTests.sample)
        #expect(try ProgressFile.read(ProgressFile.write([:]), path: "p") == [:])
    }

    @Test(arguments: [
        "", "{}", "[]", "null", #"{"guides":{}}"#, #"{"guides":{},"format":1}"#,
        #"{"format":"1","guides":{}}"#, #"{"format":0,"guides":{}}"#,
        #"{"format":-1,"guides":{}}"#, #"{"format":1}"#,
        #"{"format":1,"guides":[]}"#, #"{"format":1,"guides":{},"more":1}"#,
        #"{"format":1,"guides":{},"guides":{}}"#, #"{"format":1,"guides":{}} x"#,
        #"{"format":1,"guides":{"g":{"unknown":{}}}}"#,
        #"{"format":1,"guides":{"g":{"current":1}}}"#,
        #"{"format":1,"guides":{"g":{"ticks":{"s":"t"}}}}"#,
        #"{"format":1,"guides":{"g":{"done":{"s":1}}}}"#,
        #"{"format":1,"guides":{"g":{"skipped":{"s":{"reason":"r"}}}}}"#,
        #"{"format":1,"guides":{"g":{"skipped":{"s":{"reason":"r","time":"t","x":"y"}}}}}"#,
        #"{"format":1,"guides":{"g":{"answers":{"a":{"time":"t"}}}}}"#,
        #"{"format":1,"guides":{"g":{"answers":{"a":"internal"}}}}"#,
        #"{"format":1,"guides":{"g":{"withdrawn":{"done/s":1}}}}"#,
        #"{"format":2,"guides":{"g":{"texts":{"done/s":1}}}}"#,
        #"{"format":2,"guides":{"g":{"texts":"x"}}}"#,
        #"{"format":1,"guides":{"g":{},"g":{}}}"#,
    ])
    func `something else is refused with a place`(text: String) {
        let fault = #expect(throws: Fault.self) { _ = try ProgressFileTests.read(text) }
        guard case .brokenProgress("p.json", let line, let column) = fault else {
            Issue.record("\(String(describing: fault))")
            return
        }
        #expect(line >= 1 && column >= 1)
    }

    @Test func `a later format is named`() {
        #expect(throws: Fault.newerFormat(path: "p.json", found: 3, known: 2)) {
            _ = try ProgressFileTests.read(#"{"format":3,"anything":[}"#)
        }
    }

    @Test func `a file of the first format is read: its ticks have no texts`() throws {
        let read = try ProgressFileTests.read(
            #"{"format":1,"guides":{"g":{"ticks":{"s":{"t":"1"}},"done":{"s":"2"}}}}"#)
        var expected = Progress()
        expected.ticks = ["s": ["t": "1"]]
        expected.done = ["s": "2"]
        #expect(read == ["g": expected])
    }

    @Test func `a file cut anywhere is refused`() {
        let file = ProgressFile.write(ProgressFileTests.sample)
        // The last two bytes are the closing brace and a line feed, which may be missing.
        for length in 0..<(file.count - 1) {
            #expect(throws: Fault.self, "\(length)") {
                _ = try ProgressFile.read(file[0..<length], path: "p")
            }
        }
    }

    @Test func `more than a mebibyte is refused`() {
        let padding = String(repeating: " ", count: 1 << 20)
        #expect(throws: Fault.self) {
            _ = try ProgressFileTests.read(#"{"format":1,"guides":{}}"# + padding)
        }
    }
}
