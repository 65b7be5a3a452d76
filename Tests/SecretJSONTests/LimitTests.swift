/// Hostile sizes and nesting end in a refusal, never in a crash.
import Foundation
import Secrecy
import SecretJSON
import Testing

struct LimitTests {
    @Test func `sixty-four levels are read and the next is refused`() {
        let deepest = String(repeating: "[", count: 64) + String(repeating: "]", count: 64)
        #expect(faultOfReading(secret(deepest)) == nil)
        #expect(faultOfSkipping(secret(deepest)) == nil)
        let tooDeep = fault(.tooDeep(limit: 64), 1, 65)
        #expect(faultOfReading(secret("[\(deepest)]")) == tooDeep)
        #expect(faultOfSkipping(secret("[\(deepest)]")) == tooDeep)
    }

    @Test func `what is open around a skipped value counts`() throws {
        var reader = try JSONReader(secret(#"{"a":[[]]}"#), limits: JSONLimits(depth: 2))
        try reader.beginObject()
        #expect(try reader.nextKey() == "a")
        #expect(throws: fault(.tooDeep(limit: 2), 1, 7)) { try reader.skip() }
    }

    @Test func `objects and arrays are told apart at every depth`() {
        let opened = String(repeating: #"[{"a":"#, count: 32)
        let closed = String(repeating: "}]", count: 32)
        #expect(faultOfSkipping(secret(opened + "1" + closed)) == nil)
        let mixed = String(repeating: "}]", count: 31) + "]}"
        #expect(faultOfSkipping(secret(opened + "1" + mixed))?.kind == .unexpectedCharacter)
    }

    @Test(arguments: ["[", #"{"a":"#, #"[{"a":["#])
    func `a hundred thousand openings are refused`(opening: String) {
        let source = secret(String(repeating: opening, count: 100_000))
        #expect(faultOfReading(source)?.kind == .tooDeep(limit: 64))
        #expect(faultOfSkipping(source)?.kind == .tooDeep(limit: 64))
    }

    @Test func `a document over the limit is refused before it is read`() {
        let limits = JSONLimits(bytes: 4)
        #expect(faultOfReading(secret("[12]"), limits: limits) == nil)
        #expect(faultOfReading(secret("[123]"), limits: limits) == fault(.tooLarge(limit: 4), 1, 1))
    }

    @Test func `many members and a long string are read`() throws {
        let long = String(repeating: "ż", count: 200_000)
        var writer = JSONWriter()
        writer.beginObject()
        for number in 0..<5_000 {
            writer.key("k\(number)")
            writer.integer(number)
        }
        writer.key("long")
        writer.text(long)
        writer.endObject()
        let document = writer.finish()
        #expect(try rewritten(document) == text(document))
        #expect(faultOfSkipping(document) == nil)
    }

    /// Each piece of secret memory takes four mappings, of which a process has 65,530.
    @Test func `strings with escapes share their memory`() throws {
        let count = 2_000
        let members = (0..<count).map { #""k\u006\#($0 % 10)\#($0)":"a\"\#($0)""# }
        var reader = try JSONReader(secret("{" + members.joined(separator: ",") + "}"))
        let before = try mappings()
        var values: [Secret] = []
        try reader.beginObject()
        while try reader.nextKey() != nil { values.append(try reader.string()) }
        try reader.finish()
        #expect(try mappings() - before < 100)
        #expect(values.count == count)
        for (number, value) in values.enumerated() {
            #expect(value.equals(secret("a\"\(number)")), "\(number)")
        }
    }

    private func mappings() throws -> Int {
        try String(contentsOfFile: "/proc/self/maps", encoding: .utf8)
            .split(separator: "\n").count
    }

    @Test func `every beginning of a document is refused, none crashes`() {
        let whole = Array(#" {"a":["\u00e9ż\ud83d\ude00\n",-12,true,false,null,{}],"b":""} "#.utf8)
        for length in 0..<(whole.count - 1) {
            let part = secret(Array(whole[..<length]))
            #expect(faultOfReading(part) != nil, "\(length)")
            #expect(faultOfSkipping(part) != nil, "\(length)")
        }
        #expect(faultOfReading(secret(whole)) == nil)
    }

    @Test func `every changed byte of a document is accepted or refused, none crashes`() throws {
        let whole = Array(#"{"a":["\u00e9\ud83d\ude00",-12,true],"b":null}"#.utf8)
        for index in whole.indices {
            for byte in UInt8.min...UInt8.max {
                var changed = whole
                changed[index] = byte
                let source = secret(changed)
                // Whatever can be read can be skipped.
                if faultOfReading(source) == nil {
                    #expect(faultOfSkipping(source) == nil, "byte \(byte) at \(index)")
                }
            }
        }
    }
}
