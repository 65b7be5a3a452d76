/// Going through a Markdown tree from its beginning to its end.
internal import CommonMark

extension [Block] {
    /// Every block, those inside of others behind them.
    func visitBlocks(_ body: (Block) -> Void) {
        for block in self {
            body(block)
            switch block.kind {
            case .quote(let inner): inner.visitBlocks(body)
            case .list(let list): for item in list.items { item.blocks.visitBlocks(body) }
            case .paragraph, .heading, .code, .html, .table, .rule: break
            }
        }
    }

    /// Every piece of running text, those inside of others behind them.
    func visitInlines(_ body: (Inline) -> Void) {
        visitBlocks { block in
            switch block.kind {
            case .paragraph(let inlines), .heading(_, let inlines): inlines.visit(body)
            case .table(let table):
                for cell in table.header { cell.visit(body) }
                for row in table.rows { for cell in row { cell.visit(body) } }
            case .quote, .list, .code, .html, .rule: break
            }
        }
    }
}

extension [Inline] {
    func visit(_ body: (Inline) -> Void) {
        for inline in self {
            body(inline)
            inline.children.visit(body)
        }
    }
}
