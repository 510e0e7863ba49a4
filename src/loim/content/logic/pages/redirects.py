"""From which address to which: paths without the language's prefix, in one step, never a loop."""

import re
from collections.abc import Mapping
from urllib.parse import unquote, urlsplit

LONGEST = 300
_PATH = re.compile(r"^/(?:[^/\\\s?#][^\\\s?#]*)?$")
_PREFIX = re.compile(r"^/(en|ru|uk)(?=/|$)")


def without_prefix(path: str) -> tuple[str, str]:
    """('/en', '/pages/x/') of '/en/pages/x/'; ('', path) of one without a language."""
    found = _PREFIX.match(path)
    if found is None:
        return "", path
    return found.group(0), path[found.end() :] or "/"


def path_of(given: str, *, host: str) -> str | None:
    """The path on this site that somebody wrote or pasted as a whole address, without a
    language; None of what is on another site or no address at all."""
    given = given.strip()
    try:
        parts = urlsplit(given)
        named = parts.hostname
    except ValueError:
        return None
    if parts.scheme or parts.netloc:
        if parts.scheme not in {"http", "https"} or named != host:
            return None
        given = parts.path or "/"
    path = unquote(given)
    if not _PATH.match(path) or "//" in path or len(path) > LONGEST or not path.isprintable():
        return None
    return without_prefix(path)[1]


def end_of(path: str, steps: Mapping[str, str]) -> str | None:
    """Where one ends who follows `steps` from `path`; None where they go in a circle."""
    seen = {path}
    while path in steps:
        path = steps[path]
        if path in seen:
            return None
        seen.add(path)
    return path
