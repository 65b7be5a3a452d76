/// An answer that a command may be given instead of being asked.
internal import ArgumentParser

/// `yes` or `no`, and nothing else.
enum YesOrNo: String, ExpressibleByArgument {
    case yes, no

    var isYes: Bool { self == .yes }
}
