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
