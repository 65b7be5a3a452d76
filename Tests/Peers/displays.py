# Displays without a screen: X11 by Xvfb, Wayland by sway, each with its own clipboard programs.
import contextlib
import os
import subprocess
import time

# Sway gives up root for good, or refuses to start: as root it runs as nobody.
NOBODY = ["setpriv", "--reuid", "65534", "--regid", "65534", "--clear-groups"]


def until(condition, seconds=10):
    """Waits until `condition()` is true, and returns what it said."""
    end = time.monotonic() + seconds
    while not (value := condition()):
        assert time.monotonic() < end, "waited in vain"
        time.sleep(0.05)
    return value


@contextlib.contextmanager
def ended(process):
    try:
        yield process
    finally:
        process.terminate()
        process.wait(10)


class X11:
    """One X server; `environment` is what a program needs to reach it."""

    kind = "x11"
    program = "xclip"

    def __init__(self, number):
        self.environment = {"DISPLAY": f":{number}"}

    def copy(self, text):
        subprocess.run(["xclip", "-selection", "clipboard", "-in"], input=text.encode(),
                       env=self.all(), check=True, timeout=10)

    def content(self, selection="clipboard"):
        done = subprocess.run(["xclip", "-selection", selection, "-out"], env=self.all(),
                              capture_output=True, timeout=10)
        return done.stdout.decode() if done.returncode == 0 else None

    def all(self):
        return os.environ | self.environment


class Wayland(X11):
    """One compositor without a screen."""

    kind = "wayland"
    program = "wl-copy"

    def __init__(self, folder):
        self.environment = {"WAYLAND_DISPLAY": str(folder / "wayland-1"),
                            "XDG_RUNTIME_DIR": str(folder)}

    def copy(self, text):
        subprocess.run(["wl-copy", "--type", "text/plain"], input=text.encode(), env=self.all(),
                       check=True, timeout=10, stdout=subprocess.DEVNULL,
                       stderr=subprocess.DEVNULL)

    def content(self):
        done = subprocess.run(["wl-paste", "--no-newline", "--type", "text/plain"],
                              env=self.all(), capture_output=True, timeout=10)
        return done.stdout.decode() if done.returncode == 0 else None


@contextlib.contextmanager
def x11():
    """An X server that chooses its own number."""
    reading, writing = os.pipe()
    server = subprocess.Popen(
        ["Xvfb", "-displayfd", str(writing), "-screen", "0", "320x240x24", "-nolisten", "tcp"],
        pass_fds=[writing], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    os.close(writing)
    with ended(server), os.fdopen(reading) as number:
        yield X11(int(number.readline()))


@contextlib.contextmanager
def wayland(folder):
    """Sway, drawing into memory, with no input devices."""
    folder.mkdir()
    (folder / "config").write_text("xwayland disable\n")
    prefix = []
    if os.geteuid() == 0:
        prefix = NOBODY
        os.chown(folder, 65534, 65534)
    folder.chmod(0o700)
    # Sockets have short names: the folder is reached by its number.
    server = subprocess.Popen(
        [*prefix, "sway", "--config", str(folder / "config")],
        env={"PATH": os.environ["PATH"], "XDG_RUNTIME_DIR": str(folder), "HOME": str(folder),
             "WLR_BACKENDS": "headless", "WLR_RENDERER": "pixman",
             "WLR_LIBINPUT_NO_DEVICES": "1"},
        cwd="/", stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    with ended(server):
        until(lambda: (folder / "wayland-1").exists() or server.poll() is not None)
        assert server.poll() is None, "sway did not start"
        yield Wayland(folder)
