"""Ask whether a link works: the public web alone, politely, and never for long.

The host's name is looked up once; the connection goes to that address and no other, after each
redirect anew. So neither a name that points into our own network, nor one that points elsewhere
the second time, nor a redirect leads to a machine that is not public.
"""

import http.client
import socket
import ssl
from collections.abc import Collection
from dataclasses import dataclass
from threading import Timer

from django.conf import settings

from loim.content.logic.links.addresses import WebAddress, is_public, web_address
from loim.content.logic.links.answers import ASK_AGAIN_WITH_GET, FAILING, verdict

TIMEOUT_SECONDS = 8
DEADLINE_SECONDS = 15  # for one answer: who sends a letter each second is not waited for
MOST_TURNS = 5
_REDIRECTS = frozenset({301, 302, 303, 307, 308})


@dataclass(frozen=True)
class Answer:
    """`outcome` and `trouble` are values of `Outcome` and `Trouble`; `final_address` is where it
    led, '' where it led nowhere else."""

    outcome: str
    trouble: str = ""
    status_code: int | None = None
    final_address: str = ""


class _NotPublic(OSError):
    pass


# What went wrong, the closest first: most are OSErrors.
_TROUBLES: tuple[tuple[type[Exception], str], ...] = (
    (_NotPublic, "not_public"),
    (socket.gaierror, "no_host"),
    (ssl.SSLCertVerificationError, "certificate"),
    (TimeoutError, "too_slow"),
    (http.client.HTTPException, "answer"),
    (OSError, "no_answer"),
)


def ask(url: str, *, allowed: Collection[str] = ()) -> Answer:
    """`allowed` are 'host:port' that may be asked although they are not public: for tests."""
    first = address = web_address(url)
    status = None
    for _turn in range(MOST_TURNS + 1):
        if first is None or address is None:
            return Answer(FAILING, "bad_address", status)
        try:
            status, location = _status(address, allowed)
        except (OSError, http.client.HTTPException) as error:
            return Answer(FAILING, _trouble(error))
        if status in _REDIRECTS and location:
            address = web_address(location, base=address.url)
            continue
        is_elsewhere = address.url != first.url
        outcome, trouble = verdict(status, is_elsewhere=is_elsewhere)
        return Answer(outcome, trouble, status, address.url if is_elsewhere else "")
    return Answer(FAILING, "turns")


def _trouble(error: Exception) -> str:
    return next(trouble for kind, trouble in _TROUBLES if isinstance(error, kind))


def _status(address: WebAddress, allowed: Collection[str]) -> tuple[int, str]:
    ip = _resolved(address, allowed)
    status, location = _request("HEAD", address, ip)
    if status in ASK_AGAIN_WITH_GET:
        status, location = _request("GET", address, ip)
    return status, location


def _resolved(address: WebAddress, allowed: Collection[str]) -> str:
    """The address to connect to. Where one of a host's addresses is not public, none is used."""
    found = socket.getaddrinfo(address.host, address.port, type=socket.SOCK_STREAM)
    addresses = [str(sockaddr[0]) for *_others, sockaddr in found]
    is_let = f"{address.host}:{address.port}" in allowed
    if not is_let and not (addresses and all(is_public(ip) for ip in addresses)):
        raise _NotPublic
    return addresses[0]


def _request(method: str, address: WebAddress, ip: str) -> tuple[int, str]:
    """(status, Location). What the page says is not read."""
    connection = _Pinned(address, ip)
    deadline = Timer(DEADLINE_SECONDS, connection.cut)
    deadline.daemon = True
    deadline.start()
    try:
        connection.request(method, address.target, headers=_headers(address))
        response = connection.getresponse()
        return response.status, response.getheader("Location", "") or ""
    except Exception as error:
        if connection.is_cut:
            raise TimeoutError from error
        raise
    finally:
        deadline.cancel()
        connection.close()


def _headers(address: WebAddress) -> dict[str, str]:
    return {
        "Host": address.host_and_port,
        "User-Agent": f"Loim-link-checker (+{settings.BASE_URL})",
        "Accept": "*/*",
        "Connection": "close",
    }


class _Pinned(http.client.HTTPConnection):
    """Connects to `ip` whatever the host's name says by now; its certificate must be the host's."""

    def __init__(self, address: WebAddress, ip: str) -> None:
        super().__init__(address.host, address.port, timeout=TIMEOUT_SECONDS)
        self._address, self._ip, self.is_cut = address, ip, False

    def connect(self) -> None:
        self.sock = socket.create_connection((self._ip, self._address.port), TIMEOUT_SECONDS)
        if self._address.scheme == "https":
            context = ssl.create_default_context()
            self.sock = context.wrap_socket(self.sock, server_hostname=self._address.host)

    def cut(self) -> None:
        self.is_cut = True
        if self.sock is not None:
            try:
                self.sock.shutdown(socket.SHUT_RDWR)
            except OSError:
                return
