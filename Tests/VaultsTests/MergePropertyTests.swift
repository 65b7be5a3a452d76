/// Whatever three places do to a vault, merging them keeps to the rule and loses nothing.
import Secrecy
import Testing
import Vaults

struct MergePropertyTests {
    /// Three replicas after random changes and merges, each beside its model.
    private static func replicas(_ seed: UInt64) throws -> [Replica] {
        var random = Seeded(state: seed)
        var replicas = ["anna", "bob", "carol"].map { Replica(slot: $0) }
        for step in 0..<120 {
            let index = Int.random(in: 0..<3, using: &random)
            if Int.random(in: 0..<8, using: &random) == 0 {
                let other = replicas[(index + 1) % 3]
                let merge = try replicas[index].merged(with: other)
                replicas[index].document = merge.document
                replicas[index].model = Replica.merged(replicas[index].model, other.model)
            } else {
                replicas[index].change(at: step / 2, &random)
            }
            #expect(replicas[index].found == replicas[index].model, "step \(step)")
        }
        return replicas
    }

    @Test(arguments: 1...12 as ClosedRange<UInt64>)
    func `values follow a plain model through changes and merges`(seed: UInt64) throws {
        let replicas = try MergePropertyTests.replicas(seed)
        for replica in replicas {
            let back = try VaultDocument(plaintext: replica.saved.plaintext())
            #expect(Replica.model(of: back) == replica.model)
        }
    }

    @Test(arguments: 1...12 as ClosedRange<UInt64>)
    func `neither the order of the sides nor that of the merges matters`(seed: UInt64) throws {
        let replicas = try MergePropertyTests.replicas(seed)
        let (one, two, three) = (replicas[0], replicas[1], replicas[2])
        let left = try one.merged(with: two)
        let right = try two.merged(with: one)
        #expect(left.document.holdings == right.document.holdings)
        #expect(left.document.generation == right.document.generation)
        #expect(left.document.history == right.document.history)
        #expect(left.conflicts == right.conflicts && left.overtaken == right.overtaken)
        let first = try left.document.merged(with: three.document, file: [], by: Sample.later)
        let last = try one.document.merged(
            with: two.merged(with: three).document, file: [], by: Sample.later)
        #expect(first.document.holdings == last.document.holdings)
        let again = try first.document.merged(with: two.document, file: [], by: Sample.later)
        #expect(again.document.holdings == first.document.holdings)
        #expect(again.conflicts == [])
        let same = try one.merged(with: one)
        #expect(same.document.holdings == one.document.holdings)
    }

    @Test(arguments: 1...12 as ClosedRange<UInt64>)
    func `no content is dropped but for a higher revision, and both sides' news are told`(
        seed: UInt64
    ) throws {
        let replicas = try MergePropertyTests.replicas(seed)
        let merge = try replicas[0].merged(with: replicas[1])
        let result = Replica.model(of: merge.document)
        for (place, model) in replicas[0].model.merging(
            replicas[1].model,
            uniquingKeysWith: {
                $0.revision > $1.revision ? $0 : $1
            })
        {
            #expect(result[place]?.revision == model.revision)
        }
        for replica in replicas[0...1] {
            for (place, model) in replica.model {
                let kept = try #require(result[place], "\(place)")
                #expect(
                    kept.revision > model.revision || kept.contents.isSuperset(of: model.contents))
            }
        }
        for place in merge.conflicts {
            #expect((result[place]?.contents.count ?? 0) > 1)
            #expect(replicas[0].model[place] != replicas[1].model[place])
        }
        let known = Set(merge.document.history)
        for replica in replicas[0...1] { #expect(known.isSuperset(of: replica.document.history)) }
    }
}

extension Replica {
    /// The document with a generation, as a file would have it.
    fileprivate var saved: VaultDocument {
        var document = document
        document.succeed(nil)
        return document
    }
}
