/// Everything that a use case can refuse, as data: sentences are made by the faces.
package import Guides
package import GoogleClient
package import Handover
package import Platform
package import Vaults
package import Walkthrough
package import YetiForce

/// A refusal, with what was expected and what was found.
package enum Fault: Error, Equatable {
    case file(FileFault)

    // The vault.
    case noVault(path: String)
    case vaultExists(path: String)
    case incompleteVault(path: String, missing: String)
    case noSlot(name: String, known: [String])
    /// The passphrase does not open the slot, or the slot is damaged.
    case wrongKey(slot: String)
    case damagedVault(path: String, VaultFault)
    case newerFormat(path: String, found: Int, known: Int)
    /// The vault's folder and ways in are there, but its `vault.age` is not.
    case lostVaultFile(path: String, kept: [Int])
    /// None of the slots opens with the identity file that was given.
    case noIdentityFits(slots: [String])
    /// Every slot that there is opens with a passphrase.
    case noIdentitySlot(known: [String])
    /// The file that was given holds no age identity that could be tried.
    case badIdentity(path: String, IdentityProblem)
    /// A secret key stands where everybody could read it: in an argument or a variable.
    case keyInTheOpen(place: String, isVariable: Bool)
    /// A slot is for one recipient, and the file names more.
    case severalRecipients(path: String, count: Int)
    case badSlotName(String)
    /// A recovery key's slot would not be known for one.
    case badRecoveryName(String)
    case slotExists(String)
    /// The slot that the vault was opened through has no passphrase to change.
    case notAPassphrase(slot: String)
    /// A README that is not Krok's stands where the vault's would.
    case strangersReadme(path: String)
    /// Whoever removes the only way in loses everything.
    case lastSlot(String)
    /// A passphrase is needed and there is nobody to ask.
    case noWayIn
    /// The session keyring does not take the vault key, or no other process finds it there.
    case keyring(KeyringFault)
    /// The desktop's clipboard is not there, or did not take the value.
    case clipboard(ClipboardFault)
    /// The passphrase does not open the identity file that is itself encrypted.
    case wrongIdentityPassphrase(path: String)
    /// Two things are to be read from standard input, which is read once.
    case oneInput(String, String)
    case emptyPassphrase
    case prompt(PromptFault)
    /// A guide declares less care for a value than the vault keeps it with.
    case lessCareful(input: String)

    // What this machine has seen of a vault.
    /// The vault is not the one, or not the newest, that was seen here; both are named.
    case mistrusted(path: String, fingerprint: String, generation: Int, Mistrust)
    /// A vault that was never opened here, behind a slot that anybody could have put there.
    case unknownVault(FirstUse)
    /// A person looked at the fingerprint and said no.
    case vaultDeclined(path: String)
    /// Not the vault that the given fingerprint names.
    case wrongFingerprint(found: String)
    case brokenPins(path: String, line: Int, column: Int)
    /// A prepared change of the vault key lies there that no Krok of this machine prepared.
    case strangeRekey(path: String)
    /// The vault has had another key since it was opened here: somebody gave it a new one.
    case keyChanged(path: String)
    /// Another Krok changed these inputs after a person had looked at them, and before the yes.
    case changedMeanwhile(inputs: [String])
    /// Two secrets are kept already, as Google allows: which one goes is for a person to say.
    case twoSecrets(input: String)
    /// There is no older secret to drop or to go back to.
    case noPrevious(input: String)
    // Merging.
    /// The other side is encrypted to another key: another vault, or this one with a new key.
    case twoVaults(path: String)
    /// A value has several versions, and nobody has chosen.
    case conflict(input: String, [ConflictVersion])
    /// The merge is written, and left values to choose between.
    case mergeConflict(path: String, [VaultMerge.Place])
    /// The merge is written; each side had removed the ways in that the other one had left.
    case slotsInDoubt(path: String, slots: [String])
    /// There is nothing to choose, or no version of that number.
    case noConflict(input: String)
    case noVersion(input: String, number: Int, count: Int)
    /// Neither a `vault.age` nor a progress file.
    case notMergeable(path: String)
    case notInGit(path: String, message: String)
    case noGit
    case gitFailed(command: String, message: String)

    // Names that lead nowhere.
    case noGeneration(Int, known: [Int])
    case unknownGuide(String, known: [String])
    case unknownProfile(String, known: [String])
    case unknownStep(String, known: [String])
    case unknownTask(step: String, task: String, known: [String])
    case unknownSymptom(String, known: [String])
    case unknownInput(String, known: [String])
    case badProfileName(String, ProfileName.Fault)
    case profileExists(String)
    case isReference(step: String)
    case notCaptured(input: String, step: String?)
    /// Plain Markdown asks for no values, so that there is none to keep or to export.
    case plainGuide(path: String)
    case noMarkdown(path: String)
    /// No step of the guide holds all the words.
    case nothingFound(String)
    case unknownCheck(String, known: [String])
    /// The file given with `--ca-file` holds no certificate.
    case noAuthority(path: String)

    // Values and files.
    case refusedValue(input: String, ValueRefusal)
    case secretAsArgument(input: String)
    case brokenGuide([Problem])
    /// A guide that can be used, but in which the linter found errors: it is not confirmed.
    case unsoundGuide([Problem])
    /// What a reader wrote to a guide's author looks like a secret.
    case secretInNote
    case brokenProgress(path: String, line: Int, column: Int)
    case refusedImport(path: String, GoogleClientError)
    case doubtfulImport([ImportDoubt])
    case missingValues([MissingValue])
    /// The guide is not about a vendor whose sign-in Krok knows.
    case noSignIn(guide: String)
    /// The port that the browser comes back to is not to be had.
    case loopback(LoopbackFault)
    /// The guide ends in no form, so that there is nothing to export.
    case noForm(guide: String)
    /// The guide does not say which input holds the installation's address.
    case noAddress(guide: String)
    /// What is captured as the installation's address is none that a browser opens.
    case badAddress(input: String)
    case notWritten
    /// Sealing for somebody else, or opening what somebody sealed.
    case handover(path: String, HandoverError)
    /// What was decrypted is no export that can be taken in.
    case received(path: String, ReceivedFormError)

    // Serving.
    /// The port is taken, or not for this user.
    case cannotListen
    /// Who connects could not be told: the kernel's table of connections is not readable.
    case noConnectionTable
    /// A template of the pages is missing or malformed.
    case brokenTemplate(String)

    // What a command without a terminal would have to ask.
    case missingAnswer(option: String)

    /// The exit status of `design.md`; the numbers never change their meaning.
    package var status: Int32 {
        switch self {
        case .mergeConflict, .slotsInDoubt: 1
        case .missingAnswer, .secretAsArgument, .doubtfulImport, .unknownVault, .noForm, .oneInput,
            .keyInTheOpen, .plainGuide, .notMergeable, .noAddress, .noSignIn:
            64
        case .damagedVault, .incompleteVault, .lostVaultFile, .newerFormat, .badIdentity,
            .severalRecipients, .brokenGuide, .brokenProgress,
            .secretInNote, .unsoundGuide, .refusedImport, .missingValues, .refusedValue,
            .badProfileName,
            .lessCareful,
            .emptyPassphrase, .isReference, .badSlotName, .badRecoveryName, .lastSlot,
            .notAPassphrase,
            .brokenPins, .twoSecrets, .received, .twoVaults, .conflict, .badAddress,
            .noAuthority:
            65
        case .unknownGuide, .unknownProfile, .unknownStep, .unknownTask, .unknownSymptom,
            .unknownInput, .notCaptured, .nothingFound, .noMarkdown, .noVault, .noGeneration,
            .noPrevious,
            .noConflict,
            .noVersion, .notInGit, .noGit, .unknownCheck:
            66
        case .vaultExists, .profileExists, .slotExists, .strangersReadme, .gitFailed: 73
        case .notWritten: 74
        case .cannotListen: 75
        case .noConnectionTable: 73
        case .brokenTemplate: 65
        // Where nothing can be put it cannot be created; a quota is what a full disk is.
        case .keyring(.unavailable), .keyring(.missing), .keyring(.expired): 73
        case .keyring(.quota), .keyring(.failed): 74
        case .clipboard(.noDisplay), .clipboard(.noProgram): 73
        case .clipboard(.failed): 74
        case .loopback(.portTaken): 75
        case .loopback(.failed): 74
        case .wrongKey, .noWayIn, .noSlot, .noIdentityFits, .noIdentitySlot, .mistrusted,
            .vaultDeclined,
            .wrongFingerprint, .wrongIdentityPassphrase, .strangeRekey:
            77
        case .changedMeanwhile, .keyChanged: 75
        case .prompt(.tooLong): 65
        case .prompt(.ended): 64
        case .prompt(.noTerminal): 77
        case .file(let fault): fault.status
        case .handover(_, let error): error.status
        }
    }
}

extension HandoverError {
    fileprivate var status: Int32 {
        switch self {
        case .cbcWithoutCertificate, .noKey, .keyNotTyped: 64
        case .libraryMissing: 69
        case .wrongKey, .wrongPassphrase, .keyOfOtherKind, .keyEncrypted, .fileEncrypted,
            .wrongKeyPassphrase:
            77
        default: 65
        }
    }
}

extension FileFault {
    fileprivate var status: Int32 {
        switch kind {
        case .closed: 64
        case .missing, .notAFile, .notAFolder: 66
        case .tooLarge: 65
        case .readOnly, .exists, .denied, .cannotCreate: 73
        case .noSpace, .failed: 74
        case .busy, .replaced: 75
        case .symbolicLink, .wrongOwner, .writableByOthers, .readableByOthers: 77
        }
    }
}

/// One version of a value in conflict, without the value.
package struct ConflictVersion: Equatable, Sendable {
    package let time: String
    package let slot: String
    package let isRemoved: Bool

    package init(time: String, slot: String, isRemoved: Bool) {
        self.time = time
        self.slot = slot
        self.isRemoved = isRemoved
    }
}

/// Something about Google's file that does not fit what is captured: the person decides.
package enum ImportDoubt: Equatable, Sendable {
    /// The captured redirect URI is not among the file's.
    case redirectURI
    case project(captured: String, file: String)
    case client(captured: String, file: String)
}

/// A value that an export needs, and the step that captures it.
package struct MissingValue: Equatable, Sendable {
    package let input: String
    package let step: String?

    package init(input: String, step: String?) {
        self.input = input
        self.step = step
    }
}
