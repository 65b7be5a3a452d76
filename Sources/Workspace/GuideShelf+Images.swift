/// The pictures that stand in a guide's text.
internal import Carried
internal import Platform
internal import Secrecy

extension GuideShelf {
    /// Far more than a picture needs.
    private static let longestImage = 4 << 20

    /// The bytes of `images/NAME` of a guide; nil when there is no such picture.
    package func image(_ name: String, of id: String) -> [UInt8]? {
        guard !name.isEmpty, !name.contains("/"), !name.hasPrefix(".") else { return nil }
        guard let folder = folder(of: id) else {
            return ids.contains(id) ? Carried.file(id + "/images/" + name) : nil
        }
        let file = try? Files.read(folder + "/images/" + name, limit: GuideShelf.longestImage)
        return file?.bytes.copiedBytes()
    }
}
