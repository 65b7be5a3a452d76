# A vault that stays unlocked: in the kernel's session keyring, for a time that the kernel enforces.
import hashlib
import json
import re
import subprocess
import time

import agewriter
import dummies
import pexpect
import pytest
from conftest import KROK

GET = ["get", "server_name"]
NAME = dummies.VALUES["server_name"] + "\n"
PROMPT = r"Passphrase of the vault \(slot passphrase\): "


def key_name(machine):
    return "krok:" + hashlib.sha256(str(machine.vault.resolve()).encode()).hexdigest()


def key_line(machine):
    """What the kernel tells everybody about the key: serial, timeout, permissions, size."""
    with open("/proc/keys") as table:
        found = [line.split() for line in table if key_name(machine) in line]
    return found[-1] if found else None


@pytest.fixture
def unlocked(filled):
    yield filled
    filled.run("lock")


def unlock(machine, *words):
    done = machine.run("unlock", *words, *machine.unlock)
    assert (done.status, done.out) == (0, ""), done.err
    return done.err


def is_locked(machine):
    """Without a terminal a command that would have to ask ends with 77."""
    done = machine.run(*GET)
    assert (done.status, done.out) in [(77, ""), (0, NAME)]
    return done.status == 77


def test_an_unlocked_vault_asks_nobody_until_it_is_locked(unlocked):
    assert is_locked(unlocked)
    said = unlock(unlocked)
    assert re.search(r"until \d{4}-\d\d-\d\d \d\d:\d\d", said)
    # `run` starts each command in a session of its own (setsid): it is no child of `unlock`.
    assert not is_locked(unlocked)
    assert unlocked.run("set", "server_name", "another").status == 0
    assert unlocked.run(*GET).out == "another\n"
    assert unlocked.document()["history"][-1]["slot"] == "passphrase"
    done = unlocked.run("lock")
    assert (done.status, done.out, done.err) == (0, "", "The vault is locked.\n")
    assert is_locked(unlocked)
    again = unlocked.run("lock")
    assert (again.status, again.err) == (0, "The vault was not unlocked.\n")


def test_what_opens_the_vault_opens_it_everywhere(unlocked):
    unlock(unlocked)
    assert dummies.SECRET in unlocked.run("export", "--as", "json", "--reveal").out
    assert json.loads(unlocked.run("status", "--json").out)["locked"] is False
    assert unlocked.run("vault", "history").out.count("\n") == 1
    child = unlocked.terminal()
    child.expect_exact("\r\n> ")
    assert not re.search(PROMPT, child.seen())
    child.sendline("q")
    child.expect(pexpect.EOF)


def test_a_vault_with_several_profiles_is_unlocked_without_naming_one(unlocked):
    for name in ("Anna", "Basia"):
        assert unlocked.run("profile", "new", name).status == 0
    # A machine that remembers neither of them.
    unlocked.environment["XDG_STATE_HOME"] = str(unlocked.folder / "other")
    unlock(unlocked)
    assert unlocked.run(*GET).status == 64
    done = unlocked.run("key", "recovery", "--output", unlocked.folder / "page", *unlocked.unlock)
    assert done.status == 0, done


def test_the_kernel_ends_it_when_the_time_is_up(unlocked):
    unlock(unlocked, "--for", "3s")
    start = time.monotonic()
    assert not is_locked(unlocked)
    while not is_locked(unlocked):
        assert time.monotonic() - start < 6
        # The time is what is tested; nothing announces its end.
        time.sleep(0.1)
    assert time.monotonic() - start > 1
    status = json.loads(unlocked.run("vault", "status", "--json").out)
    assert (status["unlocked"], status["seconds_left"]) == (False, None)


def test_the_kernel_says_how_long_and_that_possessors_alone_may_read(unlocked):
    unlock(unlocked, "--for", "2h")
    serial, _, _, left, permissions, *_ = key_line(unlocked)
    assert left in ("1h", "2h") and permissions == "0f000000"
    status = json.loads(unlocked.run("vault", "status", "--json").out)
    assert status["unlocked"] is True and status["seconds_left"] in (3600, 7200)
    unlock(unlocked)
    assert key_line(unlocked)[3] == "14m" or key_line(unlocked)[3] == "15m"
    assert "more minutes" in unlocked.run("vault", "status").out
    # Nobody gives it more time, not even who may read it.
    longer = subprocess.run(["keyctl", "timeout", str(int(key_line(unlocked)[0], 16)), "9999"],
                            capture_output=True)
    assert longer.returncode != 0


def test_the_payload_is_an_identity_file_that_age_takes(unlocked):
    unlock(unlocked)
    serial = str(int(key_line(unlocked)[0], 16))
    payload = subprocess.run(["keyctl", "pipe", serial], capture_output=True).stdout
    assert re.fullmatch(rb"# slot: passphrase\nAGE-SECRET-KEY-1[A-Z0-9]{58}\n", payload)
    opened = subprocess.run(["age", "-d", "-i", "-", unlocked.vault / "vault.age"],
                            input=payload, capture_output=True)
    assert json.loads(opened.stdout)["profiles"]["default"]["server_name"]["value"] + "\n" == NAME


@pytest.mark.parametrize("words", ["0s", "25h", "15", "1d", "-5m"])
def test_a_time_that_is_none_is_64(unlocked, words):
    assert unlocked.run("unlock", "--for=" + words, *unlocked.unlock).status == 64
    assert key_line(unlocked) is None


def test_another_way_in_that_is_given_comes_first(unlocked):
    unlock(unlocked)
    wrong = unlocked.secret_file("wrong", "another passphrase\n")
    assert unlocked.run(*GET, "--passphrase-file", wrong).status == 77
    stranger = unlocked.secret_file(
        "stranger", "AGE-SECRET-KEY-1UZ6HEJWAX4J5PKGEXJ30VP8Y2MYF96VTV392HXHPZSSVSU5J9X7SLK9J0C\n")
    assert unlocked.run(*GET, "--identity", stranger).status == 77
    assert unlocked.run(*GET, "--slot", "other").status == 77
    assert unlocked.run(*GET, "--slot", "passphrase").out == NAME
    # The environment's identity is what is used where nothing is unlocked.
    assert unlocked.run(*GET, KROK_IDENTITY=str(stranger)).out == NAME
    unlocked.run("lock")
    assert unlocked.run(*GET, KROK_IDENTITY=str(stranger)).status == 77


@pytest.mark.parametrize("payload", [b"garbage", b"\0\xff", b"# slot: passphrase\n", b"x" * 9000,
                                     b"# slot: passphrase\nAGE-SECRET-KEY-1UZ6HEJWAX4J5PKGEXJ30VP8Y"
                                     b"2MYF96VTV392HXHPZSSVSU5J9X7SLK9J0C\n"],
                         ids=["words", "bytes", "no_key", "long", "another_key"])
def test_a_stale_key_means_asking_again(unlocked, payload):
    session = subprocess.run(["keyctl", "show", "@s"], capture_output=True, text=True).stdout
    ring = re.search(r"^\s*(\d+)", session, re.M)[1]
    subprocess.run(["keyctl", "padd", "user", key_name(unlocked), ring], input=payload, check=True,
                   stdout=subprocess.DEVNULL)
    done = unlocked.run(*GET)
    assert done.status == 77 and "no terminal to ask" in done.err
    child = unlocked.terminal(*GET)
    child.expect(PROMPT)
    child.sendline(dummies.PASSPHRASE)
    child.expect(NAME.strip())
    child.expect(pexpect.EOF)
    assert unlocked.run(*GET, *unlocked.unlock).out == NAME


def test_a_vault_that_got_another_key_is_asked_for_again(unlocked):
    unlock(unlocked)
    before = unlocked.document()
    secret = agewriter.x25519.X25519PrivateKey.generate()
    (unlocked.vault / "vault.age").write_bytes(
        agewriter.seal_key(json.dumps(before).encode(), secret))
    done = unlocked.run(*GET)
    assert done.status == 77 and "no terminal to ask" in done.err


def test_a_borrowed_terminal_changes_no_passphrase_and_removes_no_way_in(unlocked):
    unlock(unlocked)
    new = unlocked.secret_file("new", "a new passphrase that is no secret\n")
    page = unlocked.folder / "page.html"
    made = unlocked.run("key", "recovery", "--output", page, *unlocked.unlock)
    assert made.status == 0, made
    page.unlink()
    slots = {path: path.read_bytes() for path in unlocked.vault.glob("keys/*.age")}
    assert len(slots) == 2
    for words in (["vault", "passphrase", "--new-passphrase-file", new],
                  ["key", "remove", "passphrase"], ["unlock", "--for", "24h"],
                  ["key", "recovery", "--yes", "--output", page],
                  ["key", "add", "--name", "eve", "--new-passphrase", "--new-passphrase-file", new],
                  ["vault", "rekey", "--yes"]):
        done = unlocked.run(*words)
        assert done.status == 77 and "no terminal to ask" in done.err, words
    assert slots == {path: path.read_bytes() for path in unlocked.vault.glob("keys/*.age")}
    assert not page.exists()
    child = unlocked.terminal("vault", "passphrase", "--new-passphrase-file", new, timeout=60)
    child.expect(PROMPT)
    child.sendline(dummies.PASSPHRASE)
    child.expect("is changed")
    child.expect(pexpect.EOF)
    # The vault key is the same: what is unlocked stays so.
    assert not is_locked(unlocked)


def test_a_fresh_session_keyring_dies_and_takes_the_key_along(unlocked):
    words = f"{KROK} unlock --passphrase-file {unlocked.passphrase_file} && setsid -w {KROK} get server_name"
    done = subprocess.run(["keyctl", "session", "-", "sh", "-c", words], capture_output=True,
                          env=unlocked.environ(), start_new_session=True, timeout=60)
    assert done.returncode == 0 and done.stdout.decode() == NAME, done.stderr
    assert is_locked(unlocked) and key_line(unlocked) is None
    # The other way round: what is unlocked out here is not unlocked in there.
    unlock(unlocked)
    inside = subprocess.run(["keyctl", "session", "-", KROK, *GET], capture_output=True,
                            env=unlocked.environ(), start_new_session=True, timeout=60)
    assert inside.returncode == 77 and not is_locked(unlocked)


def test_no_session_keyring_is_made_that_would_die_with_krok(unlocked):
    log = unlocked.folder / "calls"
    done = unlocked.run("unlock", *unlocked.unlock, prefix=["strace", "-f", "-o", log])
    assert done.status == 0
    calls = log.read_text()
    assert "KEYCTL_JOIN_SESSION_KEYRING" not in calls
    asked = re.findall(r"keyctl\(KEYCTL_GET_KEYRING_ID, KEY_SPEC_SESSION_KEYRING, (\w+)\)", calls)
    assert asked and set(asked) == {"0"}
    assert not re.search(r"add_key\([^)]*KEY_SPEC_SESSION_KEYRING", calls)
    # A second process, which is this very binary, opened the vault before anything was said.
    assert re.search(r'execve\("/proc/self/exe", \["krok", "keyring-check"', calls)
    assert not re.search(r"AGE-SECRET-KEY-1[A-Z0-9]", "".join(re.findall(r"execve\(.*", calls)))


@pytest.mark.parametrize("call, error, status, words", [
    ("keyctl", "ENOSYS", 73, "has no kernel keyring"), ("keyctl", "EPERM", 73, "has no kernel keyring"),
    ("add_key", "EACCES", 73, "has no kernel keyring"), ("add_key", "EDQUOT", 74, "quota"),
    ("add_key", "ENOMEM", 74, "does not take the key"),
])
def test_where_there_is_no_keyring_it_says_so_and_goes_on_asking(
        unlocked, call, error, status, words):
    forbid = ["strace", "-f", "-qq", "-o", "/dev/null", "-e", f"inject={call}:error={error}"]
    done = unlocked.run("unlock", *unlocked.unlock, prefix=forbid)
    assert done.status == status and words in done.err, done.err
    assert key_line(unlocked) is None
    got = unlocked.run(*GET, *unlocked.unlock, prefix=forbid)
    assert (got.status, got.out, got.err) == (0, NAME, "")
    assert unlocked.run(*GET, prefix=forbid).status == 77
    locked = unlocked.run("lock", prefix=forbid)
    assert (locked.status, locked.err) == (0, "The vault was not unlocked.\n")


def test_without_a_keyring_nobody_is_asked_for_a_passphrase_first(unlocked):
    done = unlocked.run("unlock", prefix=[
        "strace", "-f", "-qq", "-o", "/dev/null", "-e", "inject=keyctl:error=ENOSYS"])
    assert done.status == 73 and "has no kernel keyring" in done.err


def test_a_key_that_no_second_process_reads_is_taken_back(unlocked):
    # There is no second process at all: nothing proves that the key can be read.
    done = unlocked.run("unlock", *unlocked.unlock, prefix=[
        "strace", "-f", "-qq", "-o", "/dev/null", "-e", "inject=vfork,clone,clone3:error=EAGAIN"])
    assert done.status == 73 and "has no kernel keyring" in done.err
    assert key_line(unlocked) is None and is_locked(unlocked)


@pytest.mark.parametrize("number", range(1, 8))
def test_killed_while_unlocking_it_leaves_nothing_that_does_not_expire(unlocked, number):
    done = unlocked.run("unlock", "--for", "60s", *unlocked.unlock, prefix=[
        "strace", "-f", "-qq", "-o", "/dev/null",
        "-e", f"inject=keyctl:signal=SIGKILL:when={number}"])
    assert done.status in (0, -9, 137)
    # The kernel clears a dead process's own keyring away a moment after its end.
    deadline = time.monotonic() + 5
    while (line := key_line(unlocked)) and not re.fullmatch(r"\d+s|1m|expd", line[3]):
        assert time.monotonic() < deadline, line
        time.sleep(0.05)


def test_in_the_guide_lock_forgets_the_vault_and_the_keyring(unlocked):
    unlock(unlocked)
    child = unlocked.terminal("--plain", size=(50, 200))
    child.expect_exact("\r\n> ")
    child.sendline("st")
    child.expect_exact("\r\n> ")
    assert NAME.strip() in child.before
    child.sendline("lock")
    child.expect_exact("The vault is locked.")
    child.expect_exact("\r\n> ")
    child.sendline("st")
    child.expect_exact("\r\n> ")
    assert NAME.strip() not in child.before
    child.sendline("lock")
    child.expect_exact("was not unlocked")
    child.sendline("q")
    child.expect(pexpect.EOF)
    assert is_locked(unlocked)


@pytest.mark.parametrize("lang, words", [
    ("en", "The vault is locked: krok unlock opens it"), ("pl", "Sejf jest zamknięty")])
def test_a_new_vault_key_takes_the_old_one_out_of_the_keyring(unlocked, lang, words):
    unlocked.remembers = True
    unlock(unlocked)
    assert json.loads(unlocked.run("vault", "status", "--json").out)["unlocked"] is True
    done = unlocked.run("vault", "rekey", "--yes", *unlocked.unlock, KROK_LANG=lang)
    assert done.status == 0 and words in done.out, done
    status = json.loads(unlocked.run("vault", "status", "--json").out)
    assert status["unlocked"] is False and status["seconds_left"] is None
    assert key_line(unlocked) is None or int(key_line(unlocked)[1], 16) & 0x4  # revoked
    assert is_locked(unlocked)
    done = unlocked.run("vault", "rekey", "--yes", *unlocked.unlock, KROK_LANG=lang)
    assert done.status == 0 and words not in done.out


def test_a_key_that_somebody_elses_rekey_made_stale_is_not_called_unlocked(unlocked):
    unlocked.remembers = True
    unlock(unlocked)
    moved = unlocked.folder / "elsewhere"
    unlocked.vault.rename(moved)
    assert unlocked.run("vault", "rekey", "--yes", "--vault", moved, *unlocked.unlock).status == 0
    moved.rename(unlocked.vault)
    assert json.loads(unlocked.run("vault", "status", "--json").out)["unlocked"] is False
    assert is_locked(unlocked)


def test_the_overview_takes_the_identity_of_the_variable(filled):
    key = filled.secret_file("key", "")
    subprocess.run(["age-keygen"], stdout=key.open("w"), stderr=subprocess.DEVNULL, check=True)
    recipient = re.search(r"age1\w+", key.read_text())[0]
    filled.remembers = True
    added = filled.run("key", "add", "--name", "me", "--recipient", recipient, *filled.unlock)
    assert added.status == 0
    assert filled.run("set", "server_name", "mine", *filled.unlock).status == 0
    for lang, hint in (("en", "--passphrase-file, --identity or krok unlock"),
                       ("pl", "--passphrase-file albo --identity lub po krok unlock")):
        closed = filled.run("status", KROK_LANG=lang)
        assert hint in " ".join(closed.out.split()), closed.out
        opened = filled.run("status", KROK_LANG=lang, KROK_IDENTITY=str(key))
        assert opened.status == 0 and "mine" in opened.out and opened.err == "", opened
    for words in (["status", "--json"], ["show", "--all"]):
        assert filled.run(*words, KROK_IDENTITY=str(key)).status == 0
    # One that does not fit is told; what needs no vault is shown all the same.
    other = filled.secret_file("other", "AGE-SECRET-KEY-1UZ6HEJWAX4J5PKGEXJ30VP8Y2MYF96VTV392HXHPZSSVSU5J9X7SLK9J0C\n")
    got = filled.run("status", KROK_IDENTITY=str(other))
    assert got.status == 0 and "opens no slot; tried: me" in got.err and "mine" not in got.out
    # One that would ask for a passphrase asks nobody here.
    locked = filled.secret_file("locked", subprocess.run(
        ["age", "-r", recipient], input=b"x", capture_output=True, check=True).stdout)
    got = filled.run("status", KROK_IDENTITY=str(locked))
    assert (got.status, got.err) == (0, "")
    assert filled.run("doctor", KROK_IDENTITY=str(locked)).status == 0
