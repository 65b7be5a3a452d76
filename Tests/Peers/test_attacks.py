# What an attacker with write access to the folder may try; each attack by its name.
import os
import re
import shutil
import stat
import subprocess
import time

import agewriter
import dummies
import pyrage
import pytest

GET = ["get", "client_secret"]
SET = ["set", "server_name", "written after the attack"]
ATTACKER = agewriter.x25519.X25519PrivateKey.from_private_bytes(bytes(range(1, 33)))


def recipient(secret):
    """`age1…` of a key, without the library that is under attack."""
    text = bech32("age-secret-key-", secret.private_bytes_raw()).upper()
    return str(pyrage.x25519.Identity.from_str(text).to_public()), text


def bech32(prefix, data):
    bits = "".join(f"{byte:08b}" for byte in data)
    values = [int(bits[at:at + 5].ljust(5, "0"), 2) for at in range(0, len(bits), 5)]
    expanded = [ord(x) >> 5 for x in prefix] + [0] + [ord(x) & 31 for x in prefix]
    state = 1
    for value in expanded + values + [0] * 6:
        top = state >> 25
        state = (state & 0x1FFFFFF) << 5 ^ value
        for bit, generator in enumerate(
                (0x3B6A57B2, 0x26508E6D, 0x1EA119FA, 0x3D4233DD, 0x2A1462B3)):
            state ^= generator if top >> bit & 1 else 0
    state ^= 1
    values += [state >> 5 * (5 - at) & 31 for at in range(6)]
    return prefix + "1" + "".join(agewriter.BECH32[value] for value in values)


def vault_file(machine):
    return machine.vault / "vault.age"


def is_refused(machine, status, words=(GET, SET), unlock=None):
    """Reading and writing are refused, nothing is printed, and nothing on disk changes."""
    before = contents(machine)
    errors = []
    for command in words:
        done = machine.run(*command, *(unlock or machine.unlock))
        assert (done.status, done.out) == (status, ""), done
        assert done.err.startswith("krok: ") and dummies.SECRET not in done.err
        errors.append(done.err)
    assert contents(machine) == before
    return errors[0]


def contents(machine):
    return {path: path.read_bytes() for path in machine.vault.rglob("*")
            if path.name != ".lock" and stat.S_ISREG(path.lstat().st_mode)}


def stranger(machine, name):
    """A second vault with the same passphrase, as an attacker would make it."""
    other = type(machine)(machine.folder / name)
    made = other.run("vault", "init", *other.unlock)
    assert made.status == 0, made.err
    agewriter.cheapen(other.vault, dummies.PASSPHRASE)
    agewriter.put_values(other.vault, dummies.PASSPHRASE, "default",
                         dummies.VALUES | {"client_secret": "GOCSPX-OF-THE-ATTACKER-0000000000"})
    return other


# Substitution


def test_a_vault_that_was_encrypted_to_another_key_is_refused(filled):
    document = b'{"format":1}'.ljust(4096)
    vault_file(filled).write_bytes(agewriter.seal_key(document, ATTACKER))
    assert "not encrypted to the key of this vault" in is_refused(filled, 65)


def test_a_vault_encrypted_to_the_public_key_of_a_slot_is_refused(filled):
    """A colleague's recipient is public; it opens the slot, and must not open a vault."""
    filled.remembers = True
    public, text = recipient(ATTACKER)
    added = filled.run("key", "add", "--name", "colleague", "--recipient", public, *filled.unlock)
    assert added.status == 0, added.err
    identity = ["--identity", filled.secret_file("identity", text + "\n")]
    assert filled.run(*GET, *identity).out == dummies.SECRET + "\n"
    genuine = agewriter.open_vault(filled.vault, dummies.PASSPHRASE)
    forged = agewriter.json.dumps(genuine).encode().ljust(8192)
    vault_file(filled).write_bytes(agewriter.seal_key(forged, ATTACKER))
    is_refused(filled, 65)
    is_refused(filled, 65, unlock=identity)


def test_another_vault_s_file_is_refused(filled):
    other = stranger(filled, "other")
    shutil.copy(vault_file(other), vault_file(filled))
    assert "not encrypted to the key of this vault" in is_refused(filled, 65)


def test_another_vault_s_slot_is_refused_though_the_passphrase_opens_it(filled):
    other = stranger(filled, "other")
    shutil.copy(other.vault / "keys/passphrase.age", filled.vault / "keys/passphrase.age")
    assert "not encrypted to the key of this vault" in is_refused(filled, 65)


def test_a_document_of_another_vault_under_this_key_is_refused(filled):
    """Whoever has a way in to both could mix them by mistake."""
    other = stranger(filled, "other")
    document = agewriter.open_vault(other.vault, dummies.PASSPHRASE)
    agewriter.rewrite(
        filled.vault, dummies.PASSPHRASE, lambda mine: (mine.clear(), mine.update(document)))
    assert "names a different vault than its key does" in is_refused(filled, 65)


def test_files_that_are_swapped_between_profiles_swap_no_value(filled):
    """Values of all profiles are in one ciphertext; what is in clear decides nothing of them."""
    values = {"client_secret": "GOCSPX-OF-THE-SECOND-PROFILE-0000"}
    agewriter.put_values(filled.vault, dummies.PASSPHRASE, "second", values)
    for profile in ("default", "second"):
        assert filled.run("tick", "prepare", "--profile", profile).status in (0, 66)
        filled.run("profile", "new", profile)
        assert filled.run("tick", "prepare", "--profile", profile).status == 0
    folder = filled.vault / "progress"
    (folder / "default.json").rename(folder / "kept")
    (folder / "second.json").rename(folder / "default.json")
    (folder / "kept").rename(folder / "second.json")
    for profile, secret in (("default", dummies.SECRET), ("second", values["client_secret"])):
        got = filled.run(*GET, "--profile", profile, *filled.unlock)
        assert (got.status, got.out) == (0, secret + "\n")


@pytest.mark.parametrize("name", ["vault.age", "keys/passphrase.age"])
def test_the_two_kinds_of_files_are_not_taken_for_each_other(filled, name):
    other = {"vault.age": "keys/passphrase.age", "keys/passphrase.age": "vault.age"}[name]
    shutil.copy(filled.vault / other, filled.vault / name)
    is_refused(filled, 65 if name == "vault.age" else 77)


# Stanzas


def header_and_payload(file):
    head, mark, rest = file.partition(b"\n--- ")
    mac, _, payload = rest.partition(b"\n")
    return head + b"\n", mark[1:] + mac + b"\n", payload


def own_stanza():
    own = agewriter.x25519.X25519PrivateKey.generate().public_key().public_bytes_raw()
    return b"-> X25519 %s\n%s\n" % (agewriter.b64(own), agewriter.b64(os.urandom(32)))


@pytest.mark.parametrize("stanza", [own_stanza(), b"-> grease a b\nAAAA\n", b"-> x\n\n"],
                         ids=["x25519", "grease", "empty"])
@pytest.mark.parametrize("place", ["before", "behind"])
def test_an_added_recipient_stanza_is_refused(filled, stanza, place):
    head, closing, payload = header_and_payload(vault_file(filled).read_bytes())
    version, mine = head.split(b"\n", 1)
    both = stanza + mine if place == "before" else mine + stanza
    vault_file(filled).write_bytes(version + b"\n" + both + closing + payload)
    is_refused(filled, 65)


def test_a_removed_recipient_stanza_is_refused(filled):
    plain = agewriter.json.dumps(
        agewriter.open_vault(filled.vault, dummies.PASSPHRASE)).encode().ljust(8192)
    key = agewriter.slot(filled.vault, dummies.PASSPHRASE)
    mine = pyrage.x25519.Identity.from_str(re.search(r"AGE-SECRET-KEY-1\w+", key.decode())[0])
    theirs = pyrage.x25519.Identity.generate()
    file = pyrage.encrypt(plain, [mine.to_public(), theirs.to_public()])
    vault_file(filled).write_bytes(file)
    assert filled.run(*GET, *filled.unlock).out == dummies.SECRET + "\n"
    head, closing, payload = header_and_payload(file)
    version, *parts = re.split(rb"(?=^-> )", head, flags=re.M)
    assert len(parts) >= 2
    for number in range(len(parts)):
        rest = b"".join(parts[:number] + parts[number + 1:])
        vault_file(filled).write_bytes(version + rest + closing + payload)
        is_refused(filled, 65)
    vault_file(filled).write_bytes(version + closing + payload)
    is_refused(filled, 65)


# Work without end


def cost(machine, *words):
    """Seconds and kilobytes of one run, and its status."""
    process = machine.start(*words)
    start = time.monotonic()
    _, status, used = os.wait4(process.pid, 0)
    seconds = time.monotonic() - start
    process.returncode = os.waitstatus_to_exitcode(status)
    process.stdout.close()
    process.stderr.close()
    return seconds, used.ru_maxrss, process.returncode


def usual(machine):
    """The dearest of three runs of a slot that costs nothing to open."""
    runs = [cost(machine, *GET, *machine.unlock) for _ in range(3)]
    assert {status for _, _, status in runs} == {0}
    return max(seconds for seconds, _, _ in runs), max(memory for _, memory, _ in runs)


@pytest.mark.parametrize("log_n", [21, 22, 30, 31, 63, 64, 10 ** 18, 10 ** 40])
def test_a_huge_work_factor_is_refused_before_any_scrypt_runs(filled, log_n):
    seconds, memory = usual(filled)
    path = filled.vault / "keys/passphrase.age"
    path.write_bytes(re.sub(rb"(-> scrypt \S+) \d+\n", rb"\1 %d\n" % log_n, path.read_bytes()))
    spent, used, status = cost(filled, *GET, *filled.unlock)
    # Log N 21 takes 2 GiB and seconds; what was measured is a start of the program.
    assert status in (65, 77) and spent < 4 * seconds and used < 1.5 * memory
    is_refused(filled, status)


@pytest.mark.parametrize("name", ["vault.age", "keys/passphrase.age"])
@pytest.mark.parametrize("stanza", [b"-> a\n\n", own_stanza()], ids=["short", "x25519"])
def test_a_million_stanzas_are_refused_at_once(filled, name, stanza):
    seconds, memory = usual(filled)
    path = filled.vault / name
    million = stanza * (1_000_000 if len(stanza) < 10 else 400_000)
    path.write_bytes(b"age-encryption.org/v1\n" + million + b"--- " + b"A" * 43 + b"\n")
    spent, used, status = cost(filled, *GET, *filled.unlock)
    size = path.stat().st_size / 1024
    assert status in (65, 77) and spent < 6 * seconds and used < memory + 8 * size
    is_refused(filled, status)


# Links, kinds of files, owners


@pytest.mark.parametrize("name", ["vault.age", "keys/passphrase.age", "progress/default.json"])
def test_a_hard_link_in_the_vault_lets_nobody_write_outside(filled, name):
    """A second name of a file elsewhere: a save replaces the name and not the file."""
    assert filled.run("tick", "prepare").status == 0
    outside = filled.folder / "outside"
    (filled.vault / name).rename(outside)
    os.link(outside, filled.vault / name)
    before = outside.read_bytes()
    assert filled.run(*SET, *filled.unlock).status == 0
    assert filled.run("untick", "prepare").status == 0
    new = filled.secret_file("new", "another test passphrase of nobody\n")
    assert filled.run(
        "vault", "passphrase", "--new-passphrase-file", new, *filled.unlock).status == 0
    assert outside.read_bytes() == before and outside.stat().st_nlink == 1


@pytest.mark.parametrize("name", [
    "vault.age", "keys", "keys/passphrase.age", "previous", "progress", "progress/default.json",
    ".lock"])
def test_a_symbolic_link_in_the_vault_leads_nowhere(filled, name):
    assert filled.run(*SET, *filled.unlock).status == 0
    assert filled.run("tick", "prepare").status == 0
    outside = filled.folder / "outside"
    (filled.vault / name).rename(outside)
    (filled.vault / name).symlink_to(outside)
    before = {path: path.read_bytes() for path in [outside, *outside.rglob("*")] if path.is_file()}
    done = filled.run("set", "server_name", "through a link", *filled.unlock)
    assert done.status == 77 and done.err.startswith("krok: "), done
    assert before == {path: path.read_bytes()
                      for path in [outside, *outside.rglob("*")] if path.is_file()}
    assert (filled.vault / name).is_symlink()


@pytest.mark.parametrize("name", ["vault.age", "keys/passphrase.age", "progress/default.json"])
@pytest.mark.parametrize("kind", ["pipe", "folder", "socket"])
def test_what_is_no_file_in_the_place_of_one_is_refused_without_waiting(filled, name, kind):
    assert filled.run("tick", "prepare").status == 0
    path = filled.vault / name
    path.unlink()
    if kind == "pipe":
        os.mkfifo(path, 0o600)
    elif kind == "folder":
        path.mkdir(0o700)
    else:
        os.mknod(path, 0o600 | stat.S_IFSOCK)
    done = filled.run(*SET, *filled.unlock, timeout=15)
    assert done.status in (65, 66, 73, 74, 77) and done.err.startswith("krok: "), done
    assert not path.is_file()


@pytest.mark.parametrize("name", ["vault.age", "keys/passphrase.age", "keys", "progress"])
def test_a_file_of_another_user_in_the_vault_is_refused(filled, name):
    assert os.geteuid() == 0, "only root can give files away"
    assert filled.run("tick", "prepare").status == 0
    os.chown(filled.vault / name, 65534, 65534)
    done = filled.run(*SET, *filled.unlock)
    assert done.status == 77 and "belongs to another user" in done.err, done


def as_nobody(machine):
    """Another user of the machine, with a state folder of his own."""
    for folder in [machine.folder, *machine.folder.parents][:4]:
        if folder.stat().st_uid == 0:
            folder.chmod(folder.stat().st_mode | 0o055)
    return ["setpriv", "--reuid=65534", "--regid=65534", "--clear-groups"]


def test_another_user_can_neither_read_nor_write_a_vault(filled):
    prefix = as_nobody(filled)
    assert filled.vault.stat().st_mode & 0o077 == 0
    for words in (GET, SET, ["status"], ["vault", "status"], ["tick", "prepare"]):
        done = filled.run(*words, *filled.unlock[:0], prefix=prefix)
        assert done.status in (66, 73, 77) and done.out == "", done
    for words in (["cat", vault_file(filled)], ["ls", filled.vault]):
        assert subprocess.run([*prefix, *words], capture_output=True).returncode != 0


def test_a_folder_that_its_owner_may_not_write_to_is_73_and_keeps_its_values(filled):
    prefix = as_nobody(filled)
    for path in [filled.vault, *filled.vault.rglob("*"), filled.passphrase_file]:
        os.chown(path, 65534, 65534)
    filled.vault.chmod(0o500)
    got = filled.run(*GET, *filled.unlock, prefix=prefix)
    assert (got.status, got.out) == (0, dummies.SECRET + "\n"), got
    before = vault_file(filled).read_bytes()
    done = filled.run(*SET, *filled.unlock, prefix=prefix)
    assert done.status == 73, done
    told = done.err.splitlines()
    # What this user cannot write down of the vault either is told first.
    assert told[0].startswith("Note: this machine cannot write down"), done
    assert told[1].startswith("krok: "), done
    assert vault_file(filled).read_bytes() == before
