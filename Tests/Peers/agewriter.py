# A second, small implementation of age v1, written from the specification: vaults for tests.
import base64
import hashlib
import hmac
import json
import os
import re

from cryptography.hazmat.primitives.asymmetric import x25519
from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305

BECH32 = "qpzry9x8gf2tvdw0s3jn54khce6mua7l"
PIECE = 64 * 1024


def b64(data):
    return base64.b64encode(data).rstrip(b"=")


def unb64(text):
    return base64.b64decode(text + b"=" * (-len(text) % 4))


def hkdf(key, salt, info, length=32):
    pseudo = hmac.digest(salt or bytes(32), key, "sha256")
    return hmac.digest(pseudo, info + b"\x01", "sha256")[:length]


def scrypt_key(passphrase, salt, work):
    return hashlib.scrypt(
        passphrase.encode(), salt=b"age-encryption.org/v1/scrypt" + salt, n=1 << work, r=8, p=1,
        maxmem=(1 << work) * 8 * 128 + (1 << 24), dklen=32)


def seal(plaintext, stanza, key):
    """An age file with one stanza; `stanza` wraps the file key into lines."""
    header = b"age-encryption.org/v1\n" + stanza(key) + b"---"
    mac = hmac.digest(hkdf(key, b"", b"header"), header, "sha256")
    nonce = os.urandom(16)
    cipher = ChaCha20Poly1305(hkdf(key, nonce, b"payload"))
    pieces = [plaintext[at:at + PIECE] for at in range(0, len(plaintext), PIECE)] or [b""]
    body = b"".join(
        cipher.encrypt(number.to_bytes(11, "big") + bytes([number == len(pieces) - 1]), piece, None)
        for number, piece in enumerate(pieces))
    return header + b" " + b64(mac) + b"\n" + nonce + body


def unseal(file, unwrap):
    """The plaintext; `unwrap` finds the file key in the stanza's arguments and body."""
    head, _, rest = file.partition(b"\n--- ")
    mac, _, payload = rest.partition(b"\n")
    for found in re.finditer(rb"-> ([^\n]+)\n((?:[A-Za-z0-9+/]{64}\n)*[A-Za-z0-9+/]{0,63})", head):
        key = unwrap(found[1].split(b" "), unb64(found[2].replace(b"\n", b"")))
        if key:
            break
    assert unb64(mac) == hmac.digest(hkdf(key, b"", b"header"), head + b"\n---", "sha256")
    cipher, data = ChaCha20Poly1305(hkdf(key, payload[:16], b"payload")), payload[16:]
    step = PIECE + 16
    pieces = [data[at:at + step] for at in range(0, len(data), step)]
    return b"".join(
        cipher.decrypt(number.to_bytes(11, "big") + bytes([number == len(pieces) - 1]), piece, None)
        for number, piece in enumerate(pieces))


def seal_passphrase(plaintext, passphrase, work=4):
    def stanza(key):
        salt = os.urandom(16)
        wrapped = ChaCha20Poly1305(scrypt_key(passphrase, salt, work)).encrypt(bytes(12), key, None)
        return b"-> scrypt %s %d\n%s\n" % (b64(salt), work, b64(wrapped))

    return seal(plaintext, stanza, os.urandom(16))


def unseal_passphrase(file, passphrase):
    def unwrap(words, body):
        cipher = ChaCha20Poly1305(scrypt_key(passphrase, unb64(words[1]), int(words[2])))
        return cipher.decrypt(bytes(12), body, None)

    return unseal(file, unwrap)


def private_key(identity_file):
    """The X25519 key of the one AGE-SECRET-KEY-1 line; the checksum is not looked at."""
    text = re.search(r"AGE-SECRET-KEY-1(\w+)", identity_file.decode())[1].lower()[:-6]
    number = 0
    for letter in text:
        number = number << 5 | BECH32.index(letter)
    return x25519.X25519PrivateKey.from_private_bytes((number >> 4).to_bytes(32, "big"))


def seal_key(plaintext, secret):
    public = secret.public_key()

    def stanza(key):
        own = x25519.X25519PrivateKey.generate()
        share = own.public_key().public_bytes_raw()
        shared = own.exchange(public)
        wrap = hkdf(shared, share + public.public_bytes_raw(), b"age-encryption.org/v1/X25519")
        wrapped = ChaCha20Poly1305(wrap).encrypt(bytes(12), key, None)
        return b"-> X25519 %s\n%s\n" % (b64(share), b64(wrapped))

    return seal(plaintext, stanza, os.urandom(16))


def unseal_key(file, secret):
    def unwrap(words, body):
        share = unb64(words[1])
        shared = secret.exchange(x25519.X25519PublicKey.from_public_bytes(share))
        public = secret.public_key().public_bytes_raw()
        wrap = hkdf(shared, share + public, b"age-encryption.org/v1/X25519")
        return ChaCha20Poly1305(wrap).decrypt(bytes(12), body, None)

    return unseal(file, unwrap)


# Vaults


def slot(vault, passphrase):
    return unseal_passphrase((vault / "keys/passphrase.age").read_bytes(), passphrase)


def cheapen(vault, passphrase):
    """Wraps the same key again with scrypt log N 4."""
    file = seal_passphrase(slot(vault, passphrase), passphrase)
    (vault / "keys/passphrase.age").write_bytes(file)


def open_vault(vault, passphrase):
    secret = private_key(slot(vault, passphrase))
    return json.loads(unseal_key((vault / "vault.age").read_bytes(), secret))


def one_line(document):
    return json.dumps(document, ensure_ascii=False, separators=(",", ":"))


def rewrite(vault, passphrase, change, padding=4096, layout=one_line):
    """Gives the document to `change` and seals what it made of it."""
    secret = private_key(slot(vault, passphrase))
    document = json.loads(unseal_key((vault / "vault.age").read_bytes(), secret))
    change(document)
    text = layout(document).encode()
    padded = text + b" " * (-len(text) % padding)
    (vault / "vault.age").write_bytes(seal_key(padded, secret))


def put_values(vault, passphrase, profile, values):
    """Captures values as krok would, without a process for each."""
    def change(document):
        for name, value in values.items():
            entry = {"kind": {"client_secret": "secret", "redirect_uri": "url"}.get(name, "text")}
            if name in ("client_secret", "redirect_uri"):
                entry["sensitive"] = True
            entry |= {"revision": 1, "time": "2026-11-22T12:00:00Z", "slot": "passphrase",
                      "value": value}
            document["profiles"].setdefault(profile, {})[name] = entry

    rewrite(vault, passphrase, change)
