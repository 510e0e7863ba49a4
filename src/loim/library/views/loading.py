"""What the library's pages load, and who is let in."""

import secrets

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404

from loim.common.translated import LANGUAGE_CODES
from loim.content.queries.reading import attach_texts
from loim.library.models import LibraryItem
from loim.library.permissions import may_keep, may_see
from loim.library.queries.item import load_items
from loim.people.models import User

DEVICE_COOKIE = "loim_library"
_YEAR_SECONDS = 365 * 24 * 3600


def seen_item(request: HttpRequest, pk: int) -> LibraryItem:
    """With `.shown`; a draft, or what was taken out, is not there for strangers."""
    item = get_object_or_404(load_items(), pk=pk)
    if not may_see(request.user, item):
        raise Http404
    attach_texts([item], wanted_language(request))
    return item


def kept_item(request: HttpRequest, pk: int) -> LibraryItem:
    item = get_object_or_404(load_items(), pk=pk)
    if not may_keep(request.user, item):
        raise PermissionDenied
    attach_texts([item])
    return item


def user_of(request: HttpRequest) -> User:
    person: User = request.user  # type: ignore[assignment]  # the view's decorator saw to it
    return person


def account_of(request: HttpRequest) -> User | None:
    return user_of(request) if request.user.is_authenticated else None


def wanted_language(request: HttpRequest) -> str | None:
    """`?text=et` asks for the original."""
    wanted = request.GET.get("text", "")
    return wanted if wanted in LANGUAGE_CODES else None


def reader_mark(request: HttpRequest) -> str:
    """Of the account, else of the device; '' where nothing is known of it yet."""
    if request.user.is_authenticated:
        return f"account:{request.user.pk}"
    device = request.COOKIES.get(DEVICE_COOKIE, "")
    return f"device:{device}" if 20 <= len(device) <= 64 else ""


def remember_device(request: HttpRequest, response: HttpResponse, device: str) -> None:
    response.set_cookie(
        DEVICE_COOKIE, device, max_age=_YEAR_SECONDS, httponly=True, samesite="Lax",
        secure=settings.IS_HTTPS,
    )  # fmt: skip


def new_device() -> str:
    return secrets.token_urlsafe(24)
