/// The drawings in a guide's folder, for those who write guides.
internal import Platform
package import Secrecy

extension GuideShelf {
    /// Far more than a drawing has.
    private static let longestDrawing = 1 << 20

    /// Writes a drawing when it is not there as it is; whether that was needed.
    package static func keep(_ drawing: Secret, at path: String) throws(Fault) -> Bool {
        let old = try? Files.read(path, limit: longestDrawing)
        if let old, old.equals(drawing) { return false }
        let folder = path.lastIndex(of: "/").map { String(path[..<$0]) } ?? "."
        try onDisk { () throws(FileFault) in
            try Folder.make(folder)
            try Files.write(drawing.bytes, to: path)
        }
        return true
    }

    /// The paths of the drawings in a guide's folder, sorted.
    package static func drawings(in folder: String) -> [String] {
        let images = folder + "/images"
        return Files.names(in: images).filter { $0.hasSuffix(".svg") }.map { images + "/" + $0 }
    }
}
