/// What can be wrong with the bytes of a vault.

/// A refusal of a slot or of `vault.age`; never carries a part of what was read.
package enum VaultFault: Error, Equatable, Sendable {
    /// The passphrase or identity does not open the slot; a damaged slot looks the same.
    case wrongKey
    /// The file is no age file, or it was cut or changed.
    case damaged
    /// The file is whole, but encrypted to another key than the one in the slot.
    case foreign
    /// The document inside is not what this format says, at a place of the plaintext.
    case invalidDocument(line: Int, column: Int)
    /// The document belongs to another vault than the key: two vaults were mixed.
    case mixedUp
    /// The document to be merged belongs to another vault, or to this one before its key changed.
    case otherVault
    /// A format that a later Krok wrote.
    case newerFormat(Int)
    /// Not enough memory to stretch the passphrase.
    case noMemory
    /// The text is no age recipient that can be encrypted to; the kind, if it has a known name.
    case badRecipient(kind: String?)
    /// The file holds no age identity that can be used; the kind, if it has a known name.
    case badIdentity(kind: String?)
    /// The slot asks for more work than Krok is willing to do.
    case tooMuchWork(logN: Int, limit: Int)
}
