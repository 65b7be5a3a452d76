/// The looks of a drawing, as classes of one style sheet for light and dark screens.

/// What a shape or a text is; the raw value is its class.
enum Style: String, CaseIterable {
    case window = "w"
    case bar = "b"
    case shadow = "s"
    case line = "l"
    case input = "i"
    case button = "p"
    case mainButton = "m"
    case offButton = "o"
    case marked = "k"
    case check = "v"
    case good = "g"
    case bad = "r"
    case callout = "n"
    case arrow = "a"
    case heading = "th"
    case part = "tp"
    case text = "t"
    case strong = "ts"
    case faint = "tf"
    case small = "tl"
    case code = "tc"
    case mainText = "tm"
    case offText = "to"
    case number = "tn"
    case signText = "tg"

    /// Colours are written out for each of both modes: renderers that know no variables keep them.
    static let sheet = light + "@media(prefers-color-scheme:dark){" + dark + "}"

    private static let fonts = """
        text{font-family:system-ui,"Segoe UI",Roboto,"DejaVu Sans",sans-serif;font-size:13px}\
        .tc{font-family:ui-monospace,"DejaVu Sans Mono",monospace;font-size:12px}\
        .th{font-size:18px;font-weight:600}.tp{font-size:14px;font-weight:600}\
        .ts,.tm{font-weight:600}.tl{font-size:12px}\
        .tn,.tg{font-size:12px;font-weight:700}
        """

    private static let light =
        fonts + """
            .w,.i,.p{fill:#fff;stroke:#80868b}.b{fill:#eef0f2}.s{fill:#000;fill-opacity:.13}\
            .l,.v,.a{fill:none;stroke:#80868b}.m{fill:#1a56b0}.o{fill:#eef0f2}\
            .k{fill:#d7e3fa}.v{stroke:#1a56b0;stroke-width:2}.g{fill:#1e7a34}.r{fill:#b3261e}\
            .n{fill:#8a3ffc}.a{stroke:#8a3ffc;stroke-width:2}\
            .th,.tp,.t,.ts,.tc{fill:#202124}.tf,.tl{fill:#555b61}.to{fill:#767b80}\
            .tm,.tn,.tg{fill:#fff}
            """

    private static let dark = """
        .w,.i,.p{fill:#1f2023;stroke:#7b8086}.b,.o{fill:#2d2f33}.s{fill-opacity:.5}\
        .l{stroke:#7b8086}.m{fill:#8ab4f8}.k{fill:#2c4268}.v{stroke:#8ab4f8}\
        .g{fill:#81c995}.r{fill:#f2b8b5}.n{fill:#c9a7ff}.a{stroke:#c9a7ff}\
        .th,.tp,.t,.ts,.tc{fill:#e8eaed}.tf,.tl{fill:#b4b9bf}.to{fill:#8b9096}\
        .tm,.tn,.tg{fill:#14161a}
        """
}
