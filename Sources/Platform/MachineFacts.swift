/// What the machine lets become of memory: core dumps, swap, locked pages.
internal import CLinux
internal import Glibc
internal import Secrecy

/// Readings for `krok doctor`; nothing here is secret.
package enum MachineFacts {
    /// How many bytes this process may keep out of swap; nil for no limit.
    package static var lockableMemory: Int? {
        var limit = rlimit()
        // SAFETY: the structure is ours and the call fills it.
        guard unsafe getrlimit(__rlimit_resource_t(__RLIMIT_MEMLOCK.rawValue), &limit) == 0,
            limit.rlim_cur != rlim_t.max
        else { return nil }
        return Int(clamping: limit.rlim_cur)
    }

    /// The system and its kernel, such as `Debian GNU/Linux 12 (bookworm), Linux 6.1.0 x86_64`.
    package static var system: String {
        var names = utsname()
        // SAFETY: the structure is ours; the call fills it with texts that end with zero.
        guard unsafe uname(&names) == 0 else { return "Linux" }
        func text<Field>(_ field: Field) -> String {
            // SAFETY: the field is an array of characters that ends with zero.
            unsafe withUnsafeBytes(of: field) { buffer in
                let bytes = unsafe Array(buffer)
                return String(decoding: bytes.prefix { $0 != 0 }, as: UTF8.self)
            }
        }
        let kernel = [names.sysname, names.release, names.machine].map { text($0) }
        let table = try? Files.read("/etc/os-release", limit: 1 << 16)
        let name = (table?.copiedIntoOrdinaryMemory() ?? "").split(separator: "\n")
            .first { $0.hasPrefix("PRETTY_NAME=") }?.dropFirst("PRETTY_NAME=".count)
            .filter { $0 != "\"" }
        return (name.map { [String($0)] } ?? []).joined() + (name == nil ? "" : ", ")
            + kernel.joined(separator: " ")
    }

    /// Whether a crash of this process could write its memory to a file.
    package static var dumpsCore: Bool {
        var limit = rlimit()
        // SAFETY: as above.
        let isLimited =
            unsafe getrlimit(__rlimit_resource_t(RLIMIT_CORE.rawValue), &limit) == 0
            && limit.rlim_cur == 0
        return !isLimited || krok_is_dumpable() != 0
    }

    /// The devices and files that memory may be swapped to; compressed memory is none.
    package static var swaps: [String] {
        guard let table = try? Files.read("/proc/swaps", limit: 1 << 16),
            let text = table.copiedIntoOrdinaryMemory()
        else { return [] }
        return text.split(separator: "\n").dropFirst().compactMap { line in
            line.split(whereSeparator: \.isWhitespace).first.map(String.init)
        }.filter { !$0.hasPrefix("/dev/zram") }
    }
}
