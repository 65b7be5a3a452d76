/// The guides' pictures.
internal import NIOCore
internal import Workspace

extension Keeper {
    /// The kinds of pictures that are handed out, by the end of their names.
    private static let types = [
        "svg": "image/svg+xml", "png": "image/png", "jpg": "image/jpeg", "jpeg": "image/jpeg",
        "webp": "image/webp",
    ]

    /// A picture of a guide.
    func image(_ name: String, of guide: String) -> Answer {
        let suffix = name.split(separator: ".").last.map { $0.lowercased() } ?? ""
        guard let type = Keeper.types[suffix],
            let bytes = setup.shelf.image(
                name, of: guide == setup.guideID ? setup.guideName : guide)
        else { return .missing }
        return .file(ByteBuffer(bytes: bytes), type: type)
    }
}
