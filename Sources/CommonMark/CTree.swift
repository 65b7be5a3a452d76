/// cmark-gfm's parser and the tree that it leaves behind.
internal import CCommonMark
internal import Synchronization

/// Lets one parser run at a time.
///
/// cmark-gfm keeps its table of special characters in a global variable and changes it for the
/// time that a paragraph with extensions is parsed.
private let parsing = Mutex<Void>(())

/// Becomes true before the first use; registering twice at the same time is a race in cmark.
private let extensionsAreRegistered: Bool = {
    cmark_gfm_core_extensions_ensure_registered()
    return true
}()

/// A tree that cmark parsed; freed with the last handle.
@safe final class CTree {
    private let start: OpaquePointer

    /// Parses UTF-8 with GitHub's extensions: tables, strike-through, task lists.
    ///
    /// With `findsAddresses` also automatic links, which take half as long again.
    init(parsing bytes: [UInt8], findsAddresses: Bool) {
        precondition(extensionsAreRegistered)
        // SAFETY: the parser is ours from `new` to `free`; `finish` hands the tree over to us.
        unsafe start = parsing.withLock { _ in
            guard let parser = unsafe cmark_parser_new(CMARK_OPT_SOURCEPOS) else {
                preconditionFailure("no memory for a Markdown parser")
            }
            defer { unsafe cmark_parser_free(parser) }
            for name in CTree.extensions where findsAddresses || name != CTree.addresses {
                guard let syntax = unsafe cmark_find_syntax_extension(name) else {
                    preconditionFailure("cmark-gfm has no extension \(name)")
                }
                unsafe cmark_parser_attach_syntax_extension(parser, syntax)
            }
            // SAFETY: the buffer has the length that is passed and is copied by cmark.
            unsafe bytes.withUnsafeBytes { buffer in
                unsafe cmark_parser_feed(
                    parser, buffer.bindMemory(to: CChar.self).baseAddress, buffer.count)
            }
            guard let root = unsafe cmark_parser_finish(parser) else {
                preconditionFailure("cmark returned no tree")
            }
            return unsafe root
        }
    }

    private static let addresses = "autolink"
    private static let extensions = ["table", "strikethrough", addresses, "tasklist"]

    deinit {
        // SAFETY: the tree is ours alone; freeing does not recurse in cmark.
        unsafe cmark_node_free(start)
    }

    /// The document; every node of it has to be let go before the tree.
    var root: CNode {
        // SAFETY: the pointer is that of our tree.
        unsafe CNode(start)
    }
}
