/// Every refusal has its sentence, in both languages, with everything filled in.
import Certificates
import GoogleClient
import Guides
import Handover
import Platform
import Testing
import Vaults
import Walkthrough
import Words
import Workspace
import YetiForce

@testable import Commands
@testable import Phrases

struct SentenceTests {
    private static let files: [FileFault.Kind] = [
        .missing, .exists, .denied, .readOnly, .noSpace, .notAFolder, .notAFile, .symbolicLink,
        .wrongOwner, .writableByOthers, .readableByOthers, .tooLarge(limit: 7), .busy,
        .failed(code: 5), .closed,
    ]

    private static let vaults: [VaultFault] = [
        .damaged, .foreign, .invalidDocument(line: 3, column: 4), .mixedUp, .noMemory,
        .tooMuchWork(logN: 21, limit: 20), .badRecipient(kind: nil), .badRecipient(kind: "k"),
        .badIdentity(kind: nil), .badIdentity(kind: "k"),
    ]

    private static let names: [ProfileName.Fault] = [.empty, .tooLong, .character("/"), .edge]

    private static let values: [ValueRefusal] = [
        .empty, .notUTF8, .controlCharacter, .space, .tooShort(shortest: 2, found: 1),
        .tooLong(longest: 1, found: 2), .http, .ipAddress, .like(input: "other"), .pattern,
        .notAnOption(["a", "b"]),
    ]

    private static let imports: [GoogleClientError] = [
        .notJSON(line: 1, column: 2), .tooLarge(limit: 7), .notAnObject, .installed,
        .serviceAccount, .authorizedUser, .unknownKind("tv"), .severalKeys(["a", "b"]), .noSecret,
        .missing(field: "client_id"), .wrongType(field: "client_id"),
        .emptyValue(field: "client_id"),
    ]

    private static let use = FirstUse(
        path: "p", fingerprint: "f", slot: "s", kind: .recipient, generation: 3, changed: nil)
    private static let handovers: [HandoverError] = [
        .noRecipient, .badRecipient(line: 0, kind: nil), .badRecipient(line: 3, kind: nil),
        .badRecipient(line: 3, kind: "k"), .secretAsRecipient, .tooManyRecipients(limit: 7),
        .mixedKinds, .badCertificates(.notPEM), .badCertificates(.noCertificate),
        .badCertificates(.unreadable(number: 2)), .badCertificates(.tooMany(limit: 8)),
        .badCertificates(.tooLarge(limit: 9)), .libraryMissing,
        .unfit(
            subject: "s",
            [
                .expired(at: 0), .notYetValid(from: 1), .signingKey("k"), .unsupportedKey("k"),
                .weakKey(bits: 1, least: 2), .keyUsage(needed: "u"),
            ]),
        .cbcWithoutCertificate, .notSealed, .tooLarge(limit: 7), .notSealedFile, .damaged,
        .unsupported("k"), .wrongKey, .wrongPassphrase, .tooMuchWork(logN: 21, limit: 20),
        .noMemory, .noKey, .badKey(kind: nil), .badKey(kind: "k"), .keyOfOtherKind,
        .keyEncrypted, .wrongKeyPassphrase, .mistypedKey(line: 2), .keyNotTyped, .fileEncrypted,
    ]

    private static let received: [ReceivedFormError] = [
        .notJSON(line: 1, column: 2), .notAnExport, .otherForm("f"), .masked,
        .missing(field: "f"), .otherGuide("f", expected: "g"),
    ]

    /// One of each; the compiler's `switch` in `Fault.status` tells who adds a case.
    private static let others: [Fault] = [
        .noVault(path: "p"), .vaultExists(path: "p"), .incompleteVault(path: "p", missing: "m"),
        .noSlot(name: "s", known: ["a", "b"]), .wrongKey(slot: "s"),
        .noIdentityFits(slots: ["a", "b"]), .badSlotName("S"), .slotExists("s"), .lastSlot("s"),
        .badRecoveryName("s"), .noIdentitySlot(known: ["a", "b"]),
        .lostVaultFile(path: "p", kept: []), .lostVaultFile(path: "p", kept: [1, 2]),
        .badIdentity(path: "f", .none), .badIdentity(path: "f", .mistyped(line: 2)),
        .badIdentity(path: "f", .pem), .badIdentity(path: "f", .foreign(kind: "k")),
        .keyInTheOpen(place: "--identity", isVariable: false),
        .keyInTheOpen(place: "KROK_IDENTITY", isVariable: true),
        .severalRecipients(path: "p", count: 2),
        .notAPassphrase(slot: "s"), .strangersReadme(path: "p"),
        .file(FileFault(.cannotCreate, at: "p")),
        .noGeneration(9, known: [1, 2]),
        .keyring(.unavailable), .keyring(.quota), .keyring(.expired), .keyring(.failed(code: 5)),
        .wrongIdentityPassphrase(path: "p"), .oneInput("a", "b"),
        .newerFormat(path: "p", found: 2, known: 1), .noWayIn, .emptyPassphrase,
        .prompt(.noTerminal), .prompt(.ended), .prompt(.tooLong),
        .lessCareful(input: "i"), .unknownGuide("g", known: ["a"]),
        .unknownProfile("p", known: ["a"]), .unknownStep("s", known: ["a"]),
        .unknownTask(step: "s", task: "t", known: ["a"]), .unknownSymptom("s", known: ["a"]),
        .unknownInput("i", known: ["a"]), .profileExists("p"), .isReference(step: "s"),
        .notCaptured(input: "i", step: nil), .notCaptured(input: "i", step: "s"),
        .secretAsArgument(input: "i"),
        .brokenGuide([]), .unsoundGuide([]), .secretInNote,
        .brokenProgress(path: "p", line: 1, column: 2),
        .doubtfulImport([.redirectURI]),
        .unknownCheck("c", known: ["k"]), .noAuthority(path: "p"),
        .missingValues([
            MissingValue(input: "i", step: "s"), MissingValue(input: "j", step: nil),
        ]),
        .notWritten,
        .missingAnswer(option: "--yes"),
        .mistrusted(
            path: "p", fingerprint: "f", generation: 3, .stranger(known: "k", knownGeneration: 2)),
        .mistrusted(
            path: "p", fingerprint: "f", generation: 3,
            .stranger(known: "k", knownGeneration: nil)),
        .mistrusted(path: "p", fingerprint: "f", generation: 3, .older(knownGeneration: 4)),
        .mistrusted(path: "p", fingerprint: "f", generation: 3, .fork),
        .unknownVault(use),
        .vaultDeclined(path: "p"),
        .wrongFingerprint(found: "f"),
        .brokenPins(path: "p", line: 1, column: 2),
        .twoSecrets(input: "i"),
        .noPrevious(input: "i"),
        .noForm(guide: "g"),
        .clipboard(.noDisplay), .clipboard(.noProgram("p")), .clipboard(.failed("p")),
        .noSignIn(guide: "g"), .loopback(.portTaken(1)), .loopback(.failed(code: 5)),
        .noAddress(guide: "g"),
        .badAddress(input: "i"),
        .twoVaults(path: "p"),
        .noConflict(input: "i"),
        .conflict(input: "i", [ConflictVersion(time: "t", slot: "s", isRemoved: true)]),
        .mergeConflict(path: "p", [VaultMerge.Place(profile: "q", input: "i")]),
        .slotsInDoubt(path: "p", slots: ["a", "b"]),
        .noVersion(input: "i", number: 3, count: 2),
        .notMergeable(path: "p"),
        .notInGit(path: "p", message: "m"),
        .noGit,
        .gitFailed(command: "git config k", message: "m"),
    ]

    static let all: [Fault] =
        files.map { .file(FileFault($0, at: "p")) }
        + vaults.map { .damagedVault(path: "p", $0) }
        + names.map { .badProfileName("n", $0) }
        + values.map { .refusedValue(input: "i", $0) }
        + imports.map { .refusedImport(path: "p", $0) }
        + handovers.map { .handover(path: "p", $0) }
        + received.map { .received(path: "p", $0) } + others

    static func sentences(_ language: String) throws -> Sentences {
        Sentences(words: try Language.words(language, content: nil))
    }

    private static func isWhole(_ text: String) -> Bool {
        !text.isEmpty && !text.contains(/\{'?[a-z0-9-]+'?\}/)
            && !text.contains(/\b(error|hint|problem|warning)\.[a-z]/)
    }

    @Test(arguments: ["pl", "en"])
    func `every fault has a sentence of its own`(language: String) throws {
        let sentences = try SentenceTests.sentences(language)
        let unknown = sentences.words("error.unknown")
        var seen: [String: Fault] = [:]
        for fault in SentenceTests.all {
            let (message, hint) = sentences.text(for: fault)
            #expect(SentenceTests.isWhole(message), "\(fault): \(message)")
            #expect(message != unknown, "\(fault)")
            if let hint { #expect(SentenceTests.isWhole(hint), "\(fault): \(hint)") }
            // No terminal and no way in are one thing to a person.
            if fault != .prompt(.noTerminal) {
                #expect(seen[message] == nil, "\(fault): \(message)")
                seen[message] = fault
            }
        }
    }

    @Test(arguments: ["pl", "en"])
    func `every problem of a guide has a sentence`(language: String) throws {
        let words = try Language.words(language, content: nil)
        for code in ProblemCode.allCases {
            let key = code.rawValue.split(separator: "-").dropFirst().joined(separator: "-")
            #expect(words.has("problem." + key), "\(code)")
        }
    }

    @Test(arguments: ["pl", "en"])
    func `warnings and doubts have sentences`(language: String) throws {
        let sentences = try SentenceTests.sentences(language)
        let guide = try GuideShelf(content: nil).guide("gmail")
        let warnings: [ValueWarning] = [
            .pattern, .otherBeginning(input: "o", expected: "e", found: "f"),
        ]
        for warning in warnings {
            let text = sentences.text(for: warning, about: "i", in: guide)
            #expect(SentenceTests.isWhole(text) && text.contains("i"), "\(text)")
        }
        let doubts: [ImportDoubt] = [
            .redirectURI, .project(captured: "c", file: "f"), .client(captured: "c", file: "f"),
        ]
        for doubt in doubts { #expect(SentenceTests.isWhole(sentences.text(for: doubt))) }
    }

    @Test(arguments: [
        ("en", "“Client ID” looks like “Client secret”: the two were probably swapped"),
        (
            "pl",
            "Wartość „ID” wygląda jak „Klucz”: prawdopodobnie zamieniono je miejscami"
        ),
    ])
    func `on a page values go by their titles, in commands by their IDs`(
        language: String, expected: String
    ) throws {
        let words = try Language.words(language, content: nil)
        let titles =
            language == "pl"
            ? ["client_id": "ID", "client_secret": "Klucz"]
            : ["client_id": "Client ID", "client_secret": "Client secret"]
        let sentences = Sentences(words: words) { titles[$0] ?? $0 }
        let swapped = Fault.refusedValue(
            input: "client_id", .like(input: "client_secret"))
        #expect(sentences.text(for: swapped).message == expected)
        let (message, hint) = sentences.text(for: .badAddress(input: "client_id"))
        #expect(!message.contains("client_id"))
        #expect(hint?.contains("krok set client_id") == true)
    }

    @Test func `what others wrote cannot steer the terminal or fill places`() throws {
        let sentences = try SentenceTests.sentences("en")
        let evil = Fault.unknownTask(step: "{name}\u{1B}[2J", task: "{known}", known: ["k"])
        let message = sentences.text(for: evil).message
        #expect(!message.contains("\u{1B}"))
        #expect(message == "step {name}\u{FFFD}[2J has no task “{known}”; it has: k")
    }
}
