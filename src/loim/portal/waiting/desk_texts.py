"""On the editors' desk: translations, orders, links, pages that close, searches without result."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any
from urllib.parse import urlencode

from django.db.models import F, Min, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from loim.content.logic.orders.order_states import OrderState
from loim.content.models import LinkUse, Outcome, Page, TextVersion, TranslationOrder
from loim.content.permissions import EDITING_ROLES, may_edit, may_translate
from loim.content.queries.links.listed import in_language
from loim.content.queries.orders.lists import own_orders
from loim.content.queries.pages.listed import SOON, kept_by
from loim.content.queries.queue.work import MACHINE, STALE, states_for
from loim.people.models import User
from loim.people.permissions import organisations_with_role
from loim.portal.waiting.desk import (
    DeskKind,
    DeskRow,
    FromRows,
    Text,
    Waits,
    Wanted,
    language_of_text,
    moment,
    of_list,
    title_of_text,
)
from loim.search.permissions import may_keep_words
from loim.search.queries.missed import missed_searches


def _stale(person: User, now: datetime) -> QuerySet[Any] | None:
    return states_for(person).filter(STALE) if may_translate(person) else None


def _machine(person: User, now: datetime) -> QuerySet[Any] | None:
    return states_for(person).filter(MACHINE) if may_translate(person) else None


# Since its source first said something new after the version that it was made from.
_STALE_SINCE = Coalesce(
    Subquery(
        TextVersion.objects.filter(
            Q(number__gt=OuterRef("base__number")) | Q(written_at__gt=OuterRef("base__written_at")),
            text=OuterRef("text"),
            language=OuterRef("text__source_language"),
            status="published",
            is_minor=False,
        )
        .order_by()
        .values("text")
        .annotate(first=Min("published_at"))
        .values("first")[:1]
    ),
    F("changed_at"),
)


def _text(found: Mapping[str, Any]) -> tuple[str, str, str, Text]:
    url = reverse("text-edit", args=[found["text_id"], found["language"]])
    return found["source_title"] or "", url, found["source_language"], _in(found["language"])


def _in(language: str) -> str:
    return _("into %(language)s") % {"language": language.upper()}


def _late_orders(person: User, now: datetime) -> QuerySet[TranslationOrder] | None:
    if not may_translate(person):
        return None
    return own_orders(person).filter(state=OrderState.SENT, due_date__lt=localdate(now))


def _received_orders(person: User, now: datetime) -> QuerySet[TranslationOrder] | None:
    return own_orders(person).filter(state=OrderState.RECEIVED) if may_translate(person) else None


def _order(found: Mapping[str, Any]) -> tuple[str, str, str, Text]:
    title = _("Order %(number)s") % {"number": found["pk"]}
    return title, reverse("order", args=[found["pk"]]), "", found["agency"]


def _links(person: User, now: datetime) -> QuerySet[LinkUse] | None:
    """Each text that has a link which does not work: it is mended there."""
    if not may_edit(person):
        return None
    owners = organisations_with_role(person, EDITING_ROLES)
    return LinkUse.objects.filter(link__outcome=Outcome.FAILING, owner__in=owners)


def _link(found: Mapping[str, Any]) -> tuple[str, str, str, Text]:
    path = found["edit_path"] or found["path"]
    url = in_language(path) or reverse("link-list")
    return found["title"], url, found["language"], found["link__address"]


def _pages(person: User, now: datetime) -> QuerySet[Any] | None:
    """Those that close within a month and are read until then; the same that the list of pages
    shows to their keepers."""
    if not may_edit(person):
        return None
    today = localdate(now)
    owners = organisations_with_role(person, EDITING_ROLES)
    return kept_by(person, Page).filter(
        text__owner__in=owners, expiry_date__range=(today, today + SOON)
    )


def _page(found: Mapping[str, Any]) -> tuple[str, str, str, Text]:
    day = date_format(found["expiry_date"], "SHORT_DATE_FORMAT")
    note = _("closes after %(day)s") % {"day": day}
    url = reverse("page-settings", args=[found["slug"]])
    return found["source_title"] or "", url, found["source_language"] or "", note


def _missed(person: User, now: datetime, wanted: Wanted) -> Waits | None:
    if not may_keep_words(person):
        return None
    rows = []
    for each in missed_searches():
        times = ngettext("%(number)s time", "%(number)s times", each.number)
        row = DeskRow(
            "missed", each.words, f"{reverse('search-words-new')}?{urlencode({'word': each.words})}", moment(each.first_day),
            note=times % {"number": each.number},
        )  # fmt: skip
        rows.append((row, None))
    return of_list(rows, wanted)


_TEXT_VALUES = ("text_id", "language")
_TEXT_TITLES = {
    "source_title": title_of_text("text"),
    "source_language": language_of_text("text"),
}


def _written_by(person: User) -> Q:
    return Q(current__written_by=person)


DESK = (
    DeskKind(
        "stale", gettext_lazy("Translations out of date"), gettext_lazy("Bring up to date"),
        FromRows(
            "stale", _stale, _STALE_SINCE, _text, values=_TEXT_VALUES, titles=_TEXT_TITLES,
            organisation="text__owner", own=_written_by,
        ),
    ),
    DeskKind(
        "machine", gettext_lazy("Machine translations nobody has read"), gettext_lazy("Read"),
        FromRows(
            "machine", _machine, "changed_at", _text, values=_TEXT_VALUES, titles=_TEXT_TITLES,
            organisation="text__owner", own=_written_by,
        ),
    ),
    DeskKind(
        "late-orders", gettext_lazy("Translation orders overdue"), gettext_lazy("Ask the agency"),
        FromRows(
            "late-orders", _late_orders, "due_date", _order, values=("agency",),
            organisation="owner", own=lambda person: Q(made_by=person),
        ),
    ),
    DeskKind(
        "received-orders", gettext_lazy("Translations that came back"),
        gettext_lazy("Look and take over"),
        FromRows(
            "received-orders", _received_orders, "received_at", _order, values=("agency",),
            organisation="owner", own=lambda person: Q(made_by=person),
        ),
    ),
    DeskKind(
        "links", gettext_lazy("Links that do not work"), gettext_lazy("Mend"),
        FromRows(
            "links", _links, "link__failing_since", _link,
            values=("title", "language", "path", "edit_path", "link__address"),
            organisation="owner",
        ),
    ),
    DeskKind(
        "pages", gettext_lazy("Pages that close soon"), gettext_lazy("Prolong or let close"),
        FromRows(
            "pages", _pages, F("expiry_date") - SOON, _page, values=("slug", "expiry_date"),
            titles=_TEXT_TITLES, organisation="text__owner",
            own=lambda person: Q(created_by=person),
        ),
    ),
    DeskKind(
        "missed", gettext_lazy("Searches without result"), gettext_lazy("Add words or a text"),
        _missed, is_duty=False,
    ),
)  # fmt: skip
