"""Links are asked for over a real connection, and never inside our own network."""

import socket
from collections.abc import Iterator
from contextlib import suppress
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from time import sleep

import pytest
from hypothesis import given
from hypothesis import strategies as some

from loim.content.actions.links import asking
from loim.content.actions.links.asking import Answer, ask
from loim.content.logic.links.addresses import is_public, web_address


class _Site(BaseHTTPRequestHandler):
    asked: list[tuple[str, str, str]]

    def _answer(self) -> None:
        self.asked.append((self.command, self.path, self.headers["Host"]))
        here = f"http://127.0.0.1:{self.server.server_port}"  # type: ignore[attr-defined]
        codes = {"/works": 200, "/gone": 410, "/fault": 500, "/members": 403}
        turns = {"/moved": f"{here}/works", "/inside": "http://localhost:1/", "/round": "/round",
                 "/meta": "http://169.254.169.254/latest/", "/mail": "mailto:a@example.ee"}  # fmt: skip
        if self.path == "/no-head":
            code = 405 if self.command == "HEAD" else 200
        else:
            code = 302 if self.path in turns else codes.get(self.path, 404)
        self.send_response(code)
        if self.path in turns:
            self.send_header("Location", turns[self.path])
        self.send_header("Content-Length", "0")
        self.end_headers()

    do_GET = do_HEAD = _answer  # noqa: N815

    def log_message(self, *_arguments: object) -> None:
        return


@pytest.fixture
def site() -> Iterator[ThreadingHTTPServer]:
    _Site.asked = []
    server = ThreadingHTTPServer(("127.0.0.1", 0), _Site)
    Thread(target=server.serve_forever, daemon=True).start()
    yield server
    server.shutdown()
    server.server_close()


def test_what_a_site_answers_is_what_a_link_is(site: ThreadingHTTPServer) -> None:
    at = f"127.0.0.1:{site.server_port}"

    def asked(path: str) -> Answer:
        return ask(f"http://{at}{path}", allowed={at})

    assert asked("/works") == Answer("works", "", 200)
    assert asked("/no-head") == Answer("works", "", 200)
    assert asked("/missing") == Answer("failing", "not_found", 404)
    assert asked("/gone") == Answer("failing", "gone", 410)
    assert asked("/fault") == Answer("failing", "answer", 500)
    assert asked("/members") == Answer("not_asked", "closed", 403)
    assert asked("/moved") == Answer("moved", "", 200, f"http://{at}/works")
    assert asked("/round") == Answer("failing", "turns")
    assert asked("/mail") == Answer("failing", "bad_address", 302)
    assert {host for _method, _path, host in _Site.asked} == {at}


def test_neither_a_link_nor_a_redirect_leads_into_our_own_network(
    site: ThreadingHTTPServer,
) -> None:
    at = f"127.0.0.1:{site.server_port}"
    assert ask(f"http://{at}/works") == Answer("failing", "not_public")
    assert _Site.asked == []
    for path in ("/inside", "/meta"):
        assert ask(f"http://{at}{path}", allowed={at}) == Answer("failing", "not_public")


def test_a_name_that_points_into_our_network_is_not_asked_and_the_address_is_pinned(
    site: ThreadingHTTPServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A name may give a public address to whoever looks and a private one to whoever connects:
    it is looked up once, and the connection goes where that said."""
    looked_up = []

    def lookup(host: str, port: int, **_options: object) -> list[object]:
        looked_up.append(host)
        address = {"rebind.example.ee": "127.0.0.1", "both.example.ee": "10.0.0.7"}[host]
        return [
            (2, 1, 6, "", (each, port))
            for each in ("93.184.215.14", address) if each == address or "both" in host
        ]  # fmt: skip

    monkeypatch.setattr(asking.socket, "getaddrinfo", lookup)
    connected = []
    monkeypatch.setattr(
        asking.socket, "create_connection", lambda to, _timeout: connected.append(to) or _refuse()
    )

    for host in ("rebind.example.ee", "both.example.ee"):
        assert ask(f"https://{host}/") == Answer("failing", "not_public")
    assert connected == []
    monkeypatch.setattr(
        asking.socket, "getaddrinfo",
        lambda host, port, **_o: looked_up.append(host) or [(2, 1, 6, "", ("93.184.215.14", port))],
    )  # fmt: skip
    assert ask("https://open.example.ee/") == Answer("failing", "no_answer")
    assert connected == [("93.184.215.14", 443)]
    assert looked_up.count("open.example.ee") == 1


def _refuse() -> socket.socket:
    raise ConnectionRefusedError


def test_a_site_that_dribbles_is_not_waited_for(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(asking, "DEADLINE_SECONDS", 0.3)
    listening = socket.create_server(("127.0.0.1", 0))

    def dribble() -> None:
        there, _address = listening.accept()
        with there, suppress(OSError):
            for sign in b"HTTP/1.1 200 OK\r\nX: aaaaaaaaaaaaaaaaaaaaaaaaa":
                there.sendall(bytes([sign]))
                sleep(0.05)

    dribbling = Thread(target=dribble, daemon=True)
    dribbling.start()
    at = f"127.0.0.1:{listening.getsockname()[1]}"
    assert ask(f"http://{at}/", allowed={at}) == Answer("failing", "too_slow")
    dribbling.join()
    listening.close()


@pytest.mark.parametrize(
    "address",
    [
        "127.0.0.1", "10.1.2.3", "172.16.0.1", "192.168.1.1", "169.254.169.254", "100.64.0.1",
        "0.0.0.0", "224.0.0.1", "198.18.0.1", "::1", "::", "fe80::1",  # noqa: S104  # not listened on
        "fe80::1%eth0", "fd00::1", "ff02::1", "::ffff:127.0.0.1", "::ffff:10.0.0.1",
        "64:ff9b::7f00:1", "64:ff9b::808:808", "2002:7f00:1::", "2001:0:4136:e378::",
        "::127.0.0.1", "nothing",
    ],
)  # fmt: skip
def test_what_is_not_of_the_public_internet(address: str) -> None:
    assert not is_public(address)


def test_what_is_public() -> None:
    assert is_public("93.184.215.14")
    assert is_public("2606:2800:21f:cb07:6820:80da:af6b:8b2c")


@pytest.mark.parametrize(
    "url",
    ["ftp://example.ee/", "javascript:alert(1)", "http://", "http://a b/", "//", "http://u:p@example.ee/",
     "http://example.ee:99999/", "http://[::1", "https://exa\x00mple.ee/"],
)  # fmt: skip
def test_what_is_no_address_of_a_page(url: str) -> None:
    assert web_address(url) is None


def test_an_address_is_asked_for_in_ascii_and_keeps_its_meaning() -> None:
    found = web_address("https://Õpe.example.ee:443/tee%20kord/äss?q=õun&a=1#koht")
    assert found is not None
    assert found.url == "https://xn--pe-bka.example.ee/tee%20kord/%C3%A4ss?q=%C3%B5un&a=1"
    assert found.host_and_port == "xn--pe-bka.example.ee"


@given(some.text(max_size=60))
def test_no_text_breaks_the_reading_of_an_address(text: str) -> None:
    found = web_address(f"http://{text}")
    assert found is None or (found.url.isascii() and web_address(found.url) == found)
