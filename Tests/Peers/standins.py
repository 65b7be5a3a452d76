# Google and YetiForce as scripts behind a proxy that answers CONNECT, with TLS from an authority made here.
import datetime
import pathlib
import re
import socket
import ssl
import struct
import threading
import time

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

TOKEN = "oauth2.googleapis.com:443"
SIGN_IN = "accounts.google.com:443"
IMAP = "imap.gmail.com:993"
SMTP = "smtp.gmail.com:465"
SUBMISSION = "smtp.gmail.com:587"
DAY = datetime.timedelta(days=1)


class Authority:
    """A certificate authority of the test's own; `file` is what --ca-file is given."""

    def __init__(self, folder, name="Test authority"):
        self.folder = pathlib.Path(folder)
        self.folder.mkdir(parents=True, exist_ok=True)
        self.key = ec.generate_private_key(ec.SECP256R1())
        self.name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, name)])
        made = self._builder(self.name, self.name, self.key).add_extension(
            x509.BasicConstraints(ca=True, path_length=None), critical=True).sign(
                self.key, hashes.SHA256())
        self.file = self.folder / "authority.pem"
        self.file.write_bytes(made.public_bytes(serialization.Encoding.PEM))

    @staticmethod
    def _builder(subject, issuer, key, start=-DAY, end=30 * DAY):
        now = datetime.datetime.now(datetime.UTC)
        return (x509.CertificateBuilder().subject_name(subject).issuer_name(issuer)
                .public_key(key.public_key()).serial_number(x509.random_serial_number())
                .not_valid_before(now + start).not_valid_after(now + end))

    def context(self, host, self_signed=False, **life):
        """A server's TLS with a certificate for `host`."""
        key = ec.generate_private_key(ec.SECP256R1())
        subject = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, host)])
        builder = self._builder(subject, subject if self_signed else self.name, key, **life)
        made = builder.add_extension(
            x509.SubjectAlternativeName([x509.DNSName(host)]), critical=False).sign(
                key if self_signed else self.key, hashes.SHA256())
        file = self.folder / f"{host}-{id(made)}.pem"
        file.write_bytes(
            key.private_bytes(serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8,
                              serialization.NoEncryption())
            + made.public_bytes(serialization.Encoding.PEM))
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(file)
        return context


class World:
    """Every host that there is; `connects` and `received` are what was asked of whom."""

    def __init__(self, authority):
        self.authority = authority
        self.sites = {}
        self.connects = []
        self.received = {}
        self.listener = socket.create_server(("127.0.0.1", 0))
        self.port = self.listener.getsockname()[1]
        self.address = f"http://127.0.0.1:{self.port}"
        threading.Thread(target=self._serve, daemon=True).start()

    def site(self, place, script, context=None, tls=True):
        """`script(connection)` speaks for `place`; nil context: a certificate that holds."""
        host = place.rsplit(":", 1)[0]
        self.sites[place] = (script, (context or self.authority.context(host)) if tls else None)

    def close(self):
        # A thread waits in `accept`: closing alone would leave the port open.
        try:
            self.listener.shutdown(socket.SHUT_RDWR)
        except OSError:
            pass
        self.listener.close()

    def _serve(self):
        while True:
            try:
                connection, _ = self.listener.accept()
            except OSError:
                return
            threading.Thread(target=self._tunnel, args=[connection], daemon=True).start()

    def _tunnel(self, connection):
        with connection:
            connection.settimeout(30)
            try:
                head = read_head(connection)
                place = re.match(rb"CONNECT (\S+) HTTP/1", head)[1].decode()
                self.connects.append(place)
                if place not in self.sites:
                    connection.sendall(b"HTTP/1.1 403 Forbidden\r\ncontent-length: 0\r\n\r\n")
                    return
                script, context = self.sites[place]
                connection.sendall(b"HTTP/1.1 200 Connected\r\n\r\n")
                if context is not None:
                    connection = context.wrap_socket(connection, server_side=True)
                with connection:
                    log = self.received.setdefault(place, [])
                    script(Recorded(connection, log))
            except (OSError, ssl.SSLError, TypeError):
                pass  # krok went away, as it should from most of these


class Recorded:
    """A connection that remembers what was read from it."""

    def __init__(self, connection, log):
        self.connection = connection
        self.log = log

    def recv(self, count):
        data = self.connection.recv(count)
        self.log.append(data)
        return data

    def sendall(self, data):
        self.connection.sendall(data)


def read_head(connection):
    head = b""
    while b"\r\n\r\n" not in head:
        piece = connection.recv(1 if not isinstance(connection, Recorded) else 65536)
        if not piece:
            raise OSError("closed")
        head += piece
    return head


def read_request(connection):
    data = read_head(connection)
    head, _, body = data.partition(b"\r\n\r\n")
    length = int((re.search(rb"(?i)content-length: *(\d+)", head) or [0, 0])[1])
    while len(body) < length:
        body += connection.recv(65536)
    return head, body


# HTTP


def http(status, body=b"", *headers):
    """Answers one request."""
    def script(connection):
        read_request(connection)
        data = body if isinstance(body, bytes) else body.encode()
        lines = [f"HTTP/1.1 {status} Whatever", f"content-length: {len(data)}", *headers, "", ""]
        connection.sendall("\r\n".join(lines).encode() + data)
    return script


def hang(connection):
    read_request(connection)
    time.sleep(30)


def reset(connection):
    read_request(connection)
    raw = connection.connection
    raw.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
    raw.close()


def close(connection):
    read_request(connection)


def gigabyte(connection):
    read_request(connection)
    connection.sendall(f"HTTP/1.1 400 Bad Request\r\ncontent-length: {1 << 30}\r\n\r\n".encode())
    for _ in range(1 << 14):
        connection.sendall(bytes(1 << 16))


def endless_headers(connection):
    read_request(connection)
    connection.sendall(b"HTTP/1.1 400 Bad Request\r\n")
    for number in range(1 << 20):
        connection.sendall(f"x-{number}: {'a' * 1000}\r\n".encode())


def endless_continues(connection):
    read_request(connection)
    for _ in range(1 << 20):
        connection.sendall(b"HTTP/1.1 100 Continue\r\n\r\n" * 100)


def slow(connection):
    read_request(connection)
    for byte in b"HTTP/1.1 400 Bad Request\r\ncontent-length: 25\r\n\r\n{\"error\":\"invalid_client\"}":
        connection.sendall(bytes([byte]))
        time.sleep(0.3)


def another_protocol(connection):
    connection.sendall(b"SSH-2.0-OpenSSH_9.2p1\r\n")
    time.sleep(30)


# Mail


def imap(capabilities="IMAP4rev1 SASL-IR AUTH=XOAUTH2 AUTH=PLAIN"):
    def script(connection):
        connection.sendall(b"* OK Gimap ready\r\n")
        while line := connection.recv(4096):
            tag, command = (line.decode().split() + [""])[:2]
            if command.upper() == "CAPABILITY":
                connection.sendall(f"* CAPABILITY {capabilities}\r\n".encode())
            if command.upper() == "LOGOUT":
                connection.sendall(b"* BYE\r\n")
            connection.sendall(f"{tag} OK done\r\n".encode())
    return script


def smtp(mechanisms="LOGIN PLAIN XOAUTH2", starttls=None, before=""):
    """With `starttls`, a TLS context, encryption begins on demand; `before` is offered in clear."""
    def script(connection):
        connection.sendall(b"220 smtp.gmail.com ESMTP\r\n")
        secure = starttls is None
        while line := connection.recv(4096):
            word = line.decode().split()[0].upper()
            if word == "EHLO":
                offers = ["smtp.gmail.com at your service", "SIZE 35882577"]
                if secure:
                    offers += ["AUTH " + mechanisms] if mechanisms else []
                else:
                    offers += before.split("|") if before else ["STARTTLS"]
                lines = ["250-" + offer for offer in offers[:-1]] + ["250 " + offers[-1]]
                connection.sendall("".join(line + "\r\n" for line in lines).encode())
            elif word == "STARTTLS" and not secure:
                connection.sendall(b"220 2.0.0 Ready\r\n")
                connection.connection = starttls.wrap_socket(
                    connection.connection, server_side=True)
                secure = True
            else:
                connection.sendall(b"221 2.0.0 bye\r\n")
    return script
