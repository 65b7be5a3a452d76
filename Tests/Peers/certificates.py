# Certificates as a firm's authority would issue them: any key, any life, any usage.
import datetime

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec, ed25519, rsa
from cryptography.x509.oid import NameOID

NOW = datetime.datetime.now(datetime.UTC).replace(microsecond=0)
DAY = datetime.timedelta(days=1)
KINDS = {
    "rsa2048": lambda: rsa.generate_private_key(65537, 2048),
    "rsa4096": lambda: rsa.generate_private_key(65537, 4096),
    "p256": lambda: ec.generate_private_key(ec.SECP256R1()),
    "p384": lambda: ec.generate_private_key(ec.SECP384R1()),
    "rsa1024": lambda: rsa.generate_private_key(65537, 1024),
    "ed25519": ed25519.Ed25519PrivateKey.generate,
}
USAGES = ["digital_signature", "content_commitment", "key_encipherment", "data_encipherment",
          "key_agreement", "key_cert_sign", "crl_sign", "encipher_only", "decipher_only"]


class Holder:
    """Somebody with a key and a certificate, both as PEM files."""

    def __init__(self, folder, kind, name="Zażółć Gęślą", start=-DAY, end=30 * DAY, usage=None):
        key = KINDS[kind]()
        issuer = KINDS["p256"]()
        subject = x509.Name([x509.NameAttribute(NameOID.ORGANIZATION_NAME, "Firma"),
                             x509.NameAttribute(NameOID.COMMON_NAME, name)])
        authority = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "Authority")])
        builder = (x509.CertificateBuilder().subject_name(subject).issuer_name(authority)
                   .public_key(key.public_key()).serial_number(x509.random_serial_number())
                   .not_valid_before(NOW + start).not_valid_after(NOW + end))
        if usage is not None:
            flags = {name: name in usage for name in USAGES}
            builder = builder.add_extension(x509.KeyUsage(**flags), critical=True)
        made = builder.sign(issuer, hashes.SHA256())
        self.private = key
        self.certificate = folder / f"{kind}-{id(self)}.pem"
        self.certificate.write_bytes(made.public_bytes(serialization.Encoding.PEM))
        self.fingerprint = made.fingerprint(hashes.SHA256()).hex(":").upper()
        self.key = folder / f"{kind}-{id(self)}.key"
        self.save_key(serialization.NoEncryption())

    def save_key(self, encryption):
        self.key.write_bytes(self.private.private_bytes(
            serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, encryption))
        self.key.chmod(0o600)
