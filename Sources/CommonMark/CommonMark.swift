/// Markdown text to a value tree; the entrance of the room.
///
/// The dialect is GitHub's: CommonMark with tables, task lists, strike-through and automatic links.
/// Raw HTML is kept as such in the tree and never rendered.

package enum CommonMark {
    /// Parses a text of at most one mebibyte, in time proportional to its length.
    ///
    /// A fence without an end is refused, unless `closesFences`: then it ends as CommonMark says,
    /// with the list item, the quote or the text that it stands in.
    package static func parse(
        _ text: String, closesFences: Bool = false
    ) throws(CommonMarkError) -> Document {
        let bytes = Array(text.utf8)
        let map = SourceMap(bytes)
        if let fault = LimitScan.fault(in: bytes) {
            let place = map.place(of: fault.offset)
            throw CommonMarkError(reason: fault.reason, line: place.line, column: place.column)
        }
        // A bare address is rare, and to look for one is dear: it is done where there may be one.
        if !BareAddress.isLikely(in: bytes),
            let document = try read(bytes, map, closesFences, findsAddresses: false)
        {
            return document
        }
        return try read(bytes, map, closesFences, findsAddresses: true) ?? Document(blocks: [])
    }

    /// Nil when a text turns out to hold what may be an address, and addresses are not found.
    private static func read(
        _ bytes: [UInt8], _ map: SourceMap, _ closesFences: Bool, findsAddresses: Bool
    ) throws(CommonMarkError) -> Document? {
        let tree = CTree(parsing: bytes, findsAddresses: findsAddresses)
        return try withExtendedLifetime(tree) { () throws(CommonMarkError) in
            try TreeReader.read(
                tree.root, map: map, closesFences: closesFences, findsAddresses: findsAddresses)
        }
    }
}
