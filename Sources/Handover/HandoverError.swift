/// Why an export was not sealed for somebody, or a received file not opened.
package import Certificates

/// A refusal; none quotes a secret, nor a text that could be one.
package enum HandoverError: Error, Equatable, Sendable {
    // Recipients.
    /// The file names nobody.
    case noRecipient
    /// No age recipient; lines count from one, 0 is an argument. `kind` is one that age knows.
    case badRecipient(line: Int, kind: String?)
    /// A secret key stands where its public half belongs.
    case secretAsRecipient
    case tooManyRecipients(limit: Int)
    /// An age file has no place for a certificate, and a CMS file none for an age recipient.
    case mixedKinds
    case badCertificates(CertificateError)
    /// The certificate was read, and these things speak against it.
    case unfit(subject: String, [CertificateProblem])
    /// CBC is a matter of certificates.
    case cbcWithoutCertificate
    case notSealed
    /// OpenSSL, which reads and writes CMS, is not installed.
    case libraryMissing

    // A received file.
    case tooLarge(limit: Int)
    /// Neither an age file nor CMS.
    case notSealedFile
    /// It begins as one of the two, but was cut or changed.
    case damaged
    /// Sealed in a way that is not supported: kinds of age stanzas, or a form of CMS.
    case unsupported(String)
    /// The key opens nothing of the file; for RSA a changed file looks the same.
    case wrongKey
    case wrongPassphrase
    case tooMuchWork(logN: Int, limit: Int)
    case noMemory

    // What opens it.
    /// A key has to be named to open this file.
    case noKey
    /// The file named holds neither age identities nor a PEM private key.
    case badKey(kind: String?)
    /// A line of the file is meant to be an age identity, and a character is missing or wrong.
    case mistypedKey(line: Int)
    /// CMS needs a private key in PEM, and nobody types one.
    case keyNotTyped
    /// An age file needs an age identity, CMS a PEM private key.
    case keyOfOtherKind
    /// The key itself is encrypted: its passphrase is needed.
    case keyEncrypted
    case wrongKeyPassphrase
    /// A passphrase opens the file, and there is nobody to ask for it.
    case fileEncrypted
}
