/// A picture that a guide shows, as bytes.
internal import Carried
internal import Platform
internal import Secrecy

/// What a page shows where the text has an image.
package struct GuidePicture: Sendable {
    package let bytes: [UInt8]
    /// Such as `image/svg+xml`.
    package let mediaType: String

    /// The picture as an address of its own, so that a page needs nothing from elsewhere.
    package var dataAddress: String {
        "data:\(mediaType);base64,\(Base64.padded.encode(bytes.raw))"
    }

    fileprivate static let mediaTypes = [
        "svg": "image/svg+xml", "png": "image/png", "jpg": "image/jpeg", "jpeg": "image/jpeg",
        "gif": "image/gif", "webp": "image/webp",
    ]
}

extension GuideShelf {
    /// Far more than a picture of a screen has.
    private static let longestPicture = 4 << 20

    /// The picture `source` of the guide `name` (its ID, or where it lies).
    ///
    /// Nil unless it lies in the guide's folder and is of a kind that cannot run anything as an
    /// image: a guide may come from anybody, and must not put other files onto a page.
    package func picture(_ source: String, of name: String) -> GuidePicture? {
        let parts = source.split(separator: "/", omittingEmptySubsequences: false)
        guard !parts.contains(".."), !source.hasPrefix("/"), !source.contains(":"),
            !source.contains("\\"), let ending = source.split(separator: ".").last,
            let type = GuidePicture.mediaTypes[ending.lowercased()]
        else { return nil }
        if content == nil, !isPlain(name), ids.contains(name) {
            return Carried.file(name + "/" + source).map {
                GuidePicture(bytes: $0, mediaType: type)
            }
        }
        var folder = name
        if ids.contains(name), let content {
            folder = content + "/" + name
        } else if !Files.isFolder(name) {
            folder = name.lastIndex(of: "/").map { String(name[..<$0]) } ?? "."
        }
        // A link inside of the folder may lead out of it.
        guard let path = Files.resolved(folder + "/" + source),
            let inside = Files.resolved(folder), path.hasPrefix(inside + "/"), Files.isFile(path),
            let bytes = try? Files.read(path, limit: GuideShelf.longestPicture)
        else { return nil }
        return GuidePicture(bytes: bytes.bytes.copiedBytes(), mediaType: type)
    }
}
