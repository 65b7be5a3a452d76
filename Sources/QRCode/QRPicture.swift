/// A secret as a QR code: drawn in characters for a terminal, or as SVG for a page.
package import Secrecy

/// Why there is no picture.
package enum QRFault: Error, Equatable, Sendable {
    /// libqrencode is not installed.
    case noLibrary
    /// The text holds characters that are not alphanumeric, or too many of them.
    case unfit
}

/// The modules of a code, which are as secret as the text that can be read from them.
package struct QRPicture: Sendable {
    /// The modules of a side.
    package let width: Int

    /// One byte for each module, row by row: 1 is dark.
    private let dark: Secret

    /// Light modules around the code, without which no reader finds it (ISO/IEC 18004, 5.3.8).
    package static let quietZone = 4

    /// The smallest code that holds `text` and survives damage to a seventh of it (level M).
    ///
    /// `text`: digits, capital letters and ` $%*+-./:`.
    package init(_ text: Secret) throws(QRFault) {
        guard let encoder = QREncoder() else { throw .noLibrary }
        guard let (width, dark) = encoder.modules(of: text) else { throw .unfit }
        self.width = width
        self.dark = dark
    }

    /// The modules of a side with the quiet zone: the columns that the drawing takes.
    package var columns: Int { width + 2 * QRPicture.quietZone }

    /// Whether the module at a place, counted from the corner of the quiet zone, is dark.
    private func isDark(_ row: Int, _ column: Int) -> Bool {
        let (row, column) = (row - QRPicture.quietZone, column - QRPicture.quietZone)
        guard (0..<width).contains(row), (0..<width).contains(column) else { return false }
        return dark[row * width + column] == 1
    }

    // MARK: Characters

    /// Lines of half blocks, two rows of modules each, in secret memory.
    ///
    /// With `colour` black on white is asked for by its place in the colour cube, which no theme
    /// changes. Without, the light modules are drawn, which is right on a dark background; most
    /// readers take a code that is inverted as well.
    package func characters(colour: Bool) -> Secret {
        var lines = SecretBuilder(capacity: columns * columns * 2)
        for row in stride(from: 0, to: columns, by: 2) {
            if colour { lines.append("\u{1B}[38;5;16;48;5;231m") }
            for column in 0..<columns {
                // Below the last row of an odd number nothing is drawn at all.
                let upper = isDark(row, column) == colour
                let lower = row + 1 < columns ? isDark(row + 1, column) == colour : false
                lines.append(
                    upper ? (lower ? "\u{2588}" : "\u{2580}") : (lower ? "\u{2584}" : " "))
            }
            if colour { lines.append("\u{1B}[0m") }
            lines.append("\n")
        }
        return Secret(lines.finish())
    }

    // MARK: SVG

    /// Appends an `<svg>` element for a page: one unit a module, quiet zone included.
    package func appendSVG(to page: inout SecretBuilder, title: String) {
        page.append(
            "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 \(columns) \(columns)\" "
                + "shape-rendering=\"crispEdges\" role=\"img\" aria-label=\"\(title)\">"
                + "<rect width=\"\(columns)\" height=\"\(columns)\" fill=\"#fff\"/>"
                + "<path fill=\"#000\" d=\"")
        for row in 0..<columns {
            var column = 0
            while column < columns {
                let start = column
                while column < columns, isDark(row, column) { column += 1 }
                if column > start {
                    page.append(UInt8(ascii: "M"))
                    page.append(decimal: start)
                    page.append(UInt8(ascii: " "))
                    page.append(decimal: row)
                    page.append(UInt8(ascii: "h"))
                    page.append(decimal: column - start)
                    page.append("v1h-")
                    page.append(decimal: column - start)
                    page.append(UInt8(ascii: "z"))
                } else {
                    column += 1
                }
            }
        }
        page.append("\"/></svg>\n")
    }
}

extension SecretBuilder {
    /// Appends a number below 1,000 digit by digit, without a text in ordinary memory.
    fileprivate mutating func append(decimal number: Int) {
        if number >= 100 { append(UInt8(ascii: "0") + UInt8(number / 100 % 10)) }
        if number >= 10 { append(UInt8(ascii: "0") + UInt8(number / 10 % 10)) }
        append(UInt8(ascii: "0") + UInt8(number % 10))
    }
}
