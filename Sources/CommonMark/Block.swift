/// The value tree of a Markdown text: its blocks.

/// A parsed Markdown text.
package struct Document: Sendable, Hashable {
    package var blocks: [Block]

    package init(blocks: [Block]) { self.blocks = blocks }
}

/// A paragraph, a heading, a list …, with its place in the source.
package struct Block: Sendable, Hashable {
    package var kind: Kind
    package var position: SourcePosition

    package init(_ kind: Kind, at position: SourcePosition) {
        self.kind = kind
        self.position = position
    }

    /// What the block is.
    package enum Kind: Sendable, Hashable {
        case paragraph([Inline])
        case heading(level: Int, [Inline])
        case list(List)
        case quote([Block])
        case code(info: String, text: String, isFenced: Bool)
        case html(String)
        case table(Table)
        case rule
    }
}

/// An ordered or a bullet list.
package struct List: Sendable, Hashable {
    /// The first number of an ordered list; nil for bullets.
    package var start: Int?

    /// Whether its paragraphs are set without space between them.
    package var isTight: Bool
    package var items: [ListItem]

    package init(start: Int?, isTight: Bool, items: [ListItem]) {
        self.start = start
        self.isTight = isTight
        self.items = items
    }
}

/// One item of a list.
package struct ListItem: Sendable, Hashable {
    /// Whether the box of a task-list item is ticked; nil for an item without a box.
    package var isChecked: Bool?
    package var blocks: [Block]

    /// What a guide means by the item; parsing leaves it nil, `Guides` fills it.
    package var marker: ItemMarker?
    package var position: SourcePosition

    package init(
        isChecked: Bool?, blocks: [Block], marker: ItemMarker? = nil, position: SourcePosition
    ) {
        self.isChecked = isChecked
        self.blocks = blocks
        self.marker = marker
        self.position = position
    }
}

/// The ID that a guide ties a list item to.
package enum ItemMarker: Sendable, Hashable {
    case task(String)
    case input(String)
    case option(String)
}

/// A table of inline contents; every row has as many cells as there are alignments.
package struct Table: Sendable, Hashable {
    package var alignments: [Alignment]
    package var header: [[Inline]]
    package var rows: [[[Inline]]]

    package init(alignments: [Alignment], header: [[Inline]], rows: [[[Inline]]]) {
        self.alignments = alignments
        self.header = header
        self.rows = rows
    }

    /// How a column is set.
    package enum Alignment: Sendable, Hashable {
        case none
        case left
        case center
        case right
    }
}
