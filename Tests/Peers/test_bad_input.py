# Damaged vaults and folders that are not as they should be: the right status, nothing changed.
import concurrent.futures
import os
import shutil

import agewriter
import dummies
import pytest

GET = ["get", "server_name"]


def small(machine):
    """A vault of a few hundred bytes, so that every length of it can be tried."""
    def change(document):
        document["profiles"] = {"default": {"server_name": {
            "kind": "text", "revision": 1, "time": "2026-11-22T12:00:00Z",
            "slot": "passphrase", "value": "x"}}}

    agewriter.rewrite(machine.vault, dummies.PASSPHRASE, change, padding=1)
    return (machine.vault / "vault.age").read_bytes()


def statuses(machine, name, files):
    """Opens a copy of the vault for each content of one of its files, two at a time."""
    machine.use_tiny_guide()

    def one(number_and_bytes):
        number, data = number_and_bytes
        copy = machine.folder / f"copy{number}"
        shutil.copytree(machine.vault, copy)
        (copy / name).write_bytes(data)
        done = machine.run(*GET, "--vault", copy, *machine.unlock)
        shutil.rmtree(copy)
        assert done.out == "" and done.err.startswith("krok: ")
        return done.status

    with concurrent.futures.ThreadPoolExecutor(2) as pool:
        return list(pool.map(one, enumerate(files)))


def flipped(data, step):
    for at in range(0, len(data), step):
        yield data[:at] + bytes([data[at] ^ 1 << at % 8]) + data[at + 1:]


def test_a_vault_cut_at_any_byte_is_65(machine):
    data = small(machine)
    assert machine.run(*GET, *machine.unlock).out == "x\n" and len(data) < 900
    assert set(statuses(machine, "vault.age", (data[:n] for n in range(len(data))))) == {65}


def test_a_vault_with_any_flipped_bit_or_something_behind_it_is_65(machine):
    data = small(machine)
    assert set(statuses(machine, "vault.age", flipped(data, 4))) == {65}
    assert set(statuses(machine, "vault.age", [data + b"\0", data + data, b"age"])) == {65}


def test_a_whole_vault_cut_or_flipped_at_many_places_is_65(filled):
    data = (filled.vault / "vault.age").read_bytes()
    assert len(data) > 4096
    cuts = [data[:number] for number in range(0, len(data), 131)]
    assert set(statuses(filled, "vault.age", [*cuts, *flipped(data, 149)])) == {65}


def test_a_slot_that_was_cut_or_flipped_is_77(filled):
    data = (filled.vault / "keys/passphrase.age").read_bytes()
    cuts = [data[:number] for number in range(0, len(data), 8)]
    assert set(statuses(filled, "keys/passphrase.age", [*cuts, *flipped(data, 8)])) == {77}


def test_a_wrong_passphrase_is_77_and_a_vault_of_another_key_is_65(filled, tmp_path):
    wrong = filled.secret_file("wrong", "another passphrase\n")
    done = filled.run(*GET, "--passphrase-file", wrong)
    assert (done.status, done.out) == (77, "")
    key = agewriter.x25519.X25519PrivateKey.generate()
    (filled.vault / "vault.age").write_bytes(agewriter.seal_key(b"{}", key))
    done = filled.run(*GET, *filled.unlock)
    assert done.status == 65 and "not encrypted to the key of this vault" in done.err


@pytest.mark.parametrize("change, text", [
    (lambda d: d.update(format=2), "format 2; this krok knows formats up to 1"),
    (lambda d: d.update(vault="0" * 64), "names a different vault than its key does"),
    (lambda d: d.pop("generation"), "the decrypted document is invalid at line 1"),
    (lambda d: d.update(profiles=[]), "the decrypted document is invalid at line 1"),
    (lambda d: d.update(surplus=1), "the decrypted document is invalid at line 1"),
], ids=["newer", "other_key", "missing_member", "wrong_type", "unknown_member"])
def test_a_document_that_this_krok_does_not_know_is_65(filled, change, text):
    agewriter.rewrite(filled.vault, dummies.PASSPHRASE, change)
    before = (filled.vault / "vault.age").read_bytes()
    for words in (GET, ["set", "server_name", "new"], ["export"]):
        done = filled.run(*words, *filled.unlock)
        assert done.status == 65 and text in done.err and done.out == ""
    assert (filled.vault / "vault.age").read_bytes() == before


@pytest.mark.parametrize("file, place", [
    (b'{"format":3,"guides":{}}', None), (b'{"format":1,"guides":{', (1, 23)),
    (b'{"format":1,\n "guides":{"gmail":{"ticks":1}}}', (2, None)), (b"\xff\xfe", (1, 1)),
], ids=["newer", "cut", "wrong_type", "not_utf8"])
def test_a_progress_file_that_is_newer_or_broken_is_65_and_stays(filled, file, place):
    path = filled.vault / "progress/default.json"
    path.parent.mkdir(exist_ok=True)
    path.write_bytes(file)
    for words in (["status"], ["tick", "prepare"], ["show"]):
        done = filled.run(*words)
        assert (done.status, done.out) == (65, "")
        if place:
            assert f"{path}:{place[0]}:{place[1] or ''}" in done.err
        else:
            assert "has format 3; this krok knows formats up to 2" in done.err
    assert path.read_bytes() == file


# Folders


def inside(machine, mount, *words):
    """Runs krok in a mount namespace of its own, after `mount` has prepared `$V`."""
    script = f'set -e; V="$1"; shift; {mount}; set +e; "$@"'
    return machine.run(*words, prefix=[
        "unshare", "--user", "--map-root-user", "--mount", "sh", "-c", script, "sh",
        machine.vault])


def test_a_read_only_vault_can_be_read_and_says_73_to_every_change(filled):
    mount = 'mount --bind "$V" "$V"; mount -o remount,bind,ro "$V"'
    got = inside(filled, mount, *GET, *filled.unlock)
    assert (got.status, got.out) == (0, dummies.VALUES["server_name"] + "\n"), got.err
    assert inside(filled, mount, "status", *filled.unlock).status == 0
    for words in (["set", "server_name", "new", *filled.unlock], ["tick", "prepare"]):
        done = inside(filled, mount, *words)
        assert done.status == 73 and "is on a read-only file system" in done.err
    assert filled.values() == dummies.VALUES


def test_a_full_vault_folder_says_74_and_keeps_the_old_value(filled):
    mount = (
        'cp -a "$V" "$V.old"; mount -t tmpfs -o size=64k,mode=0700 tmpfs "$V"; '
        'cp -a "$V.old/." "$V"; cat /dev/zero 2>/dev/null >"$V/filler" || true; '
        'krok() { "$@"; S=$?; ls -A "$V" | grep krok-new >&2; '
        'cmp "$V/vault.age" "$V.old/vault.age" >&2; return $S; }; set -- krok "$@"')
    done = inside(filled, mount, "set", "server_name", "new", *filled.unlock)
    assert done.status == 74, done
    assert done.err.startswith("krok: no space left for ")
    assert done.err.count("\n") == 2 and "krok-new-" not in done.err.split("\n", 2)[2]


def others_folder(machine):
    if os.geteuid() != 0:
        return "/usr/share"
    os.chown(machine.vault, 65534, 65534)
    return str(machine.vault)


def linked(machine):
    (machine.folder / "link").symlink_to(machine.vault)
    return str(machine.folder / "link")


def moded(bits, name="."):
    def change(machine):
        (machine.vault / name).chmod(bits)
        return str(machine.vault)

    return change


def replaced_by_link(name):
    def change(machine):
        (machine.vault / name).rename(machine.folder / "moved")
        (machine.vault / name).symlink_to(machine.folder / "moved")
        return str(machine.vault)

    return change


def without(name):
    def change(machine):
        path = machine.vault / name
        shutil.rmtree(path) if path.is_dir() else path.unlink()
        return str(machine.vault)

    return change


@pytest.mark.parametrize("prepare, status, text", [
    (others_folder, 77, "belongs to another user"),
    (moded(0o777), 77, "others may write to"),
    (moded(0o720), 77, "others may write to"),
    (moded(0o702), 77, "others may write to"),
    (moded(0o777, "keys"), 77, "others may write to"),
    (moded(0o666, "vault.age"), 77, "others may write to"),
    (moded(0o606, "keys/passphrase.age"), 77, "others may write to"),
    (linked, 77, "is a symbolic link"),
    (lambda m: linked(m) + "/", 77, "is a symbolic link"),
    (replaced_by_link("vault.age"), 77, "is a symbolic link"),
    (replaced_by_link("keys"), 77, "is a symbolic link"),
    (without("."), 66, "there is no vault in"),
    (without("vault.age"), 65, "has lost its vault.age"),
    (without("keys"), 65, "lacks keys/passphrase.age"),
    (lambda m: str(m.passphrase_file), 66, "is not a folder"),
])
def test_a_folder_that_is_not_a_vault_of_ones_own_is_refused(filled, prepare, status, text):
    vault = prepare(filled)
    for words in (GET, ["set", "server_name", "new"]):
        done = filled.run(*words, "--vault", vault, *filled.unlock)
        assert (done.status, done.out) == (status, "") and text in done.err, done
