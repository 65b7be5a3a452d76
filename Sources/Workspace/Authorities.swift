/// Whom a question trusts, and how long it may take.
internal import Certificates
package import Curl
internal import Platform
internal import Secrecy

extension Environment {
    /// The settings of every question; `authorities` is a PEM file, whose certificates are trusted
    /// beside the system's.
    ///
    /// Refused when the file is missing or holds no certificate: libcurl would say so only after
    /// something was sent to a name server.
    package func settings(
        authorities path: String?, seconds: Int = NetworkSettings.usualSeconds, agent: String
    ) throws(Fault) -> NetworkSettings {
        let path = path.map(absolute)
        if let path {
            let file: Secret
            do throws(FileFault) {
                file = try Files.read(path, limit: 1 << 20)
            } catch {
                throw .file(error)
            }
            guard let found = try? Certificate.read(file), !found.isEmpty else {
                throw .noAuthority(path: path)
            }
        }
        return NetworkSettings(seconds: seconds, authorityFile: path, agent: agent)
    }
}
