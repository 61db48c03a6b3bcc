"""Servers that fail: a proxy that cuts, one that drips, one that speaks FTP by a script."""

from __future__ import annotations

import contextlib
import socket
import threading
from collections.abc import Callable, Iterator, Mapping

HOST = "127.0.0.1"
_DRIP_SECONDS = 0.02


@contextlib.contextmanager
def serving(talk: Callable[[socket.socket, threading.Event], None]) -> Iterator[int]:
    """A port on which each connection is handed to `talk` in a thread, until the block ends. Its number."""
    ending = threading.Event()
    listener = socket.create_server((HOST, 0))

    def one(connection: socket.socket) -> None:
        with connection, contextlib.suppress(OSError):
            talk(connection, ending)

    def accept() -> None:
        with contextlib.suppress(OSError):
            while True:
                connection, _ = listener.accept()
                threading.Thread(target=one, args=[connection], daemon=True).start()

    threading.Thread(target=accept, daemon=True).start()
    try:
        yield listener.getsockname()[1]
    finally:
        ending.set()
        with contextlib.suppress(OSError):
            listener.shutdown(socket.SHUT_RDWR)
        listener.close()


def drip(connection: socket.socket, ending: threading.Event, byte: bytes = b"2") -> None:
    """One byte now and then for ever: every read succeeds, and nothing is ever whole."""
    while not ending.wait(_DRIP_SECONDS):
        connection.sendall(byte)


def cutting(port: int, *, after: int) -> contextlib.AbstractContextManager[int]:
    """A way to `port` that breaks, in both directions, when the client has sent `after` bytes."""

    def talk(client: socket.socket, _: threading.Event) -> None:
        with socket.create_connection((HOST, port)) as server:
            threading.Thread(target=_pump, args=[server, client], daemon=True).start()
            left = after
            while left > 0 and (received := client.recv(min(left, 1 << 16))):
                server.sendall(received)
                left -= len(received)
            for end in (client, server):
                end.shutdown(socket.SHUT_RDWR)

    return serving(talk)


def _pump(source: socket.socket, target: socket.socket) -> None:
    with contextlib.suppress(OSError):
        while received := source.recv(1 << 16):
            target.sendall(received)


Answer = str | Callable[[socket.socket, threading.Event], None]


def scripted_ftp(answers: Mapping[str, Answer]) -> contextlib.AbstractContextManager[int]:
    """A server that answers each command by its first word; others with 200. A function gets the data connection."""

    def talk(control: socket.socket, ending: threading.Event) -> None:
        control.sendall(b"220 ready\r\n")
        known: dict[str, Answer] = {"USER": "331 and the password?", "PASS": "230 come in", **answers}
        with contextlib.ExitStack() as listeners:
            for line in control.makefile("r", newline="\r\n"):
                command = line.split()[0]
                answer = known.get(command, "200 fine")
                if command == "PASV" and "PASV" not in answers:
                    passive = listeners.enter_context(socket.create_server((HOST, 0)))
                    port = passive.getsockname()[1]
                    answer = f"227 here (127,0,0,1,{port >> 8},{port & 255})"
                elif callable(answer):
                    control.sendall(b"150 here it comes\r\n")
                    with passive.accept()[0] as data:
                        answer(data, ending)
                    answer = "226 that was all"
                control.sendall(f"{answer}\r\n".encode())

    return serving(talk)
