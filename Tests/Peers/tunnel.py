# A proxy that answers CONNECT and leads every host and port to a stand-in on the loopback.
import contextlib
import selectors
import socket
import threading


class Tunnel:
    """`routes` maps `host:port` to a port here; whatever is not in it is refused with 502.

    `asked` lists every `host:port` that somebody wanted to be led to.
    """

    def __init__(self):
        self.routes = {}
        self.asked = []
        self._listener = socket.create_server(("127.0.0.1", 0))
        self.port = self._listener.getsockname()[1]
        threading.Thread(target=self._serve, daemon=True).start()

    @property
    def environment(self):
        """The variables that lead a program here, whatever it speaks."""
        address = f"http://127.0.0.1:{self.port}"
        return {"https_proxy": address, "all_proxy": address, "no_proxy": ""}

    def close(self):
        # A thread that waits in accept is woken by shutdown, not by close.
        with contextlib.suppress(OSError):
            self._listener.shutdown(socket.SHUT_RDWR)
        self._listener.close()

    def _serve(self):
        while True:
            try:
                client, _ = self._listener.accept()
            except OSError:
                return
            threading.Thread(target=self._lead, args=[client], daemon=True).start()

    def _lead(self, client):
        with client:
            client.settimeout(30)
            head = b""
            while b"\r\n\r\n" not in head and len(head) < 1 << 16:
                piece = client.recv(4096)
                if not piece:
                    return
                head += piece
            method, wanted, *_ = head.split(b"\r\n")[0].decode("latin-1").split(" ")
            self.asked.append(wanted)
            port = self.routes.get(wanted)
            if method != "CONNECT" or port is None:
                client.sendall(b"HTTP/1.1 502 no such stand-in\r\nContent-Length: 0\r\n\r\n")
                return
            with socket.create_connection(("127.0.0.1", port), 10) as server:
                client.sendall(b"HTTP/1.1 200 led there\r\n\r\n")
                self._copy(client, server)

    @staticmethod
    def _copy(one, other):
        with selectors.DefaultSelector() as waiting:
            waiting.register(one, selectors.EVENT_READ, other)
            waiting.register(other, selectors.EVENT_READ, one)
            while ready := waiting.select(30):
                for key, _ in ready:
                    try:
                        data = key.fileobj.recv(1 << 16)
                        if not data:
                            return
                        key.data.sendall(data)
                    except OSError:
                        return
