/// The nodes of cmark's tree, as values that can only be read.
internal import CCommonMark

/// What a node of cmark's tree is.
enum NodeKind {
    case document, paragraph, heading, list, item, quote, codeBlock, htmlBlock, rule
    case table, row, cell
    case text, code, emphasis, strong, strikethrough, link, image, softBreak, lineBreak, html
    case unknown
}

/// A node, to be read while its `CTree` is kept.
///
/// @safe because every accessor below takes any node and answers null or zero to a wrong kind.
@safe struct CNode: Equatable {
    private let pointer: OpaquePointer

    @unsafe init(_ pointer: OpaquePointer) {
        // SAFETY: whoever calls vouches for it.
        unsafe self.pointer = pointer
    }

    static func == (one: CNode, other: CNode) -> Bool {
        // SAFETY: addresses are compared, not followed.
        unsafe one.pointer == other.pointer
    }

    // SAFETY, for all below: `pointer` is alive while its tree is; strings belong to the node and
    // are copied at once.

    var kind: NodeKind {
        // SAFETY: as above.
        switch unsafe cmark_node_get_type(pointer) {
        case CMARK_NODE_DOCUMENT: .document
        case CMARK_NODE_PARAGRAPH: .paragraph
        case CMARK_NODE_HEADING: .heading
        case CMARK_NODE_LIST: .list
        case CMARK_NODE_ITEM: .item
        case CMARK_NODE_BLOCK_QUOTE: .quote
        case CMARK_NODE_CODE_BLOCK: .codeBlock
        case CMARK_NODE_HTML_BLOCK: .htmlBlock
        case CMARK_NODE_THEMATIC_BREAK: .rule
        case CMARK_NODE_TEXT: .text
        case CMARK_NODE_CODE: .code
        case CMARK_NODE_EMPH: .emphasis
        case CMARK_NODE_STRONG: .strong
        case CMARK_NODE_LINK: .link
        case CMARK_NODE_IMAGE: .image
        case CMARK_NODE_SOFTBREAK: .softBreak
        case CMARK_NODE_LINEBREAK: .lineBreak
        case CMARK_NODE_HTML_INLINE: .html
        default: extensionKind
        }
    }

    /// The numbers of the extensions' kinds are given out at run time; their names are fixed.
    private var extensionKind: NodeKind {
        switch typeName {
        case "table": .table
        case "table_header", "table_row": .row
        case "table_cell": .cell
        case "strikethrough": .strikethrough
        default: .unknown
        }
    }

    private var typeName: String {
        // SAFETY: as above.
        unsafe String(cString: cmark_node_get_type_string(pointer))
    }

    var firstChild: CNode? {
        // SAFETY: as above.
        unsafe cmark_node_first_child(pointer).map { unsafe CNode($0) }
    }

    var next: CNode? {
        // SAFETY: as above.
        unsafe cmark_node_next(pointer).map { unsafe CNode($0) }
    }

    var startLine: Int {
        // SAFETY: as above.
        unsafe Int(cmark_node_get_start_line(pointer))
    }

    var startColumn: Int {
        // SAFETY: as above.
        unsafe Int(cmark_node_get_start_column(pointer))
    }

    var endLine: Int {
        // SAFETY: as above.
        unsafe Int(cmark_node_get_end_line(pointer))
    }

    var endColumn: Int {
        // SAFETY: as above.
        unsafe Int(cmark_node_get_end_column(pointer))
    }

    var isInline: Bool {
        // SAFETY: as above.
        unsafe cmark_node_get_type(pointer).rawValue & 0xC000 == 0xC000
    }

    var headingLevel: Int {
        // SAFETY: as above.
        unsafe Int(cmark_node_get_heading_level(pointer))
    }

    var isTight: Bool {
        // SAFETY: as above.
        unsafe cmark_node_get_list_tight(pointer) != 0
    }

    var literal: String {
        // SAFETY: as above.
        unsafe text(cmark_node_get_literal(pointer))
    }

    var info: String {
        // SAFETY: as above.
        unsafe text(cmark_node_get_fence_info(pointer))
    }

    var address: String {
        // SAFETY: as above.
        unsafe text(cmark_node_get_url(pointer))
    }

    var title: String {
        // SAFETY: as above.
        unsafe text(cmark_node_get_title(pointer))
    }

    /// The first number of an ordered list; nil for bullets.
    var listStart: Int? {
        // SAFETY: as above.
        guard unsafe cmark_node_get_list_type(pointer) == CMARK_ORDERED_LIST else { return nil }
        return unsafe Int(cmark_node_get_list_start(pointer))
    }

    /// Whether the box of a task-list item is ticked; nil for any other item.
    var isChecked: Bool? {
        guard typeName == "tasklist" else { return nil }
        // SAFETY: as above.
        return unsafe cmark_gfm_extensions_get_tasklist_item_checked(pointer)
    }

    var isHeaderRow: Bool {
        // SAFETY: as above.
        unsafe cmark_gfm_extensions_get_table_row_is_header(pointer) != 0
    }

    /// The sign and the length of the fence; nil for indented code.
    var fence: (sign: UInt8, length: Int)? {
        var (length, offset, sign): (Int32, Int32, CChar) = (0, 0, 0)
        // SAFETY: cmark writes the three numbers, which are ours.
        guard unsafe cmark_node_get_fenced(pointer, &length, &offset, &sign) != 0 else {
            return nil
        }
        return (UInt8(bitPattern: sign), Int(length))
    }

    var columns: Int {
        // SAFETY: as above.
        unsafe Int(cmark_gfm_extensions_get_table_columns(pointer))
    }

    var alignments: [Table.Alignment] {
        // SAFETY: cmark keeps as many letters as there are columns.
        guard let letters = unsafe cmark_gfm_extensions_get_table_alignments(pointer) else {
            return []
        }
        return (0..<columns).map { column in
            switch unsafe letters[column] {
            case UInt8(ascii: "l"): .left
            case UInt8(ascii: "c"): .center
            case UInt8(ascii: "r"): .right
            default: .none
            }
        }
    }

    @unsafe private func text(_ characters: UnsafePointer<CChar>?) -> String {
        // SAFETY: cmark's strings end with a zero; a missing one is empty.
        guard let characters = unsafe characters else { return "" }
        return unsafe String(cString: characters)
    }
}
