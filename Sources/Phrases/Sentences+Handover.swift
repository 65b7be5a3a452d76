/// The sentences for sealing and opening exports.
internal import Certificates
internal import Handover
internal import Words
internal import YetiForce

extension Sentences {
    func handover(_ path: String, _ error: HandoverError) -> (message: String, hint: String?) {
        switch error {
        case .noRecipient: pair("no-recipient", ["path": path])
        case .badRecipient(let line, let kind): badRecipient(path, line, kind)
        case .secretAsRecipient: pair("secret-as-recipient", ["path": path])
        case .tooManyRecipients(let limit):
            pair("too-many-recipients", ["path": path, "limit": "\(limit)"])
        case .mixedKinds: pair("mixed-recipients", ["path": path])
        case .badCertificates(let error): certificates(path, error)
        case .unfit(let subject, let problems): unfit(path, subject, problems)
        case .cbcWithoutCertificate: pair("cbc-without-certificate")
        case .notSealed: pair("not-sealed")
        case .libraryMissing: pair("openssl-missing")
        default: opening(path, error)
        }
    }

    private func opening(
        _ path: String, _ error: HandoverError
    ) -> (message: String, hint: String?) {
        switch error {
        case .tooLarge(let limit): pair("sealed-too-large", ["path": path, "limit": "\(limit)"])
        case .notSealedFile: pair("not-a-sealed-file", ["path": path])
        case .damaged: pair("sealed-damaged", ["path": path])
        case .unsupported(let kind): pair("sealed-unsupported", ["path": path, "kind": kind])
        case .wrongKey: pair("sealed-wrong-key", ["path": path])
        case .wrongPassphrase: pair("sealed-wrong-passphrase", ["path": path])
        case .tooMuchWork(let logN, let limit):
            pair(
                "sealed-too-much-work",
                ["path": path, "found": "\(logN)", "limit": "\(limit)"])
        case .noMemory: pair("sealed-no-memory", ["path": path])
        case .noKey: pair("no-key", ["path": path])
        case .badKey(let kind):
            pair(kind == nil ? "bad-key" : "foreign-key", ["path": path, "kind": kind ?? ""])
        case .mistypedKey(let line):
            pair("mistyped-identity", ["path": path, "line": "\(line)"])
        case .keyNotTyped: pair("key-not-typed", ["path": path])
        case .keyOfOtherKind: pair("key-of-other-kind", ["path": path])
        case .keyEncrypted: pair("key-encrypted", ["path": path])
        case .fileEncrypted: pair("file-encrypted", ["path": path])
        case .wrongKeyPassphrase: pair("wrong-key-passphrase", ["path": path])
        default: pair("unknown")
        }
    }

    private func badRecipient(
        _ path: String, _ line: Int, _ kind: String?
    ) -> (message: String, hint: String?) {
        let place = line == 0 ? path : path + ":" + String(line)
        return pair(
            kind == nil ? "recipient-unreadable" : "recipient-unsupported",
            ["place": place, "kind": kind ?? ""])
    }

    private func certificates(
        _ path: String, _ error: CertificateError
    ) -> (message: String, hint: String?) {
        switch error {
        case .notPEM: pair("certificate-not-pem", ["path": path])
        case .noCertificate: pair("certificate-none", ["path": path])
        case .privateKey: pair("secret-as-recipient", ["path": path])
        case .unreadable(let number):
            pair("certificate-unreadable", ["path": path, "number": "\(number)"])
        case .tooMany(let limit):
            pair("too-many-recipients", ["path": path, "limit": "\(limit)"])
        case .tooLarge(let limit): pair("sealed-too-large", ["path": path, "limit": "\(limit)"])
        case .libraryMissing: pair("openssl-missing")
        }
    }

    private func unfit(
        _ path: String, _ subject: String, _ problems: [CertificateProblem]
    ) -> (message: String, hint: String?) {
        let (message, hint) = pair("certificate-unfit", ["path": path, "subject": subject])
        let words = CertificateWords(words: words)
        let lines = problems.map { "  " + words.text(for: $0) }
        return (([message] + lines).joined(separator: "\n"), hint)
    }

    func received(
        _ path: String, _ error: ReceivedFormError
    ) -> (message: String, hint: String?) {
        switch error {
        case .notJSON(let line, let column):
            pair("received-not-json", ["path": path, "line": "\(line)", "column": "\(column)"])
        case .notAnExport: pair("received-not-an-export", ["path": path])
        case .otherForm(let form): pair("received-other-form", ["path": path, "form": form])
        case .masked: pair("received-masked", ["path": path])
        case .missing(let field): pair("received-missing", ["path": path, "field": field])
        case .otherGuide(let found, let expected):
            pair(
                "received-other-guide", ["path": path, "found": found, "expected": expected])
        }
    }
}
