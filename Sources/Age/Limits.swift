/// How much a reader takes on before it knows whether a file is meant for it.

/// The limits of reading; each holds before any scrypt runs.
public struct Limits: Equatable, Sendable {
    /// The largest file, as it is given: with its armor.
    public var fileBytes: Int

    /// The longest header.
    public var headerBytes: Int

    /// The largest number of stanzas.
    public var stanzas: Int

    /// The largest scrypt work factor, the base-two logarithm of N.
    ///
    /// Each step doubles time and memory: 18 takes 256 MiB, 22 takes 4 GiB. Above 30 nothing is
    /// derived, whatever stands here.
    public var workFactor: Int

    /// The defaults suit files of secrets, not of films.
    public init(
        fileBytes: Int = 64 << 20, headerBytes: Int = 1 << 20, stanzas: Int = 128,
        workFactor: Int = 22
    ) {
        self.fileBytes = fileBytes
        self.headerBytes = headerBytes
        self.stanzas = stanzas
        self.workFactor = workFactor
    }

    /// The work factors that are written: what every known reader accepts at most is 22.
    public static let writableWorkFactors = 1...22

    /// The limit that is applied; `Scrypt` derives nothing above 30.
    var appliedWorkFactor: Int { min(workFactor, 30) }
}
