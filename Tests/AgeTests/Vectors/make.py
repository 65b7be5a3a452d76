#!/usr/bin/env python3
"""Writes the vectors of this folder again, byte for byte.

Shares no code with Krok: X25519 and ChaCha20-Poly1305 stand here in plain Python, HMAC and scrypt
come from Python's own library. Run it in this folder; `git diff` shows nothing afterwards.
"""

import base64
import hashlib
import hmac
import os
import struct
import zlib

HERE = os.path.dirname(os.path.abspath(__file__))
FILE_KEY = b"KROK FILE KEY 16"
SCALAR = hashlib.sha256(b"krok: the identity").digest()
OTHER = hashlib.sha256(b"krok: another identity").digest()
EPHEMERAL = hashlib.sha256(b"krok: the ephemeral key").digest()
SALT = hashlib.sha256(b"krok: the salt").digest()[:16]
NONCE = hashlib.sha256(b"krok: the nonce").digest()[:16]
PASSPHRASE = "zażółć gęślą jaźń"
CHUNK = 64 * 1024

# ---- primitives ----


def x25519(scalar, point):
    """RFC 7748, section 5."""
    p = 2**255 - 19
    k = bytearray(scalar)
    k[0] &= 248
    k[31] = k[31] & 127 | 64
    k = int.from_bytes(k, "little")
    u = int.from_bytes(point, "little") & (2**255 - 1)
    x2, z2, x3, z3, swap = 1, 0, u, 1, 0
    for t in reversed(range(255)):
        bit = k >> t & 1
        if swap ^ bit:
            x2, x3, z2, z3 = x3, x2, z3, z2
        swap = bit
        a, b, c, d = x2 + z2, x2 - z2, x3 + z3, x3 - z3
        aa, bb = a * a % p, b * b % p
        e = aa - bb
        da, cb = d * a % p, c * b % p
        x3, z3 = (da + cb) ** 2 % p, u * (da - cb) ** 2 % p
        x2, z2 = aa * bb % p, e * (aa + 121665 * e) % p
    if swap:
        x2, z2 = x3, z3
    return (x2 * pow(z2, p - 2, p) % p).to_bytes(32, "little")


def chacha20(key, counter, nonce, length):
    """The key stream of RFC 8439, section 2.4."""
    stream = bytearray()
    start = list(struct.unpack("<4I8I", b"expand 32-byte k" + key))
    while len(stream) < length:
        first = start + list(struct.unpack("<4I", struct.pack("<I", counter) + nonce))
        s = first[:]
        for _ in range(10):
            for a, b, c, d in (
                (0, 4, 8, 12), (1, 5, 9, 13), (2, 6, 10, 14), (3, 7, 11, 15),
                (0, 5, 10, 15), (1, 6, 11, 12), (2, 7, 8, 13), (3, 4, 9, 14),
            ):
                for x, y, z, turn in ((a, b, d, 16), (c, d, b, 12), (a, b, d, 8), (c, d, b, 7)):
                    s[x] = s[x] + s[y] & 0xFFFFFFFF
                    mixed = s[z] ^ s[x]
                    s[z] = (mixed << turn | mixed >> 32 - turn) & 0xFFFFFFFF
        stream += struct.pack("<16I", *((x + y) & 0xFFFFFFFF for x, y in zip(s, first)))
        counter += 1
    return bytes(stream[:length])


def tag(key, nonce, ciphertext):
    """The tag of RFC 8439, section 2.8, without additional data."""
    one_time = chacha20(key, 0, nonce, 32)
    r = int.from_bytes(one_time[:16], "little") & 0x0FFFFFFC0FFFFFFC0FFFFFFC0FFFFFFF
    message = ciphertext + bytes(-len(ciphertext) % 16)
    message += struct.pack("<QQ", 0, len(ciphertext))
    total = 0
    for i in range(0, len(message), 16):
        block = int.from_bytes(message[i:i + 16] + b"\1", "little")
        total = (total + block) * r % (2**130 - 5)
    return (total + int.from_bytes(one_time[16:], "little") & 2**128 - 1).to_bytes(16, "little")


def seal(key, nonce, plaintext):
    stream = chacha20(key, 1, nonce, len(plaintext))
    ciphertext = bytes(a ^ b for a, b in zip(plaintext, stream))
    return ciphertext + tag(key, nonce, ciphertext)


def mac(key, message):
    return hmac.new(key, message, hashlib.sha256).digest()


def hkdf(ikm, salt, info):
    return mac(mac(salt, ikm), info + b"\1")


# ---- the format ----


def b64(data):
    return base64.b64encode(data).rstrip(b"=")


def bech32(prefix, data):
    """BIP 173."""
    alphabet = "qpzry9x8gf2tvdw0s3jn54khce6mua7l"
    bits = "".join(f"{byte:08b}" for byte in data)
    bits += "0" * (-len(bits) % 5)
    values = [int(bits[i:i + 5], 2) for i in range(0, len(bits), 5)]
    expanded = [ord(c) >> 5 for c in prefix] + [0] + [ord(c) & 31 for c in prefix]
    state = 1
    for value in expanded + values + [0] * 6:
        top = state >> 25
        state = (state & 0x1FFFFFF) << 5 ^ value
        for i, g in enumerate((0x3B6A57B2, 0x26508E6D, 0x1EA119FA, 0x3D4233DD, 0x2A1462B3)):
            state ^= g if top >> i & 1 else 0
    state ^= 1
    values += [state >> 5 * (5 - i) & 31 for i in range(6)]
    return prefix + "1" + "".join(alphabet[v] for v in values)


def lines(body):
    text = b64(body)
    cut = [text[i:i + 64] for i in range(0, len(text), 64)]
    if not cut or len(cut[-1]) == 64:
        cut.append(b"")
    return b"".join(line + b"\n" for line in cut)


def stanza(*arguments, body):
    return b"-> " + b" ".join(arguments) + b"\n" + lines(body)


BASE = (9).to_bytes(32, "little")
POINT = x25519(SCALAR, BASE)
SHARE = x25519(EPHEMERAL, BASE)


def wrapped(share=SHARE, key=FILE_KEY, point=POINT):
    shared = x25519(EPHEMERAL, point)
    wrapping = hkdf(shared, share + point, b"age-encryption.org/v1/X25519")
    return seal(wrapping, bytes(12), key)


def mine(**changes):
    return stanza(b"X25519", b64(SHARE), body=wrapped(**changes))


def theirs():
    return mine(point=x25519(OTHER, BASE))


def passphrase(work=b"4", salt=SALT, key=FILE_KEY, cost=4, word=PASSPHRASE):
    label = b"age-encryption.org/v1/scrypt"
    wrapping = hashlib.scrypt(
        word.encode(), salt=label + salt, n=2**cost, r=8, p=1, dklen=32)
    return stanza(*[b"scrypt", b64(salt)] + ([work] if work is not None else []),
                  body=seal(wrapping, bytes(12), key))


VERSION = b"age-encryption.org/v1\n"


def header(*stanzas, version=VERSION):
    covered = version + b"".join(stanzas) + b"---"
    return covered + b" " + b64(mac(hkdf(FILE_KEY, b"", b"header"), covered)) + b"\n"


def tampered(head, old, new):
    """Replaces text and makes the tag fit again, so that the text alone is at fault."""
    covered = head[:head.rindex(b"---") + 3]
    assert covered.count(old) >= 1, old
    covered = covered.replace(old, new, 1)
    return covered + b" " + b64(mac(hkdf(FILE_KEY, b"", b"header"), covered)) + b"\n"


def chunk(number, last, plaintext=None, zeros=None):
    """One chunk; with `zeros` its ciphertext is that many zeros, so that it compresses."""
    key = hkdf(FILE_KEY, NONCE, b"payload")
    nonce = number.to_bytes(11, "big") + bytes([last])
    if zeros is None:
        return seal(key, nonce, plaintext)
    return bytes(zeros) + tag(key, nonce, bytes(zeros))


def clear(number, last, zeros):
    key = hkdf(FILE_KEY, NONCE, b"payload")
    return chacha20(key, 1, number.to_bytes(11, "big") + bytes([last]), zeros)


PLAIN = b"krok"
PAYLOAD = NONCE + chunk(0, 1, PLAIN)
GOOD = header(mine())


def armor(data, feed=b"\n"):
    text = base64.b64encode(data)
    cut = [text[i:i + 64] for i in range(0, len(text), 64)]
    return feed.join(
        [b"-----BEGIN AGE ENCRYPTED FILE-----"] + cut + [b"-----END AGE ENCRYPTED FILE-----", b""])


# ---- the vectors ----

written = set()


def write(name, expect, data, comment="", plain=PLAIN, scalar=SCALAR, word=None, compress=False):
    head = [f"expect: {expect}"]
    if expect == "success":
        head.append(f"payload: {hashlib.sha256(plain).hexdigest()}")
    if word is None:
        head.append("identity: " + bech32("age-secret-key-", scalar).upper())
    else:
        head.append(f"passphrase: {word}")
    if data.lstrip().startswith(b"-----") or b"\n-----BEGIN" in data:
        head.append("armored: yes")
    if compress:
        head.append("compressed: zlib")
        data = zlib.compress(data, 9)
    if comment:
        head.append(f"comment: {comment}")
    assert name not in written, name
    written.add(name)
    with open(os.path.join(HERE, name), "wb") as out:
        out.write("\n".join(head).encode() + b"\n\n" + data)


def headers():
    bad = "header failure"

    def change(name, old, new, comment=""):
        write("header_" + name, bad, tampered(GOOD, old, new) + PAYLOAD, comment)

    change("version_2", b"v1\n", b"v2\n")
    change("version_space", b"v1\n", b"v1 \n")
    change("version_cr", b"v1\n", b"v1\r\n")
    change("version_missing", VERSION, b"")
    change("stanza_cr", b64(SHARE) + b"\n", b64(SHARE) + b"\r\n")
    change("body_cr", b64(wrapped()) + b"\n", b64(wrapped()) + b"\r\n")
    change("double_space", b"X25519 ", b"X25519  ")
    change("trailing_space", b64(SHARE) + b"\n", b64(SHARE) + b" \n")
    change("leading_space", b"-> X", b"->  X")
    change("stanza_start", b"-> X", b"->X")
    change("no_kind", b"X25519 " + b64(SHARE), b"", "the stanza has no argument at all")
    change("argument_tab", b"X25519 ", b"X25519\t")
    change("argument_delete", b"X25519 ", b"X25519\x7f ")
    change("argument_zero", b"X25519 ", b"X25519\0 ")
    change("argument_utf8", b"X25519 ", "X25519ż ".encode())
    change("padding_share", b64(SHARE) + b"\n", b64(SHARE) + b"=\n")
    change("padding_body", b64(wrapped()) + b"\n", b64(wrapped()) + b"=\n")
    change("blank_body", b64(wrapped()), b64(wrapped())[:20] + b" " + b64(wrapped())[20:])
    change("missing_body", b64(wrapped()) + b"\n", b"")
    change("url_alphabet", b64(SHARE), b64(SHARE)[:-2] + b"_" + b64(SHARE)[-1:])
    last = b64(SHARE)[-1:]
    alphabet = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/"
    off = alphabet[alphabet.index(last) + 1:][:1]
    change("not_canonical_share", b64(SHARE), b64(SHARE)[:-1] + off)
    last = b64(wrapped())[-1:]
    off = alphabet[alphabet.index(last) + 1:][:1]
    change("not_canonical_body", b64(wrapped()), b64(wrapped())[:-1] + off)
    high = stanza(b"grease", body=b"\xff" * 3).replace(b"////", b"/\xaf//")
    write("header_high_byte_in_body", bad, header(high, mine()) + PAYLOAD,
          "libsodium reads each byte above 0x7f as a slash")
    write("header_no_stanza", bad, header() + PAYLOAD)
    grease = b"-> grease\n" + b64(bytes(48)) + b"\n"
    write("header_body_no_short_line", bad, header(grease + mine()) + PAYLOAD)
    grease = b"-> grease\n" + b64(bytes(51)) + b"\n"
    write("header_body_68_columns", bad, header(grease, mine()) + PAYLOAD)
    write("header_empty", bad, b"")
    write("header_cut_version", bad, GOOD[:21])
    write("header_cut_stanza", bad, GOOD[:40])
    write("header_cut_closing", bad, GOOD[:-1])

    covered, end = GOOD[:-45], GOOD[-44:-1]
    assert covered.endswith(b"---") and len(end) == 43
    write("closing_no_space", bad, covered + end + b"\n" + PAYLOAD)
    write("closing_double_space", bad, covered + b"  " + end + b"\n" + PAYLOAD)
    write("closing_trailing_space", bad, covered + b" " + end + b" \n" + PAYLOAD)
    write("closing_padding", bad, covered + b" " + end + b"=\n" + PAYLOAD)
    write("closing_short", bad, covered + b" " + end[:-1] + b"\n" + PAYLOAD)
    write("closing_long", bad, covered + b" " + end + b"A\n" + PAYLOAD)
    write("closing_cr", bad, covered + b" " + end + b"\r\n" + PAYLOAD)
    write("closing_bare", bad, covered + b"\n" + PAYLOAD)
    off = alphabet[alphabet.index(end[-1:]) + 1:][:1]
    write("closing_not_canonical", bad, covered + b" " + end[:-1] + off + b"\n" + PAYLOAD)

    write("nonce_missing", bad, GOOD)
    write("nonce_short", bad, GOOD + NONCE[:15])


def keys():
    bad = "header failure"
    share = b64(SHARE)
    write("x25519_no_share", bad, header(stanza(b"X25519", body=wrapped())) + PAYLOAD)
    write("x25519_two_arguments", bad,
          header(stanza(b"X25519", share, b"1", body=wrapped())) + PAYLOAD)
    write("x25519_share_31", bad,
          header(stanza(b"X25519", b64(SHARE[:31]), body=wrapped())) + PAYLOAD)
    write("x25519_share_33", bad,
          header(stanza(b"X25519", b64(SHARE + b"\0"), body=wrapped())) + PAYLOAD)
    write("x25519_key_15", bad, header(mine(key=FILE_KEY[:15])) + PAYLOAD)
    write("x25519_key_24", bad, header(mine(key=FILE_KEY + b"8 bytes!")) + PAYLOAD)
    write("x25519_empty_body", bad, header(stanza(b"X25519", share, body=b"")) + PAYLOAD)
    p = 2**255 - 19
    low = {"0": 0, "1": 1, "p_minus_1": p - 1, "p": p, "p_plus_1": p + 1}
    low["order_8a"] = int.from_bytes(bytes.fromhex(
        "e0eb7a7c3b41b8ae1656e3faf19fc46ada098deb9c32b1fd866205165f49b800"), "little")
    low["order_8b"] = int.from_bytes(bytes.fromhex(
        "5f9c95bca3508c24b1d0b1559c83ef5b04445cc4581c8e86d8224eddd09f1157"), "little")
    for name, value in low.items():
        point = value.to_bytes(32, "little")
        wrapping = hkdf(bytes(32), point + POINT, b"age-encryption.org/v1/X25519")
        write("x25519_low_order_" + name, bad,
              header(stanza(b"X25519", b64(point), body=seal(wrapping, bytes(12), FILE_KEY)))
              + PAYLOAD, "wrapped with the all-zero secret that every key would agree on")
    write("x25519_other_key", "no match", header(theirs()) + PAYLOAD)
    write("x25519_lower_case_kind", "no match",
          header(stanza(b"x25519", share, body=wrapped())) + PAYLOAD)
    body = bytearray(wrapped())
    body[0] ^= 1
    write("x25519_damaged_key", "no match",
          header(stanza(b"X25519", share, body=bytes(body))) + PAYLOAD)
    write("x25519_for_passphrase", "no match", GOOD + PAYLOAD, word="krok")
    write("unsupported_hybrid", "unsupported",
          header(stanza(b"mlkem768x25519", b64(bytes(1120)), body=bytes(32)),
                 stanza(b"grease", body=b"")) + PAYLOAD)
    write("unsupported_tag", "unsupported",
          header(stanza(b"p256tag", b"AAAA", b64(bytes(65)), body=bytes(32))) + PAYLOAD)
    write("unsupported_beside_x25519", "no match",
          header(stanza(b"ssh-ed25519", b"AAAA", b64(bytes(32)), body=bytes(32)), theirs())
          + PAYLOAD)


def passphrases():
    bad = "header failure"

    def scrypt(name, expect, *stanzas, word=PASSPHRASE, comment=""):
        write("scrypt_" + name, expect, header(*stanzas) + PAYLOAD, word=word, comment=comment)

    scrypt("success", "success", passphrase())
    scrypt("log_n_1", "success", passphrase(b"1", cost=1))
    scrypt("log_n_10", "success", passphrase(b"10", cost=10))
    scrypt("wrong", "no match", passphrase(), word="zazolc gesla jazn")
    scrypt("other_work_factor", "no match", passphrase(b"5"))
    for name, work in {
        "0": b"0", "plus": b"+4", "minus": b"-4", "leading_zero": b"04", "hexadecimal": b"0x4",
        "trailing": b"4x", "point": b"4.0", "overflow": b"18446744073709551620",
        "23": b"23", "64": b"64", "missing": None,
    }.items():
        scrypt("work_factor_" + name, bad, passphrase(work))
    scrypt("three_arguments", bad,
           passphrase().replace(b" 4\n", b" 4 4\n"))
    scrypt("salt_15", bad, passphrase(salt=SALT[:15]))
    scrypt("salt_17", bad, passphrase(salt=SALT + b"\0"))
    scrypt("key_24", bad, passphrase(key=FILE_KEY + b"8 bytes!"))
    scrypt("doubled", bad, passphrase(), passphrase())
    scrypt("and_x25519", bad, passphrase(), mine())
    scrypt("and_grease", bad, stanza(b"grease", body=b""), passphrase())
    write("scrypt_beside_mine", bad, header(mine(), passphrase()) + PAYLOAD,
          "refused also by the holder of the X25519 identity")


def accepted():
    def good(name, *stanzas, **more):
        write("accept_" + name, "success", header(*stanzas) + PAYLOAD, **more)

    good("one", mine())
    good("several", theirs(), theirs(), mine(), theirs())
    good("grease", stanza(b"grease", b"a", b"b", body=bytes(100)), mine(),
         stanza(b"-grease-", body=b""))
    good("empty_body", stanza(b"empty", body=b""), mine())
    good("body_48", stanza(b"full", body=bytes(48)), mine(),
         comment="a full line is followed by an empty one")
    good("visible_characters", stanza(bytes(range(0x21, 0x7F)), body=b""), mine())
    good("hybrid_beside", stanza(b"mlkem768x25519", b64(bytes(1120)), body=bytes(32)), mine())
    write("accept_empty", "success", GOOD + NONCE + chunk(0, 1, b""), plain=b"")


def macs():
    bad = "HMAC failure"
    flipped = GOOD[:-10] + (b"B" if GOOD[-10:-9] == b"A" else b"A") + GOOD[-9:]
    write("mac_changed", bad, flipped + PAYLOAD)
    covered, end = GOOD[:-45], GOOD[-45:]
    write("mac_stanza_added", bad,
          covered[:-3] + stanza(b"grease", body=b"") + b"---" + end + PAYLOAD)
    two = header(mine(), theirs())
    write("mac_stanza_removed", bad, two.replace(theirs(), b"", 1) + PAYLOAD)
    write("mac_stanzas_swapped", bad,
          VERSION + theirs() + mine() + b"---" + two[-45:] + PAYLOAD)
    write("mac_before_nonce", bad, flipped, "the tag is checked before the payload is looked at")


def payloads():
    bad = "payload failure"
    full = chunk(0, 0, zeros=CHUNK)
    full_last = chunk(0, 1, zeros=CHUNK)

    def stream(name, expect, *chunks, **more):
        write("stream_" + name, expect, GOOD + NONCE + b"".join(chunks), compress=True, **more)

    damaged = bytearray(PAYLOAD)
    damaged[16] ^= 1
    write("stream_damaged_text", bad, GOOD + bytes(damaged))
    damaged = bytearray(PAYLOAD)
    damaged[-1] ^= 1
    write("stream_damaged_tag", bad, GOOD + bytes(damaged))
    damaged = bytearray(PAYLOAD)
    damaged[0] ^= 1
    write("stream_damaged_nonce", bad, GOOD + bytes(damaged))
    write("stream_no_chunk", bad, GOOD + NONCE)
    write("stream_short_tag", bad, GOOD + NONCE + chunk(0, 1, b"")[:15])
    write("stream_one_not_last", bad, GOOD + NONCE + chunk(0, 0, PLAIN))
    write("stream_begins_at_1", bad, GOOD + NONCE + chunk(1, 1, PLAIN))
    write("stream_byte_behind", bad, GOOD + PAYLOAD + b"\0")
    write("stream_chunk_behind", bad, GOOD + PAYLOAD + chunk(1, 1, PLAIN))
    stream("full_last", "success", full_last, plain=clear(0, 1, CHUNK))
    stream("full_and_one", "success", full, chunk(1, 1, b"1"), plain=clear(0, 0, CHUNK) + b"1")
    stream("full_not_last", bad, full)
    stream("empty_last", bad, full, chunk(1, 1, b""))
    stream("byte_behind_full_last", bad, full_last, b"\0")
    stream("chunk_behind_full_last", bad, full_last, chunk(1, 1, PLAIN))
    stream("two_last", bad, full_last, chunk(0, 1, PLAIN))
    stream("repeated", bad, full, full, chunk(2, 1, PLAIN))
    stream("swapped", bad, chunk(1, 0, zeros=CHUNK), full, chunk(2, 1, PLAIN))
    stream("dropped", bad, full, chunk(2, 1, PLAIN))


def armors():
    bad = "armor failure"
    good = armor(GOOD + PAYLOAD)
    begin, rest = good.split(b"\n", 1)

    write("armor_success", "success", good)
    write("armor_cr_lf", "success", armor(GOOD + PAYLOAD, b"\r\n"))
    write("armor_no_last_feed", "success", good[:-1])
    write("armor_white_outside", "success", b" \t\r\n\n" + good + b"\n \t\r\n")
    write("armor_no_content", "header failure", armor(b""))
    write("armor_leading", bad, b"x\n" + good)
    write("armor_trailing", bad, good + b"x")
    write("armor_twice", bad, good + good)
    write("armor_white_before_1025", bad, b"\n" * 1025 + good)
    write("armor_white_behind_1025", bad, good + b"\n" * 1025)
    write("armor_begin_space", bad, begin + b" \n" + rest)
    write("armor_begin_other", bad, good.replace(b"BEGIN AGE ENC", b"BEGIN AGE enc", 1))
    write("armor_begin_alone", bad, begin + b"\n")
    write("armor_end_missing", bad, good[:good.index(b"-----END")])
    write("armor_end_space", bad, good[:-1] + b" \n")
    write("armor_end_other", bad, good.replace(b"END AGE", b"END age", 1))
    write("armor_header", bad, begin + b"\nComment: no\n\n" + rest)
    write("armor_empty_first_line", bad, begin + b"\n\n" + rest)
    write("armor_empty_last", bad, good.replace(b"\n-----END", b"\n\n-----END", 1))
    write("armor_space_in_line", bad, begin + b"\n" + rest[:8] + b" " + rest[9:])
    write("armor_space_at_end_of_line", bad, good.replace(b"\n-----END", b" \n-----END", 1))
    write("armor_lone_cr", bad, begin + b"\n" + rest[:8] + b"\r" + rest[8:])
    slashes = armor(header(stanza(b"?" * 12, body=b""), mine()) + PAYLOAD)
    write("armor_high_byte", bad, slashes.replace(b"/", b"\xaf", 1),
          "libsodium reads each byte above 0x7f as a slash")
    write("armor_not_base64", bad, begin + b"\n" + rest[:8] + b"*" + rest[9:])
    text = base64.b64encode(GOOD + PAYLOAD)
    narrow = [text[i:i + 60] for i in range(0, len(text), 60)]
    wide = [text[i:i + 68] for i in range(0, len(text), 68)]
    end = b"-----END AGE ENCRYPTED FILE-----"
    write("armor_60_columns", bad, b"\n".join([begin] + narrow + [end, b""]))
    write("armor_68_columns", bad, b"\n".join([begin] + wide + [end, b""]))
    data = GOOD + NONCE + chunk(0, 1, b"12345" if (len(GOOD) + 37) % 3 == 1 else b"1234")
    while len(data) % 3 != 1:
        data = GOOD + NONCE + chunk(0, 1, b"1" * (len(data) - len(GOOD) - 31))
    padded = armor(data)
    assert padded.count(b"==\n") == 1
    write("armor_no_padding", bad, padded.replace(b"==\n", b"\n"))
    write("armor_half_padding", bad, padded.replace(b"==\n", b"=\n"))
    write("armor_padding_broken", bad, padded.replace(b"==\n", b"=\n=\n"))
    at = padded.index(b"==\n") - 1
    write("armor_not_canonical", bad, padded[:at] + bytes([padded[at] + 1]) + padded[at + 1:])


for group in (headers, keys, passphrases, accepted, macs, payloads, armors):
    group()
for stale in set(os.listdir(HERE)) - written - {"make.py", "README.md"}:
    print("not written by make.py:", stale)
print(len(written), "vectors")
