"""Which addresses may be asked: the public web's alone, never a machine of our own network."""

from dataclasses import dataclass
from ipaddress import IPv4Address, IPv6Address, ip_address, ip_network
from urllib.parse import quote, urljoin, urlsplit, urlunsplit

LONGEST = 2000
PORTS = {"http": 80, "https": 443}
_KEPT = "%/:=&?~#+!$,;'@()*[]-._"
# An IPv4 address can hide in these: translators of networks (RFC 6052, 8215), IPv4-compatible.
_HIDING = (ip_network("64:ff9b::/96"), ip_network("64:ff9b:1::/48"), ip_network("::/96"))


@dataclass(frozen=True)
class WebAddress:
    """`url` in ASCII without a fragment; `host` in ASCII; `target` is what is asked of it."""

    url: str
    scheme: str
    host: str
    port: int
    target: str

    @property
    def host_and_port(self) -> str:
        host = f"[{self.host}]" if ":" in self.host else self.host
        return host if self.port == PORTS[self.scheme] else f"{host}:{self.port}"


def web_address(url: str, base: str = "") -> WebAddress | None:
    """None of what is no address of http or https, or carries a name and password."""
    try:
        parts = urlsplit(urljoin(base, url.strip()) if base else url.strip())
        host, port = parts.hostname, parts.port
    except ValueError:
        return None
    if parts.scheme not in PORTS or not host or parts.username is not None:
        return None
    try:
        host = host.rstrip(".") if ":" in host else host.rstrip(".").encode("idna").decode()
    except UnicodeError:
        return None
    if not host or any(not sign.isprintable() or sign in " /\\%" for sign in host):
        return None
    port = port or PORTS[parts.scheme]
    path = quote(parts.path or "/", safe=_KEPT)
    query = quote(parts.query, safe=_KEPT)
    target = f"{path}?{query}" if query else path
    shown = f"[{host}]" if ":" in host else host
    netloc = shown if port == PORTS[parts.scheme] else f"{shown}:{port}"
    whole = urlunsplit((parts.scheme, netloc, path, query, ""))
    if len(whole) > LONGEST:
        return None
    return WebAddress(whole, parts.scheme, host, port, target)


def is_public(address: str) -> bool:
    """Whether an IP address is one of the public internet: not private, loopback, link-local,
    shared, reserved, multicast, nor one that hides another behind it."""
    try:
        ip = ip_address(address.split("%", maxsplit=1)[0])
    except ValueError:
        return False
    if isinstance(ip, IPv6Address):
        for inner in _inside(ip):
            if not is_public(str(inner)):
                return False
        if any(ip in network for network in _HIDING):
            return False
    return ip.is_global and not ip.is_multicast and not ip.is_reserved


def _inside(ip: IPv6Address) -> list[IPv4Address]:
    """IPv4 addresses that an IPv6 one stands for: mapped, 6to4, Teredo."""
    found = [ip.ipv4_mapped, ip.sixtofour, *(ip.teredo or ())]
    return [inner for inner in found if inner is not None]
