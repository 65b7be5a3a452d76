/// The vectors of this repository, made by a program that shares no code with the library.
import Foundation
import Testing

private let vectors: [Vector] = {
    do {
        return try Vector.all(in: testFolder.appending(path: "Vectors"))
    } catch {
        Issue.record(error)
        return []
    }
}()

struct `the vectors of this repository` {
    @Test func `cover every class`() {
        #expect(vectors.count >= 140)
        #expect(
            Set(vectors.map(\.expected)) == [
                "success", "header failure", "HMAC failure", "payload failure", "armor failure",
                "no match", "unsupported",
            ])
    }

    @Test(arguments: vectors)
    func `end in the class they name`(_ vector: Vector) {
        let outcome = vector.outcome()
        #expect(outcome.class == vector.expected)
        #expect(outcome.payload == vector.payload)
    }
}
