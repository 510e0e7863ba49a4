"""The shortlist: on the visitor's own device alone, with an account or without."""

from collections.abc import Sequence
from datetime import datetime

from django.conf import settings
from django.http import HttpRequest, HttpResponse

from loim.experts.models import Expert

COOKIE = "loim_experts"
LONGEST = 20
_KEPT_SECONDS = 90 * 24 * 3600


def shortlisted(request: HttpRequest) -> list[int]:
    """Their keys, in the order in which they were added; what is no key is left out."""
    parts = request.COOKIES.get(COOKIE, "")[:400].split(".")
    keys = [int(part) for part in parts if part.isascii() and part.isdecimal() and len(part) < 16]
    return list(dict.fromkeys(keys))[:LONGEST]


def shortlisted_experts(request: HttpRequest, now: datetime) -> list[Expert]:
    """Those of them who are still listed, by name."""
    keys = shortlisted(request)
    if not keys:
        return []
    rows = Expert.objects.listed(now).filter(pk__in=keys)
    return list(rows.with_fields().order_by("name", "pk"))


def remember_shortlist(response: HttpResponse, keys: Sequence[int]) -> None:
    if not keys:
        response.delete_cookie(COOKIE)
        return
    response.set_cookie(
        COOKIE, ".".join(map(str, keys[:LONGEST])), max_age=_KEPT_SECONDS, httponly=True,
        samesite="Lax", secure=settings.IS_HTTPS,
    )  # fmt: skip
