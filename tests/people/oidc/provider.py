"""TARA's stand-in: a real OpenID provider, behind a proxy that can tamper with its answers.

The proxy's address is the issuer. Unless a test asks for it, the proxy changes nothing.
"""

import json
import os
import shutil
import subprocess
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import requests
from joserfc import jwt
from joserfc.jwk import ECKey, RSAKey

HERE = Path(__file__).parent
ROOT = HERE.parents[2]
CLIENT = {
    "client_id": "loim-test",
    "client_secret": "a secret of the test's own, long enough",
    "redirect_uris": ["http://127.0.0.1/account/tara/return/"],
    "token_endpoint_auth_method": "client_secret_basic",
}
RSA = RSAKey.generate_key(2048, {"kid": "rsa", "use": "sig", "alg": "RS256"})
EC = ECKey.generate_key("P-256", {"kid": "ec", "use": "sig", "alg": "ES256"})
OTHER_RSA = RSAKey.generate_key(2048, {"kid": "rsa", "use": "sig", "alg": "RS256"})

Claims = dict[str, Any]


def node() -> str | None:
    return os.environ.get("LOIM_NODE") or shutil.which("node")


def why_not() -> str:
    """Why these tests cannot run here; empty where they can."""
    if node() is None:
        return "no node: install Node.js 20 or set LOIM_NODE"
    if not (ROOT / "node_modules" / "oidc-provider").exists():
        return "npm packages are missing: run make setup"
    return ""


@dataclass
class Tara:
    """The provider with its proxy: `person` identifies somebody, `change` tampers."""

    issuer: str
    answers: dict[str, Callable[[Any], Any]] = field(default_factory=dict)
    asked: list[str] = field(default_factory=list)
    is_down: bool = False

    def person(self, sub: str = "EE60001019906", **how: Any) -> None:
        """Whom the next sign-in identifies; `error` makes it fail as TARA would say it."""
        given = {"sub": sub, "acr": "high", "amr": ["smartid"], **how}
        requests.post(f"{self.issuer}/control", json=given, timeout=5)

    def change_token(
        self,
        change: Callable[[Claims], Any] = lambda _claims: None,
        *,
        key: Any = RSA,
        **header: Any,
    ) -> None:
        """Alter the identity token's claims and sign it anew, by default with the true key."""

        def tamper(answer: Any) -> Any:
            claims = claims_of(answer["id_token"])
            change(claims)
            answer["id_token"] = signed(claims, key=key, **header)
            return answer

        self.answers["/token"] = tamper


def claims_of(id_token: str) -> Claims:
    found: Claims = jwt.decode(id_token, RSA, algorithms=["RS256"]).claims
    return found


def signed(claims: Claims, *, key: Any, **header: Any) -> str:
    header = {"alg": "RS256", "kid": "rsa", **header}
    return jwt.encode(header, claims, key, algorithms=[header["alg"]])


@contextmanager
def running(**client: Any) -> Iterator[Tara]:
    """Provider and proxy until the block ends."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), Proxy)
    server.daemon_threads = True
    tara = Tara(f"http://127.0.0.1:{server.server_address[1]}")
    program = _start(tara.issuer, {**CLIENT, **client})
    try:
        port = int(program.stdout.readline())
        server.tara, server.upstream = tara, f"http://127.0.0.1:{port}"
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield tara
    finally:
        server.shutdown()
        server.server_close()
        program.kill()
        program.wait()
        program.stdout.close()


def _start(issuer: str, client: dict[str, Any]) -> Any:
    program = subprocess.Popen(
        [node() or "node", str(HERE / "provider.mjs")],
        cwd=ROOT,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
    )
    keys = [key.as_dict(private=True) for key in (RSA, EC)]
    program.stdin.write(json.dumps({"issuer": issuer, "keys": keys, "client": client}).encode())
    program.stdin.close()
    return program


class Proxy(BaseHTTPRequestHandler):
    """Passes everything on; answers in JSON go through the test's hands where it asked to."""

    protocol_version = "HTTP/1.1"

    def pass_on(self) -> None:
        tara: Tara = self.server.tara
        path = urlsplit(self.path).path
        tara.asked.append(path)
        if tara.is_down:
            self.close_connection = True
            self.connection.close()
            return
        body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
        given = requests.request(
            self.command,
            self.server.upstream + self.path,
            data=body,
            headers=dict(self.headers),
            allow_redirects=False,
            timeout=10,
        )
        content = given.content
        if path in tara.answers and given.ok:
            content = json.dumps(tara.answers[path](given.json())).encode()
        self._answer(given, content)

    do_GET = do_POST = pass_on  # noqa: N815  # the names that http.server calls

    def _answer(self, given: requests.Response, content: bytes) -> None:
        self.send_response(given.status_code)
        for name, value in given.raw.headers.items():
            if name.lower() not in {"content-length", "transfer-encoding", "connection"}:
                self.send_header(name, value)
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        self.wfile.write(content)

    def log_message(self, *args: Any) -> None:
        """Say nothing."""
