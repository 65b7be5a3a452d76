/// What every fuzz target needs: its input as an array, and a way to say what did not hold.
internal import Glibc

/// Copies one input; empty when the fuzzer gives no address.
public func input(_ start: UnsafePointer<UInt8>?, _ count: Int) -> [UInt8] {
    // SAFETY: libFuzzer lends `count` bytes for the length of the call.
    unsafe Array(UnsafeBufferPointer(start: start, count: count))
}

/// Ends the process when a property does not hold: the fuzzer keeps the input as a crash.
public func hold(_ property: Bool, _ what: @autoclosure () -> String) {
    guard !property else { return }
    let line = Array(("does not hold: " + what() + "\n").utf8)
    // SAFETY: the call reads as many bytes as the array has.
    _ = unsafe write(STDERR_FILENO, line, line.count)
    preconditionFailure()
}
