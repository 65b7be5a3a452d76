/// Every reason of a verdict, with the details that its sentence needs.

/// Why a check says what it says; the raw values are printed and never change.
package enum CheckReason: String, Sendable, Equatable, CaseIterable {
    // MARK: Anything that is asked

    /// No usable answer; `fault` is a raw value of `NetworkFault`.
    case network
    /// An answer that means neither yes nor no; `status` and, where there was one, `error`.
    case unexpected

    // MARK: Forms

    case looksRight = "looks-right"
    /// `fault` says what the value check says.
    case looksWrong = "looks-wrong"
}
