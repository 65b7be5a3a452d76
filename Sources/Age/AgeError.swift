/// Everything that can go wrong, as data: sentences are made by whoever shows them.

/// Why a file was not written or not opened, or why a key's text was not taken.
///
/// A wrong passphrase is `noMatch`: a wrong one and a damaged stanza look the same.
@nonexhaustive
public enum AgeError: Error, Equatable, Sendable {
    /// The header is not what the specification says; lines count from one, behind it is zero.
    case header(HeaderFault, line: Int)
    /// The armor is not what the specification says; lines count from one.
    case armor(ArmorFault, line: Int)
    /// The header was changed after it was written.
    case macMismatch
    /// None of the identities opens the file.
    case noMatch
    /// An identity, or all that the file is for, is of a kind that is not built in: these kinds.
    ///
    /// A file that is also for keys of a kind that is built in is refused as `noMatch` to others:
    /// theirs might have been one of them.
    case unsupported([String])
    /// The payload was damaged, cut or extended; chunks count from zero.
    case payload(PayloadFault, chunk: Int)

    /// The file is longer than the reader allows.
    case fileTooLarge(bytes: Int, limit: Int)
    /// The header is longer than the reader allows.
    case headerTooLarge(limit: Int)
    /// There are more stanzas than the reader allows.
    case tooManyStanzas(limit: Int)
    /// Opening would cost more than the reader allows.
    case workFactorTooHigh(Int, limit: Int)
    /// There is not enough memory for this work factor.
    case outOfMemory(workFactor: Int)

    /// The text is no recipient.
    case recipient(KeyFault)
    /// The text is no identity; lines count from one.
    case identity(KeyFault, line: Int)
    /// The identity file is an age file itself: `IdentityFile.open` takes its passphrase.
    case identityFileEncrypted
    /// The identity file holds no identity.
    case identityFileEmpty

    /// There is nobody to encrypt to.
    case noRecipients
    /// A passphrase stands beside another recipient.
    case passphraseNotAlone
    /// The passphrase has no byte.
    case emptyPassphrase
    /// The work factor is not one of `Limits.writableWorkFactors`.
    case workFactorOutOfRange(Int)
}

/// What is wrong with a header.
@nonexhaustive
public enum HeaderFault: Error, Equatable, Sendable {
    /// The first line is not exactly `age-encryption.org/v1`.
    case version
    /// The file ends, or the header has no line feed where one is due.
    case cutOff
    /// There is no stanza in front of the closing line.
    case noStanza
    /// The line is neither the beginning of a stanza nor the closing line.
    case stanzaStart
    /// An argument is empty or holds a byte outside of the visible ASCII characters.
    case argument
    /// A body line has more than 64 characters.
    case bodyLength
    /// A body line is not canonical base64 without padding.
    case bodyEncoding
    /// The closing line is not `--- ` and 43 characters of canonical base64.
    case closingLine
    /// The stanza has not the arguments that its kind demands.
    case argumentCount
    /// The ephemeral share is no canonical base64 of 32 bytes, or of low order.
    case share
    /// The salt is no canonical base64 of 16 bytes.
    case salt
    /// The work factor is no decimal number that begins with 1 to 9.
    case workFactor
    /// The wrapped file key has not 32 bytes.
    case wrappedKey
    /// A passphrase stanza is not the only stanza.
    case passphraseNotAlone
    /// The payload has not even its nonce.
    case nonce
}

/// What is wrong with an armor.
@nonexhaustive
public enum ArmorFault: Equatable, Sendable {
    /// Something other than white space stands in front of the first line.
    case leading
    /// The first line is not exactly the BEGIN line.
    case begin
    /// There is no END line.
    case end
    /// A line is empty, has more than 64 columns, or is short and not the last.
    case lineLength
    /// The text is not canonical base64 with padding.
    case encoding
    /// Something other than white space stands behind the END line.
    case trailing
}

/// What is wrong with a payload.
@nonexhaustive
public enum PayloadFault: Equatable, Sendable {
    /// The chunk's tag does not fit: its bytes were changed, or moved from another place.
    case damaged
    /// The chunk is genuine, but the file ends here and should not.
    case cutOff
    /// The chunk is genuine and was the last one, but more bytes follow.
    case extended
}

/// What is wrong with the text of a key.
@nonexhaustive
public enum KeyFault: Error, Equatable, Sendable {
    /// The text is shorter or longer than such a key.
    case length
    /// A character, counted from zero, that does not belong there.
    case character(at: Int)
    /// Upper and lower case are mixed, or are not the case that this kind is written in.
    case letterCase
    /// There is no separator `1`, or nothing in front of it.
    case separator
    /// The beginning names no kind of key that age knows.
    case prefix
    /// The checksum does not fit: something was mistyped.
    case checksum
    /// The bits that fill up the last character are not zero.
    case padding
    /// The point is of low order: nothing can be encrypted to it.
    case lowOrder
}
