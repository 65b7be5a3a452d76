/// The exit statuses of `design.md`: scripts rely on them, so that no number ever changes.
import Certificates
import GoogleClient
import Handover
import Platform
import Testing
import Vaults
import Walkthrough
import Workspace
import YetiForce

struct StatusTests {
    @Test(
        arguments: [
            (1, [Fault.mergeConflict(path: "p", []), .slotsInDoubt(path: "p", slots: [])]),
            (
                64,
                [
                    Fault.missingAnswer(option: "--yes"), .secretAsArgument(input: "i"),
                    .doubtfulImport([.redirectURI]),
                    .unknownVault(
                        FirstUse(
                            path: "p", fingerprint: "f", slot: "s", kind: .recipient,
                            generation: 3, changed: nil)),
                    .noForm(guide: "g"),
                    .noAddress(guide: "g"),
                    .handover(path: "p", .noKey),
                    .handover(path: "p", .cbcWithoutCertificate),
                    .notMergeable(path: "p"),
                ]
            ),
            (
                65,
                [
                    .damagedVault(path: "p", .damaged), .newerFormat(path: "p", found: 2, known: 1),
                    .brokenGuide([]), .unsoundGuide([]), .secretInNote,
                    .brokenProgress(path: "p", line: 1, column: 1),
                    .refusedImport(path: "p", .installed), .missingValues([]),
                    .refusedValue(input: "i", .empty),
                    .badAddress(input: "i"),
                    .brokenPins(path: "p", line: 1, column: 1),
                    .twoSecrets(input: "i"),
                    .handover(path: "p", .damaged),
                    .handover(path: "p", .notSealedFile),
                    .handover(path: "p", .unfit(subject: "s", [.expired(at: 0)])),
                    .handover(path: "p", .mixedKinds),
                    .handover(path: "p", .secretAsRecipient),
                    .received(path: "p", .masked),
                    .twoVaults(path: "p"),
                    .conflict(input: "i", [] as [ConflictVersion]),
                    .noAuthority(path: "p"),
                    .file(FileFault(.tooLarge(limit: 1), at: "p")),
                ]
            ),
            (
                66,
                [
                    .noVault(path: "p"), .unknownGuide("g", known: []),
                    .unknownProfile("p", known: []),
                    .unknownStep("s", known: []), .unknownTask(step: "s", task: "t", known: []),
                    .unknownSymptom("s", known: []), .unknownInput("i", known: []),
                    .notCaptured(input: "i", step: nil), .unknownCheck("c", known: []),
                    .noPrevious(input: "i"),
                    .file(FileFault(.missing, at: "p")),
                    .noConflict(input: "i"),
                    .noVersion(input: "i", number: 3, count: 2),
                    .notInGit(path: "p", message: ""),
                    .noGit,
                ]
            ),
            (
                73,
                [
                    .vaultExists(path: "p"), .profileExists("p"),
                    .gitFailed(command: "c", message: "m"),
                    .file(FileFault(.readOnly, at: "p")),
                    .file(FileFault(.denied, at: "p")),
                ]
            ),
            (
                74,
                [
                    .notWritten, .file(FileFault(.noSpace, at: "p")),
                    .file(FileFault(.failed(code: 5), at: "p")),
                ]
            ),
            (75, [.file(FileFault(.busy, at: "p"))]),
            (
                77,
                [
                    .wrongKey(slot: "s"), .noWayIn, .noSlot(name: "s", known: []),
                    .noIdentityFits(slots: ["s"]), .noIdentitySlot(known: ["s"]),
                    .handover(path: "p", .fileEncrypted),
                    .mistrusted(path: "p", fingerprint: "f", generation: 1, .fork),
                    .vaultDeclined(path: "p"),
                    .wrongFingerprint(found: "f"),
                    .prompt(.noTerminal),
                    .handover(path: "p", .wrongKey),
                    .handover(path: "p", .wrongPassphrase),
                    .handover(path: "p", .keyEncrypted),
                    .handover(path: "p", .wrongKeyPassphrase),
                    .handover(path: "p", .keyOfOtherKind),
                    .file(FileFault(.symbolicLink, at: "p")),
                    .file(FileFault(.wrongOwner, at: "p")),
                    .file(FileFault(.writableByOthers, at: "p")),
                    .file(FileFault(.readableByOthers, at: "p")),
                ]
            ),
        ] as [(Int32, [Fault])])
    func `a fault has the status that the table says`(status: Int32, faults: [Fault]) {
        for fault in faults { #expect(fault.status == status, "\(fault)") }
    }
}
