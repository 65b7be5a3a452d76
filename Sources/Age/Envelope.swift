/// A file without its armor, and its header: what decrypting and inspecting begin with.
internal import Secrecy

struct Envelope {
    let file: [UInt8]
    let header: Header
    let isArmored: Bool

    /// Takes off the armor, if there is one, and reads the header.
    init(_ given: [UInt8], limits: Limits) throws(AgeError) {
        guard given.count <= limits.fileBytes else {
            throw .fileTooLarge(bytes: given.count, limit: limits.fileBytes)
        }
        isArmored = Armor.begins(given.raw)
        file = isArmored ? try Armor.decode(given) : given
        header = try Header(parsing: file, limits: limits)
    }
}
