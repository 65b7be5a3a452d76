# Dovecot in Gmail's place: IMAP and SMTP submission with XOAUTH2, tokens judged by the provider.
import contextlib
import grp
import os
import pwd
import shutil
import socket
import subprocess
import threading
import time

from displays import NOBODY

DOVECOT = "/usr/sbin/dovecot"

CONFIGURATION = """
base_dir = {folder}/run
state_dir = {folder}/state
log_path = {folder}/log
auth_verbose = yes
protocols = imap submission
listen = 127.0.0.1
ssl = required
ssl_cert = <{chain}
ssl_key = <{key}
ssl_min_protocol = TLSv1.2
auth_mechanisms = xoauth2 oauthbearer
disable_plaintext_auth = yes
default_internal_user = {user}
default_internal_group = {group}
default_login_user = {user}
mail_location = maildir:{folder}/mail/%u
first_valid_uid = 0
first_valid_gid = 0
hostname = smtp.gmail.com
submission_relay_host = 127.0.0.1
submission_relay_port = {relay}
passdb {{
  driver = oauth2
  mechanisms = xoauth2 oauthbearer
  args = {folder}/oauth2.conf
}}
userdb {{
  driver = static
  args = uid={uid} gid={gid} home={folder}/mail/%u
}}
# Failures here are wanted, and nobody is to wait for the next attempt.
auth_failure_delay = 0
service anvil {{
  chroot =
  unix_listener anvil-auth-penalty {{
    mode = 0
  }}
}}
service stats {{
  chroot =
}}
service imap-login {{
  chroot =
  inet_listener imap {{
    port = 0
  }}
  inet_listener imaps {{
    port = {imaps}
    ssl = yes
  }}
}}
service submission-login {{
  chroot =
  inet_listener submission {{
    port = {submission}
  }}
  inet_listener submissions {{
    port = {submissions}
    ssl = yes
  }}
}}
"""

OAUTH2 = """
tokeninfo_url = https://localhost:{port}/tokeninfo?access_token=
introspection_mode = auth
force_introspection = no
username_attribute = email
scope = https://mail.google.com/
tls_ca_cert_file = {authority}
timeout_msecs = 5000
rawlog_dir =
"""


def free_port():
    with socket.create_server(("127.0.0.1", 0)) as found:
        return found.getsockname()[1]


class Relay:
    """Where submission would hand mail on: it greets, and takes nothing."""

    def __init__(self):
        self._listener = socket.create_server(("127.0.0.1", 0))
        self.port = self._listener.getsockname()[1]
        threading.Thread(target=self._serve, daemon=True).start()

    def _serve(self):
        while True:
            try:
                client, _ = self._listener.accept()
            except OSError:
                return
            threading.Thread(target=self._greet, args=[client], daemon=True).start()

    @staticmethod
    def _greet(client):
        with contextlib.suppress(OSError), client, client.makefile("rwb") as lines:
            lines.write(b"220 relay\r\n")
            lines.flush()
            while line := lines.readline():
                word = line.split()[0].upper() if line.split() else b""
                lines.write({b"EHLO": b"250 relay\r\n", b"QUIT": b"221 bye\r\n"}.get(
                    word, b"550 nothing is taken here\r\n"))
                lines.flush()

    def close(self):
        self._listener.shutdown(socket.SHUT_RDWR)
        self._listener.close()


class Dovecot:
    """One Dovecot of its own, run by nobody in particular."""

    def __init__(self, folder, authority, provider):
        self.folder = folder
        folder.mkdir()
        self.imaps, self.submissions, self.submission = free_port(), free_port(), free_port()
        self._relay = Relay()
        chain, key = authority.certify("imap.gmail.com", "smtp.gmail.com")
        for source, name in ((chain, "chain.pem"), (key, "key.pem"), (authority.file, "ca.pem")):
            shutil.copy(source, folder / name)
        uid, gid = (65534, 65534) if os.geteuid() == 0 else (os.getuid(), os.getgid())
        (folder / "dovecot.conf").write_text(CONFIGURATION.format(
            folder=folder, chain=folder / "chain.pem", key=folder / "key.pem",
            user=pwd.getpwuid(uid).pw_name, group=grp.getgrgid(gid).gr_name, uid=uid, gid=gid,
            imaps=self.imaps, submission=self.submission, submissions=self.submissions,
            relay=self._relay.port))
        (folder / "oauth2.conf").write_text(OAUTH2.format(
            port=provider.port, authority=folder / "ca.pem"))
        for name in ("run", "state", "mail"):
            (folder / name).mkdir()
        prefix = []
        if os.geteuid() == 0:
            prefix = NOBODY
            for path in [folder, *folder.rglob("*")]:
                os.chown(path, uid, gid)
        self._process = subprocess.Popen(
            [*prefix, DOVECOT, "-F", "-c", str(folder / "dovecot.conf")],
            stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
        end = time.monotonic() + 15
        for port in (self.imaps, self.submissions, self.submission):
            while True:
                try:
                    socket.create_connection(("127.0.0.1", port), 1).close()
                    break
                except OSError:
                    if self._process.poll() is not None:
                        raise AssertionError(self._process.stderr.read().decode()) from None
                    assert time.monotonic() < end, self.log()
                    time.sleep(0.05)

    def log(self):
        path = self.folder / "log"
        return path.read_text() if path.exists() else ""

    def close(self):
        self._process.terminate()
        self._process.wait(15)
        self._relay.close()
