/// The version of cmark-gfm.
internal import CCommonMark

/// What `krok report` says of the library behind this room.
package enum CommonMarkLibrary {
    /// Such as `0.29.0.gfm.6`.
    package static var version: String {
        // SAFETY: the text is constant and ends with zero.
        unsafe String(cString: cmark_version_string())
    }
}
