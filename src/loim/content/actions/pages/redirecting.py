"""Old addresses lead to new ones: in one step, never in a circle."""

from datetime import datetime

from django.core.exceptions import PermissionDenied
from django.db import connection, transaction
from django.utils.translation import gettext_lazy as _

from loim.common.refusals import Refusal
from loim.content.logic.pages.redirects import end_of
from loim.content.models import NewsItem, Page, Redirect
from loim.content.permissions import may_edit_for
from loim.people.models import Organisation, User


class RedirectGoesRound(Refusal):
    field = "to_path"
    message = _("These addresses would lead in a circle. Choose another new address.")


class RedirectIsThere(Refusal):
    field = "from_path"
    message = _("This old address leads somewhere already. Remove that first.")


class OldAddressLives(Refusal):
    field = "from_path"
    message = _("There is a page at this address. Change the page’s address, not the redirect.")


def add_redirect(
    *, owner: Organisation, from_path: str, to_path: str, by: User, now: datetime
) -> Redirect:
    """Paths on this site, without a language. Raises RedirectGoesRound, RedirectIsThere,
    OldAddressLives."""
    if not may_edit_for(by, owner):
        raise PermissionDenied
    with transaction.atomic():
        _one_at_a_time()
        if Redirect.objects.filter(from_path=from_path).exists():
            raise RedirectIsThere
        if _is_a_page(from_path):
            raise OldAddressLives
        to_path = _end(from_path, to_path)
        _lead_on(from_path, to_path)
        return Redirect.objects.create(
            owner=owner, from_path=from_path, to_path=to_path, made_by=by, made_at=now
        )


def remove_redirect(*, redirect: Redirect, by: User, now: datetime) -> None:
    if not may_edit_for(by, redirect.owner_id):
        raise PermissionDenied
    redirect.delete()


def page_moved(*, owner_id: int, before: str, after: str, by: User, now: datetime) -> None:
    """In the transaction that gave a page another address."""
    if before == after:
        return
    _one_at_a_time()
    forget_redirect_from(after)
    _lead_on(before, after)
    Redirect.objects.update_or_create(
        from_path=before,
        defaults={
            "owner_id": owner_id, "to_path": after, "is_automatic": True, "made_by": by,
            "made_at": now,
        },
    )  # fmt: skip


def forget_redirect_from(path: str) -> None:
    """A page lives there now."""
    Redirect.objects.filter(from_path=path).delete()


def _one_at_a_time() -> None:
    """Two rows written at once could make a circle that neither sees."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtext('content_redirect'))")


def _end(from_path: str, to_path: str) -> str:
    steps = dict(Redirect.objects.filter(from_path=to_path).values_list("from_path", "to_path"))
    end = end_of(to_path, {**steps, from_path: to_path})
    if end is None or from_path in {to_path, end}:
        raise RedirectGoesRound
    return end


def _lead_on(from_path: str, to_path: str) -> None:
    """What led to the old address leads to the new one at once."""
    Redirect.objects.filter(to_path=from_path, from_path=to_path).delete()
    Redirect.objects.filter(to_path=from_path).update(to_path=to_path)


def _is_a_page(path: str) -> bool:
    parts = path.strip("/").split("/")
    if len(parts) != 2:
        return False
    if parts[0] == "pages":
        return Page.objects.filter(slug=parts[1]).exists()
    return parts[0] == "news" and NewsItem.objects.filter(slug=parts[1]).exists()
