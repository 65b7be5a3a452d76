/// Fuzzes the vault's document: what is taken is written, and read again as the same.
import Fuzzing
import Secrecy
@testable import Vaults

@c(LLVMFuzzerTestOneInput)
public func fuzzVaultDocument(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
    let bytes = unsafe input(start, count)
    do throws(VaultFault) {
        let document = try VaultDocument(plaintext: Secret(copying: bytes.raw))
        check(document)
        checkProfiles(of: document, in: bytes)
    } catch {
        switch error {
        case .newerFormat(let format): hold(format > VaultDocument.format, "it is newer")
        case .invalidDocument(let line, let column):
            hold(line >= 1 && column >= 1, "places count from one")
            let ends = bytes.count { $0 == 10 || $0 == 13 }
            hold(line <= ends + 1, "a fault is on a line that is there")
        default: hold(false, "a document is refused as one, not as \(error)")
        }
    }
    return 0
}

private func check(_ document: VaultDocument) {
    let written = document.plaintext()
    hold(written.count % VaultDocument.padding == 0, "it is filled up")
    guard let again = try? VaultDocument(plaintext: written) else {
        return hold(false, "what was written is read again")
    }
    hold(again.plaintext().equals(written), "it is written the same")
    hold(again.vault == document.vault, "it names the same vault")
    hold(again.generation == document.generation, "it is the same generation")
    hold(again.previous == document.previous, "it follows the same file")
    hold(again.slots == document.slots, "it has the same slots")
    hold(again.history == document.history, "it has the same history")
    hold(again.profiles.keys == document.profiles.keys, "it has the same profiles")
    for (profile, values) in document.profiles {
        hold(again.profiles[profile]?.keys == values.keys, "a profile has the same inputs")
        for (input, value) in values {
            guard let other = again.profiles[profile]?[input] else { continue }
            let isSame =
                switch (value.content, other.content) {
                case (let one?, let two?): one.equals(two)
                case (nil, nil): true
                default: false
                }
            hold(isSame, "a value is the same")
            hold(value.kind == other.kind && value.revision == other.revision, "so is its kind")
            hold(value.isSensitive == other.isSensitive, "it is kept with the same care")
            hold(value.time == other.time && value.slot == other.slot, "so is its origin")
        }
    }
}

/// What is picked out of the document in pieces is what the whole document has.
private func checkProfiles(of document: VaultDocument, in bytes: [UInt8]) {
    for (profile, values) in document.profiles {
        let sieve = ProfileSieve(profile)
        let cut = bytes.count / 2
        sieve.take(bytes.raw.extracting(0..<cut))
        sieve.take(bytes.raw.extracting(cut..<bytes.count))
        guard let text = sieve.text,
            let part = try? VaultDocument(plaintext: text, profile: profile)
        else { continue }
        let found = part.profiles[profile] ?? [:]
        hold(found.keys == values.keys, "a profile that was picked out has all of its inputs")
        hold(part.generation == document.generation, "it is of the same generation")
        for (input, value) in values {
            let isSame = value.content.flatMap { content in
                found[input]?.content.map(content.equals)
            }
            hold(isSame ?? (found[input]?.content == nil), "its values are the same")
        }
    }
}

@c(LLVMFuzzerCustomMutator)
public func mutate(
    _ start: UnsafeMutablePointer<UInt8>, _ count: Int, _ capacity: Int, _ seed: UInt32
) -> Int {
    unsafe mutateJSON(start, count, capacity, seed: seed, words: words)
}

/// What the format knows; members and kinds in quotes, and a few values.
private let words =
    """
    format vault generation previous slots profiles history name kind recipient passphrase time
    sensitive revision slot value removed event profile subject made set imported removed
    slot-added slot-changed slot-removed profile-renamed profile-removed rekeyed restored
    """.split(whereSeparator: \.isWhitespace).map { "\"\($0)\"" }
    + ["true", "false", "null", "1", "0", "2", "9007199254740993", "{}", "[]", "\n"]
