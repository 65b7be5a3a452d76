# An authority of the test's own, and certificates for the hosts that a test stands in for.
import datetime
import ssl

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

DAY = datetime.timedelta(days=1)


def _name(text):
    return x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, text)])


def _pem(certificate):
    return certificate.public_bytes(serialization.Encoding.PEM)


class Authority:
    """Signs for any host; `file` is what `--ca-file` is given."""

    def __init__(self, folder):
        self.folder = folder
        folder.mkdir(parents=True, exist_ok=True)
        self._key = ec.generate_private_key(ec.SECP256R1())
        self._certificate = self._signed(
            _name("Authority of a test"), self._key.public_key(),
            [(x509.BasicConstraints(ca=True, path_length=0), True)])
        self.file = folder / "authority.pem"
        self.file.write_bytes(_pem(self._certificate))

    def _signed(self, subject, key, extensions):
        now = datetime.datetime.now(datetime.UTC)
        builder = x509.CertificateBuilder(
            subject_name=subject, issuer_name=_name("Authority of a test"), public_key=key,
            serial_number=x509.random_serial_number(), not_valid_before=now - DAY,
            not_valid_after=now + DAY)
        for extension, is_critical in extensions:
            builder = builder.add_extension(extension, is_critical)
        return builder.sign(self._key, hashes.SHA256())

    def certify(self, *hosts):
        """One certificate for all of `hosts`: the paths of its chain and of its key."""
        key = ec.generate_private_key(ec.SECP256R1())
        names = x509.SubjectAlternativeName([x509.DNSName(host) for host in hosts])
        certificate = self._signed(_name(hosts[0]), key.public_key(), [(names, False)])
        chain, private = (self.folder / (hosts[0] + end) for end in (".pem", ".key"))
        chain.write_bytes(_pem(certificate))
        private.write_bytes(key.private_bytes(
            serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8,
            serialization.NoEncryption()))
        return chain, private

    def server(self, *hosts):
        """What a server of `hosts` needs for TLS."""
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(*self.certify(*hosts))
        return context
