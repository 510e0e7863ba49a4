"""What an answer of a site says of a link."""

WORKS, MOVED, FAILING, NOT_ASKED = "works", "moved", "failing", "not_asked"
# Sites that turn programs away: a person may well be let in.
_ONLY_VISITORS = frozenset({401, 403, 405, 406, 418, 429, 451, 501, 503, 999})
# Where HEAD is not understood, GET may be.
ASK_AGAIN_WITH_GET = frozenset({400, 401, 403, 404, 405, 406, 410, 429, 500, 501, 502, 503, 999})


def verdict(status: int, *, is_elsewhere: bool) -> tuple[str, str]:
    """(outcome, trouble) by the last status; `is_elsewhere`: other addresses led there."""
    if status == 404:
        return FAILING, "not_found"
    if status == 410:
        return FAILING, "gone"
    if status in _ONLY_VISITORS:
        return NOT_ASKED, "closed"
    if 200 <= status < 300 or status == 304:
        return (MOVED if is_elsewhere else WORKS), ""
    return FAILING, "answer"
