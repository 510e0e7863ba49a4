"""When two links lead to the same thing."""

from urllib.parse import parse_qsl, quote, urlencode, urlsplit

_DEFAULT_PORTS = {"http": 80, "https": 443}
# Who sent the reader there says nothing about where it leads.
_TRACKING = frozenset({"fbclid", "gclid", "mc_cid", "mc_eid", "igshid", "si", "ref", "feature"})
LONGEST = 500
_KEPT = "/%:@!$&'()*+,;=~-._"


def normalised_link(url: str) -> str:
    """'HTTPS://www.Example.ee:443/a/?utm_source=x#b' → 'example.ee/a': without scheme, 'www.',
    default port, fragment, tracking and a last slash; parameters in order. '' of no web address."""
    try:
        parts = urlsplit(url.strip())
        host, port = (parts.hostname or "").rstrip("."), parts.port
    except ValueError:
        return ""
    if parts.scheme.lower() not in _DEFAULT_PORTS or not host:
        return ""
    host = host.removeprefix("www.")
    if port and port != _DEFAULT_PORTS[parts.scheme.lower()]:
        host = f"{host}:{port}"
    query = urlencode(
        sorted(
            (name, value)
            for name, value in parse_qsl(parts.query, keep_blank_values=True)
            if name.lower() not in _TRACKING and not name.lower().startswith("utm_")
        )
    )
    # Written out or as signs of per cent, it is the same path.
    path = quote(parts.path, safe=_KEPT, errors="replace").rstrip("/")
    return f"{host}{path}{'?' if query else ''}{query}"[:LONGEST]
