/// Certificates out of PEM files.
internal import COpenSSL
package import Secrecy

extension Certificate {
    /// The largest file that is read, and the most certificates in it.
    package static let largestFile = 1 << 18
    private static let most = 64

    /// The certificates in a PEM file, in its order; words around the blocks do not matter.
    ///
    /// The file is given as a secret because a private key may stand in it by mistake.
    package static func read(_ file: Secret) throws(CertificateError) -> [Certificate] {
        guard file.count <= largestFile else { throw .tooLarge(limit: largestFile) }
        guard let (blocks, _) = PEM.blocks(in: file), !blocks.isEmpty else { throw .notPEM }
        let found = blocks.filter {
            ["CERTIFICATE", "X509 CERTIFICATE", "TRUSTED CERTIFICATE"].contains($0.label)
        }
        guard !found.isEmpty else {
            throw blocks.contains { $0.label.hasSuffix("PRIVATE KEY") }
                ? .privateKey : .noCertificate
        }
        guard found.count <= most else { throw .tooMany(limit: most) }
        guard OpenSSL.isThere else { throw .libraryMissing }
        var certificates: [Certificate] = []
        for (index, block) in found.enumerated() {
            guard block.label != "TRUSTED CERTIFICATE", let der = block.decoded(),
                let certificate = Certificate(der: der)
            else { throw .unreadable(number: index + 1) }
            if !certificates.contains(certificate) { certificates.append(certificate) }
        }
        return certificates
    }

    /// Whether the bytes begin as a PEM file does, somewhere in it.
    package static func isPEM(_ file: Secret) -> Bool {
        PEM.lines(of: file).contains { $0.begins(with: "-----BEGIN ") }
    }

    init?(der: [UInt8]) {
        let read: Certificate? = OpenSSL.run {
            guard let certificate = Certificate.parsed(der) else { return nil }
            // SAFETY: the certificate lives until the end of this closure; what is asked of it is
            // copied here.
            let pointer = unsafe certificate.pointer
            guard let key = unsafe X509_get0_pubkey(pointer),
                let notBefore = unsafe Certificate.seconds(X509_get0_notBefore(pointer)),
                let notAfter = unsafe Certificate.seconds(X509_get0_notAfter(pointer))
            else { return nil }
            // An extension that cannot be read gives 0: a usage that allows nothing.
            let usage = unsafe X509_get_key_usage(pointer)
            return unsafe Certificate(
                der: der, subject: Certificate.subject(of: pointer), notBefore: notBefore,
                notAfter: notAfter, key: Certificate.key(key),
                keyUsage: usage == UInt32.max ? nil : KeyUsage(rawValue: usage))
        }
        guard let read else { return nil }
        self = read
    }

    /// OpenSSL's own form of a certificate; nil when `der` is none, or more than one.
    static func parsed(_ der: [UInt8]) -> Owned? {
        var isWhole = false
        // SAFETY: the call reads at most the length that is passed and moves `place` behind it.
        let pointer: OpaquePointer? = unsafe der.withUnsafeBufferPointer { buffer in
            var place = buffer.baseAddress
            let pointer = unsafe d2i_X509(nil, &place, buffer.count)
            if let start = buffer.baseAddress, let end = unsafe place {
                isWhole = unsafe end - start == buffer.count
            }
            return unsafe pointer
        }
        guard let certificate = unsafe Owned(pointer, free: { unsafe X509_free($0) }), isWhole
        else {
            return nil
        }
        return certificate
    }

    private static func subject(of certificate: OpaquePointer) -> String {
        // SAFETY: the name belongs to the certificate, the memory to `text`; both live long enough.
        guard let name = unsafe X509_get_subject_name(certificate),
            let text = unsafe Owned(BIO_new(BIO_s_mem()), free: { unsafe _ = BIO_free($0) }),
            unsafe X509_NAME_print_ex(text.pointer, name, 0, krok_name_style) >= 0
        else { return "" }
        var start: UnsafeMutablePointer<CChar>? = nil
        let length = unsafe krok_memory(text.pointer, &start)
        guard let start = unsafe start, length > 0 else { return "" }
        let bytes = unsafe UnsafeRawBufferPointer(start: start, count: length)
        return visible(unsafe String(decoding: bytes, as: UTF8.self))
    }

    /// The text without characters that steer, hide or turn around; at most 300 of them.
    private static func visible(_ text: String) -> String {
        let scalars = text.unicodeScalars.map { scalar in
            switch scalar.properties.generalCategory {
            case .control, .format, .lineSeparator, .paragraphSeparator, .surrogate, .privateUse,
                .unassigned:
                "\u{FFFD}" as Unicode.Scalar
            default: scalar
            }
        }
        return String(String(String.UnicodeScalarView(scalars)).prefix(300))
    }

    private static func seconds(_ time: UnsafePointer<ASN1_TIME>?) -> Int? {
        // SAFETY: the time belongs to the certificate; the epoch is ours until it is freed.
        guard let time = unsafe time, let epoch = unsafe ASN1_TIME_set(nil, 0) else { return nil }
        defer { unsafe ASN1_STRING_free(epoch) }
        var days: Int32 = 0
        var seconds: Int32 = 0
        guard unsafe ASN1_TIME_diff(&days, &seconds, epoch, time) == 1 else { return nil }
        return Int(days) * 86_400 + Int(seconds)
    }

    private static func key(_ key: OpaquePointer) -> Key {
        // SAFETY: the key belongs to the certificate; names are static texts of OpenSSL's.
        let kind = unsafe EVP_PKEY_get_base_id(key)
        let bits = unsafe Int(EVP_PKEY_get_bits(key))
        switch kind {
        case EVP_PKEY_RSA: return .rsa(bits: bits)
        case EVP_PKEY_EC:
            // SAFETY: as above.
            guard let curve = unsafe curve(key) else { return .other("EC") }
            return .ec(curve: curve, bits: bits)
        case EVP_PKEY_ED25519: return .signing("Ed25519")
        case EVP_PKEY_ED448: return .signing("Ed448")
        case EVP_PKEY_RSA_PSS: return .signing("RSA-PSS")
        case EVP_PKEY_DSA: return .signing("DSA")
        default:
            // SAFETY: as above.
            guard let name = unsafe OBJ_nid2sn(kind) else { return .other("?") }
            return unsafe .other(String(cString: name))
        }
    }

    /// The name of a curve; nil when it is spelt out in parameters instead.
    private static func curve(_ key: OpaquePointer) -> String? {
        var name = [CChar](repeating: 0, count: 64)
        var length = 0
        // SAFETY: the array has the room that is passed, the closing zero included.
        guard unsafe EVP_PKEY_get_group_name(key, &name, name.count, &length) == 1 else {
            return nil
        }
        let text = String(
            decoding: name.prefix(length).map { UInt8(bitPattern: $0) }, as: UTF8.self)
        let nist = ["prime256v1": "P-256", "secp384r1": "P-384", "secp521r1": "P-521"]
        return nist[text] ?? text
    }
}
