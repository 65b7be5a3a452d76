/// Getting OpenSSL ready before another library of the process uses it.

/// For libcurl, which uses the same OpenSSL.
package enum OpenSSLMemory {
    /// Has OpenSSL overwrite what it gives back and read no configuration file.
    ///
    /// True unless OpenSSL is missing or had taken memory before.
    @discardableResult
    package static func prepare() -> Bool { OpenSSL.wipesItsMemory }
}
