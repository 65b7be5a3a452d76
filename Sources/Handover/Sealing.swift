/// An export for somebody else: an armored age file, or CMS as PEM. Both are text.
internal import Age
internal import Certificates
package import Secrecy

/// Encrypts to whoever was named.
package enum Sealing {
    /// `export` for `addressees`, who were put together and checked before.
    ///
    /// `cbc` is for certificates alone, where an old recipient cannot read AES-GCM.
    package static func seal(
        _ export: Secret, for addressees: [Addressee], cbc: Bool = false
    ) throws(HandoverError) -> [UInt8] {
        var recipients: [Recipient] = []
        var certificates: [Certificate] = []
        for addressee in try Addressee.together(addressees) {
            switch addressee {
            case .age(let age): recipients.append(.x25519(age.recipient))
            case .certificate(let certificate): certificates.append(certificate)
            }
        }
        guard !certificates.isEmpty else {
            guard !cbc else { throw .cbcWithoutCertificate }
            do throws(AgeError) {
                return try Age.encrypt(export, to: recipients, armored: true)
            } catch {
                throw .notSealed
            }
        }
        do throws(CMSError) {
            return try CMS.seal(export, to: certificates, with: cbc ? .cbc : .gcm)
        } catch {
            throw error == .libraryMissing ? .libraryMissing : .notSealed
        }
    }
}
