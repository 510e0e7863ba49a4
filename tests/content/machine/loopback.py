"""A translation service on loopback that does what a test tells it to."""

import json
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any


class Service:
    """`asked` are the bodies that came, `headers` theirs; `answer` gives the JSON for a body, or
    acts upon the handler itself and gives None."""

    def __init__(self) -> None:
        self.asked: list[dict[str, Any]] = []
        self.headers: list[dict[str, str]] = []
        self.answer: Callable[[Any, dict[str, Any]], Any] = translated
        self.url = ""


def translated(_handler: Any, body: dict[str, Any]) -> Any:
    return {
        "result": [
            text.upper()
            .replace("<G ", "<g ")
            .replace("<X ", "<x ")
            .replace(" ID=", " id=")
            .replace("</G>", "</g>")
            for text in body["text"]
        ]
    }


def status(code: int) -> Callable[[Any, dict[str, Any]], Any]:
    def answer(handler: Any, _body: dict[str, Any]) -> None:
        handler.send_response(code)
        handler.send_header("Location", "http://127.0.0.1:1/")
        handler.send_header("Content-Length", "0")
        handler.end_headers()

    return answer


def raw(content: bytes) -> Callable[[Any, dict[str, Any]], Any]:
    def answer(handler: Any, _body: dict[str, Any]) -> None:
        handler.send_response(200)
        handler.send_header("Content-Length", str(len(content)))
        handler.end_headers()
        handler.wfile.write(content)

    return answer


def hangs(handler: Any, _body: dict[str, Any]) -> None:
    time.sleep(1.2)


def drips(handler: Any, _body: dict[str, Any]) -> None:
    """A byte now and then: no single wait is ever too long."""
    handler.send_response(200)
    handler.end_headers()
    for _byte in range(12):
        handler.wfile.write(b" ")
        handler.wfile.flush()
        time.sleep(0.1)


@contextmanager
def service() -> Iterator[Service]:
    made = Service()

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            length = int(self.headers["Content-Length"])
            body = json.loads(self.rfile.read(length))
            made.asked.append(body)
            made.headers.append(dict(self.headers))
            try:
                said = made.answer(self, body)
                if said is not None:
                    raw(json.dumps(said).encode())(self, body)
            except OSError:
                return  # the caller had enough

        def log_message(self, *args: Any) -> None:
            """Quietly."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    made.url = f"http://127.0.0.1:{server.server_address[1]}/translation/v2"
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    try:
        yield made
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
