/// libqrencode, loaded when a code is wanted: the binary runs where the library is missing.
internal import Glibc
internal import Secrecy

/// The five functions of libqrencode that one code takes, out of the shared library.
///
/// libqrencode works in ordinary memory and frees it without wiping: `vault/README.md` says so.
/// What can be reached from here, the finished modules, is wiped.
@safe struct QREncoder {
    /// Debian's package `libqrencode4` installs it under this name.
    private static let library = "libqrencode.so.4"

    private typealias NewInput = @convention(c) (Int32, Int32) -> UnsafeMutableRawPointer?
    private typealias Append =
        @convention(c) (
            UnsafeMutableRawPointer, Int32, Int32, UnsafePointer<UInt8>
        ) -> Int32
    private typealias Encode = @convention(c) (UnsafeMutableRawPointer) -> UnsafeMutableRawPointer?
    private typealias Free = @convention(c) (UnsafeMutableRawPointer) -> Void

    private let newInput: NewInput
    private let append: Append
    private let encode: Encode
    private let freeInput: Free
    private let freeCode: Free

    /// Nil when the library is not installed.
    init?() {
        // SAFETY: the library stays loaded for the rest of the process. The signatures are those of
        // qrencode.h 4.x, whose major number the library's name fixes; enumerations are `int`.
        guard let handle = unsafe dlopen(QREncoder.library, RTLD_NOW | RTLD_LOCAL),
            let newInput = unsafe dlsym(handle, "QRinput_new2"),
            let append = unsafe dlsym(handle, "QRinput_append"),
            let encode = unsafe dlsym(handle, "QRcode_encodeInput"),
            let freeInput = unsafe dlsym(handle, "QRinput_free"),
            let freeCode = unsafe dlsym(handle, "QRcode_free")
        else { return nil }
        // SAFETY: as above.
        unsafe self.newInput = unsafeBitCast(newInput, to: NewInput.self)
        unsafe self.append = unsafeBitCast(append, to: Append.self)
        unsafe self.encode = unsafeBitCast(encode, to: Encode.self)
        unsafe self.freeInput = unsafeBitCast(freeInput, to: Free.self)
        unsafe self.freeCode = unsafeBitCast(freeCode, to: Free.self)
    }

    /// `QR_MODE_AN`: digits, capital letters and ` $%*+-./:`, eleven bits for two characters.
    private static let alphanumeric: Int32 = 1

    /// `QR_ECLEVEL_M`: a seventh of the code may be damaged, as paper is.
    private static let medium: Int32 = 1

    /// The modules of the smallest code for `text`, row by row, one byte each: 1 is dark.
    ///
    /// Nil when a character is not alphanumeric, or there are too many.
    func modules(of text: Secret) -> (width: Int, dark: Secret)? {
        // SAFETY: the input is freed on every way out; libqrencode copies the text and reads no
        // further than the length that is passed.
        guard let input = unsafe newInput(0, QREncoder.medium) else { return nil }
        defer { unsafe freeInput(input) }
        let status = unsafe text.bytes.withUnsafeBytes { bytes -> Int32 in
            guard let start = unsafe bytes.bindMemory(to: UInt8.self).baseAddress else { return -1 }
            return unsafe append(input, QREncoder.alphanumeric, Int32(bytes.count), start)
        }
        guard status == 0, let code = unsafe encode(input) else { return nil }
        defer { unsafe freeCode(code) }
        return unsafe QREncoder.taken(from: code)
    }

    /// Copies the modules into secret memory and wipes them where they were.
    ///
    /// The structure is `{ int version; int width; unsigned char *data; }` with `width * width`
    /// bytes, whose lowest bit is the colour.
    @unsafe private static func taken(
        from code: UnsafeMutableRawPointer
    ) -> (width: Int, dark: Secret)? {
        // SAFETY: the offsets are those of the structure on every 64-bit Linux; the data has as many
        // bytes as is said above and is ours until the code is freed.
        let width = Int(unsafe code.load(fromByteOffset: 4, as: Int32.self))
        guard (21...177).contains(width),
            let data = unsafe code.load(fromByteOffset: 8, as: UnsafeMutablePointer<UInt8>?.self)
        else { return nil }
        let dark = SecretBytes(count: width * width) { (span: inout MutableRawSpan) in
            for index in 0..<(width * width) { span.set(unsafe data[index] & 1, at: index) }
        }
        unsafe explicit_bzero(data, width * width)
        return (width, Secret(dark))
    }
}
