"""One place for what waits for editors, translators, coordinators and keepers of services."""

from dataclasses import dataclass
from datetime import datetime
from urllib.parse import urlencode

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from loim.common.access import signed_in
from loim.common.paging import PagedList
from loim.people.models import Organisation, User
from loim.people.permissions import roles_by_organisation
from loim.portal.desk.gathering import LAST_PAGE, PAGE_SIZE, desk_of
from loim.portal.waiting import desk_kinds
from loim.portal.waiting.desk import DeskKind, DeskRow

LONG_DAYS = 14  # what waits for longer is marked, and written about
WHOSE = {"own": _("mine"), "others": _("others’")}


@dataclass(frozen=True)
class Shown:
    row: DeskRow
    label: str | Promise
    action: str | Promise
    days: int

    @property
    def is_late(self) -> bool:
        return self.days > LONG_DAYS


@signed_in
def editors_desk(request: HttpRequest) -> HttpResponse:
    person: User = request.user  # type: ignore[assignment]  # signed in
    now = timezone.now()
    kinds = {kind.key: kind for kind in desk_kinds()}
    chosen = {
        "kind": kind if (kind := request.GET.get("kind", "")) in kinds else "",
        "whose": whose if (whose := request.GET.get("whose", "")) in WHOSE else "",
        "organisation": _own_organisation(person, request.GET.get("organisation", "")),
    }
    page = _number(request.GET.get("page", ""), LAST_PAGE) or 1
    desk = desk_of(
        person, now, kind=chosen["kind"], whose=chosen["whose"], page=page,
        organisation=int(chosen["organisation"]) if chosen["organisation"] else None,
    )  # fmt: skip
    asked = {name: value for name, value in chosen.items() if value}
    context = {
        "desk": desk,
        "rows": [_shown(row, kinds, now) for row in desk.rows],
        "organisations": _organisations(person),
        "whose_choices": WHOSE.items(),
        "chosen": chosen,
        "is_filtering": bool(asked),
        "rest": urlencode({name: value for name, value in asked.items() if name != "kind"}),
        "list": _pages(desk.total, page, urlencode(asked)),
        "late_days": LONG_DAYS,
    }
    return render(request, "portal/desk.html", context)


def _shown(row: DeskRow, kinds: dict[str, DeskKind], now: datetime) -> Shown:
    kind = kinds[row.kind]
    return Shown(row, kind.label, kind.action, max(0, (now - row.since).days))


def _organisations(person: User) -> list[Organisation]:
    own = Organisation.objects.filter(pk__in=roles_by_organisation(person))
    return list(own.order_by("name", "pk"))


def _own_organisation(person: User, given: str) -> str:
    number = _number(given, 10**9)
    return str(number) if number in roles_by_organisation(person) else ""


def _number(given: str, most: int) -> int | None:
    if not (given.isascii() and given.isdecimal() and len(given) < 10):
        return None
    return min(int(given), most) or None


def _pages(total: int, page: int, query: str) -> PagedList:
    shown = range(min(total, LAST_PAGE * PAGE_SIZE))
    return PagedList(Paginator(shown, PAGE_SIZE).get_page(page), f"{query}&" if query else "")
