/// CMS (RFC 5652, RFC 5083): sealing for certificates, opening with a private key.
internal import COpenSSL
package import Secrecy

/// Enveloped data, authenticated with AES-256-GCM unless an old recipient cannot read that.
package enum CMS {
    /// The cipher of what is written.
    package enum Cipher: Sendable {
        /// AuthEnvelopedData with AES-256-GCM.
        case gcm
        /// EnvelopedData with AES-256-CBC: nobody notices a change.
        case cbc
    }

    /// The largest file that is opened.
    package static let largestFile = 1 << 20

    // MARK: Sealing

    /// Encrypts `plaintext` to each of `certificates`, as one PEM block `CMS`.
    ///
    /// RSA by OAEP with SHA-256, elliptic curves by ephemeral ECDH with SHA-256 and AES key wrap.
    /// What speaks against a certificate has been looked at before.
    package static func seal(
        _ plaintext: Secret, to certificates: [Certificate], with cipher: Cipher
    ) throws(CMSError) -> [UInt8] {
        guard !certificates.isEmpty, !plaintext.isEmpty else { throw .notSealed }
        guard OpenSSL.isThere else { throw .libraryMissing }
        let der = OpenSSL.run { () -> [UInt8]? in
            // SAFETY: what was made is checked and owned.
            let made =
                switch cipher {
                case .gcm: unsafe CMS_AuthEnvelopedData_create(EVP_aes_256_gcm())
                case .cbc: unsafe CMS_EnvelopedData_create(EVP_aes_256_cbc())
                }
            guard let cms = unsafe Owned(made, free: { unsafe CMS_ContentInfo_free($0) }),
                unsafe CMS_set_detached(cms.pointer, 0) == 1
            else { return nil }
            for certificate in certificates {
                guard unsafe add(certificate, to: cms.pointer) else { return nil }
            }
            // SAFETY: the writer goes before `cms` does; it is given the secret's own memory, which
            // OpenSSL only reads and encrypts piece by piece.
            guard
                let writer = unsafe Owned(
                    CMS_dataInit(cms.pointer, nil), free: { unsafe BIO_free_all($0) })
            else { return nil }
            let written = unsafe plaintext.bytes.withUnsafeBytes { source in
                unsafe BIO_write(writer.pointer, source.baseAddress, Int32(source.count))
                    == Int32(source.count)
            }
            guard written, unsafe krok_flush(writer.pointer) == 1,
                unsafe CMS_dataFinal(cms.pointer, writer.pointer) == 1
            else { return nil }
            // SAFETY: as above.
            return unsafe CMS.der(cms.pointer)
        }
        guard let der else { throw .notSealed }
        return PEM.text("CMS", der)
    }

    private static func add(_ certificate: Certificate, to cms: OpaquePointer) -> Bool {
        guard let parsed = Certificate.parsed(certificate.der) else { return false }
        // SAFETY: the recipient and its context belong to `cms`, which copies the certificate's key.
        guard
            let recipient = unsafe CMS_add1_recipient_cert(
                cms, parsed.pointer, UInt32(CMS_KEY_PARAM)),
            let context = unsafe CMS_RecipientInfo_get0_pkey_ctx(recipient)
        else { return false }
        switch certificate.key {
        case .rsa:
            return unsafe EVP_PKEY_CTX_set_rsa_padding(context, RSA_PKCS1_OAEP_PADDING) > 0
                && EVP_PKEY_CTX_set_rsa_oaep_md(context, EVP_sha256()) > 0
                && EVP_PKEY_CTX_set_rsa_mgf1_md(context, EVP_sha256()) > 0
        case .ec: return unsafe EVP_PKEY_CTX_set_ecdh_kdf_md(context, EVP_sha256()) > 0
        case .signing, .other: return false
        }
    }

    private static func der(_ cms: OpaquePointer) -> [UInt8]? {
        var start: UnsafeMutablePointer<UInt8>? = nil
        // SAFETY: the call allocates as many bytes as it says; they are copied and given back.
        let length = unsafe i2d_CMS_ContentInfo(cms, &start)
        guard length > 0, let start = unsafe start else { return nil }
        defer { unsafe krok_free(start) }
        return unsafe Array(UnsafeBufferPointer(start: start, count: Int(length)))
    }

    // MARK: Opening

    /// A CMS file that was taken apart, not yet opened.
    package struct File: Sendable {
        let der: [UInt8]

        /// Whether a tag protects the content from changes.
        package let isAuthenticated: Bool

        /// Reads PEM (`CMS` or `PKCS7`) or DER; nothing may stand around it.
        package init(_ file: Secret) throws(CMSError) {
            guard file.count <= CMS.largestFile else {
                throw .tooLarge(limit: CMS.largestFile)
            }
            let bytes = try File.bytes(file)
            guard OpenSSL.isThere else { throw .libraryMissing }
            let canonical = OpenSSL.run { () -> [UInt8]? in
                guard let cms = CMS.parsed(bytes) else { return nil }
                // SAFETY: `cms` lives until the end of the closure.
                return unsafe CMS.der(cms.pointer)
            }
            guard let canonical else { throw .damaged }
            isAuthenticated = try CMSShape(canonical).isAuthenticated
            der = canonical
        }

        private static func bytes(_ file: Secret) throws(CMSError) -> [UInt8] {
            if file.count > 0, file[0] == 0x30 { return file.bytes.copiedBytes() }
            guard Certificate.isPEM(file) else { throw .notCMS }
            guard let (blocks, hasWordsOutside) = PEM.blocks(in: file) else { throw .damaged }
            guard let block = blocks.first, ["CMS", "PKCS7"].contains(block.label) else {
                throw .notCMS
            }
            guard blocks.count == 1, !hasWordsOutside, let bytes = block.decoded() else {
                throw .damaged
            }
            return bytes
        }

        /// Decrypts the content; nothing of it is handed out before its end was reached and, where
        /// there is a tag, the tag fitted.
        package func open(with key: PrivateKey) throws(CMSError) -> Secret {
            let opened: Secret?? = OpenSSL.run {
                guard let cms = CMS.parsed(der) else { return nil }
                // SAFETY: key and file live until the end of the closure; OpenSSL decrypts into
                // the secret's own memory, which has room for all that it is given.
                guard unsafe CMS_decrypt_set1_pkey(cms.pointer, key.pointer, nil) == 1,
                    let reader = unsafe Owned(
                        CMS_dataInit(cms.pointer, nil), free: { unsafe BIO_free_all($0) })
                else { return .some(nil) }
                var length = 0
                let plain = SecretBytes(count: der.count) { (span: inout MutableRawSpan) in
                    unsafe span.withUnsafeMutableBytes { target in
                        while length < target.count {
                            let place = unsafe target.baseAddress?.advanced(by: length)
                            let count = unsafe BIO_read(
                                reader.pointer, place, Int32(target.count - length))
                            guard count > 0 else { break }
                            length += Int(count)
                        }
                    }
                }
                // SAFETY: as above.
                guard unsafe krok_cipher_is_fine(reader.pointer) == 1 else {
                    // A curve's key wrap has proven by now that the key is the right one.
                    return key.isRSA ? .some(nil) : nil
                }
                return Secret(plain)[0..<length]
            }
            guard let outcome = opened else { throw .damaged }
            guard let plain = outcome else { throw .wrongKey }
            return plain
        }
    }

    private static func parsed(_ bytes: [UInt8]) -> Owned? {
        var isWhole = false
        // SAFETY: the call reads at most the length that is passed and moves `place` behind it.
        let pointer: OpaquePointer? = unsafe bytes.withUnsafeBufferPointer { buffer in
            var place = buffer.baseAddress
            let pointer = unsafe d2i_CMS_ContentInfo(nil, &place, buffer.count)
            if let start = buffer.baseAddress, let end = unsafe place {
                isWhole = unsafe end - start == buffer.count
            }
            return unsafe pointer
        }
        guard let cms = unsafe Owned(pointer, free: { unsafe CMS_ContentInfo_free($0) }), isWhole
        else {
            return nil
        }
        return cms
    }
}
