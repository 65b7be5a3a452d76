/// A pattern to look for in this process's own memory.
#if canImport(Glibc)
    internal import Glibc
#elseif canImport(Musl)
    internal import Musl
#endif
@testable import Secrecy

/// Random bytes that exist once; made byte by byte, so that no buffer holds another copy.
@safe final class Mark {
    static let length = 32
    private let start: UnsafeMutableRawPointer

    init() {
        // SAFETY: the memory has room for the bytes and is never given back.
        unsafe start = UnsafeMutableRawPointer.allocate(byteCount: Mark.length, alignment: 1)
        for index in 0..<Mark.length {
            unsafe start.storeBytes(
                of: UInt8.random(in: 1...255), toByteOffset: index, as: UInt8.self)
        }
    }

    func withBytes<Result: ~Copyable>(_ body: (RawSpan) -> Result) -> Result {
        // SAFETY: the memory lives for ever.
        body(unsafe RawSpan(_unsafeStart: start, byteCount: Mark.length))
    }

    /// How often the pattern stands in the writable memory that belongs to no file.
    func copies() -> Int {
        var found = 0
        for range in writableMemory() {
            // SAFETY: this process maps the range, and it runs nothing but this test.
            unsafe found += occurrences(
                from: UnsafeRawPointer(bitPattern: range.lowerBound), count: range.count)
        }
        return found
    }

    @unsafe private func occurrences(from first: UnsafeRawPointer?, count: Int) -> Int {
        guard var place = unsafe first else { return 0 }
        // SAFETY: the search stays between `place` and `end`, which the caller vouches for.
        let end = unsafe place + count
        var found = 0
        let first = unsafe Int32(start.load(as: UInt8.self))
        while unsafe end - place >= Mark.length,
            let hit = unsafe memchr(place, first, end - place - Mark.length + 1)
        {
            if unsafe memcmp(hit, start, Mark.length) == 0 { found += 1 }
            unsafe place = UnsafeRawPointer(hit) + 1
        }
        return found
    }
}

/// The readable and writable mappings without a file, from `/proc/self/maps`.
private func writableMemory() -> [Range<UInt>] {
    contents(of: "/proc/self/maps").split(separator: "\n").compactMap { line in
        let words = line.split(separator: " ")
        let isOurs = words.count == 5 || words[5] == "[heap]" || words[5] == "[stack]"
        guard isOurs, words[1].hasPrefix("rw") else { return nil }
        let ends = words[0].split(separator: "-").compactMap { UInt($0, radix: 16) }
        return ends[0]..<ends[1]
    }
}

/// What the kernel says of the mapping that holds `address`, such as `dd` for "do not dump".
func mappingFlags(of address: UInt) -> [Substring] {
    var isInside = false
    for line in contents(of: "/proc/self/smaps").split(separator: "\n") {
        let words = line.split(separator: " ")
        if !words[0].hasSuffix(":") {
            let ends = words[0].split(separator: "-").compactMap { UInt($0, radix: 16) }
            isInside = (ends[0]..<ends[1]).contains(address)
        } else if isInside, words[0] == "VmFlags:" {
            return Array(words.dropFirst())
        }
    }
    return []
}

private func contents(of path: String) -> String {
    // SAFETY: the handle is used until it is closed, and only here.
    guard let file = unsafe fopen(path, "r") else { return "" }
    defer { unsafe fclose(file) }
    var text: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: 65536)
    while true {
        // SAFETY: the buffer has the length that is passed.
        let count = unsafe fread(&buffer, 1, buffer.count, file)
        if count == 0 { return String(decoding: text, as: UTF8.self) }
        text += buffer[..<count]
    }
}
