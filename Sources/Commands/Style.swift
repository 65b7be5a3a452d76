/// How much a terminal can show, and the control sequences for it.
internal import Platform
internal import Workspace

/// Colour, links and cursor movement, as far as they are wanted and possible.
struct Style {
    /// Linear output for pipes and screen readers.
    let isPlain: Bool
    let hasColour: Bool
    let hasLinks: Bool

    /// A width for tests; nil: whatever the terminal has at the moment.
    private let fixedWidth: Int?
    private let variableWidth: Int?

    /// The columns that text is wrapped to; a terminal may have been resized since the last page.
    var width: Int {
        if let fixedWidth { return fixedWidth }
        let columns = Terminal.size?.columns ?? variableWidth ?? 80
        return min(max(columns, 20), Style.comfortable)
    }

    /// Lines longer than this are hard to read, however wide the terminal is.
    private static let comfortable = 100

    init(plain: Bool, in environment: Environment) {
        let terminal = environment.variable("TERM") ?? "dumb"
        isPlain = plain || !Stream.output.isTerminal || terminal == "dumb"
        hasColour = !isPlain && environment.variable("NO_COLOR") == nil
        hasLinks = !isPlain && Style.knowsLinks(environment)
        fixedWidth = nil
        variableWidth = environment.variable("COLUMNS").flatMap(Int.init)
    }

    /// For tests: everything given.
    init(plain: Bool, colour: Bool, links: Bool, width: Int) {
        isPlain = plain
        hasColour = colour
        hasLinks = links
        fixedWidth = width
        variableWidth = nil
    }

    /// Terminals that are known to understand OSC 8; elsewhere the address is written out.
    private static func knowsLinks(_ environment: Environment) -> Bool {
        if let version = environment.variable("VTE_VERSION").flatMap(Int.init) {
            return version >= 5000
        }
        let signs = ["KITTY_WINDOW_ID", "WT_SESSION", "KONSOLE_VERSION", "WEZTERM_PANE"]
        if signs.contains(where: { environment.variable($0) != nil }) { return true }
        return ["iTerm.app", "WezTerm", "vscode", "ghostty"].contains(
            environment.variable("TERM_PROGRAM") ?? "")
    }

    /// Moves to the top of an empty screen, keeping what was there in the scrollback.
    var clear: String { isPlain ? "" : "\u{1B}[H\u{1B}[2J" }
}

/// What a piece of text is; the terminal decides how it looks.
enum Look: Equatable {
    case plain, strong, emphasis, code, title, faint, good, warning, struck

    /// SGR parameters that are legible on light and dark: no fixed background, no pure blue.
    var parameters: String {
        switch self {
        case .plain: ""
        case .strong: "1"
        case .emphasis: "3"
        case .code: "36"
        case .title: "1;4"
        case .faint: "2"
        case .good: "32"
        case .warning: "33"
        case .struck: "9"
        }
    }
}
