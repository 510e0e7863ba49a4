"""Lists of pages, for readers and for those who keep them."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.db.models import CharField, OuterRef, Q, QuerySet, Subquery, Value
from django.db.models.functions import Coalesce
from django.utils.translation import get_language

from loim.content.logic.pages.tree import Branch, branches
from loim.content.models import NewsItem, Page, State, TextState, WebText
from loim.content.permissions import EDITING_ROLES
from loim.content.queries.reading import attach_texts
from loim.people.models import Municipality
from loim.people.permissions import Person, may_administer_platform, organisations_with_role

SOON = timedelta(days=30)


@dataclass(frozen=True)
class PageFilter:
    audience: str = ""
    municipality: str = ""


def page_tree(wanted: PageFilter, today: date) -> tuple[Branch, ...]:
    """What readers get, below each other; two queries."""
    pages = Page.objects.published(today).select_related("municipality")
    return branches(_named(narrowed(pages, wanted)))


def narrowed(rows: QuerySet[Any], wanted: PageFilter) -> QuerySet[Any]:
    """What is for everyone is for each audience, and what names no municipality for each."""
    if wanted.audience:
        rows = rows.filter(audience__in=[wanted.audience, "everyone"])
    if wanted.municipality:
        rows = rows.filter(Q(municipality=wanted.municipality) | Q(municipality=None))
    return rows


def municipalities_of(model: type[Page] | type[NewsItem], today: date) -> list[tuple[str, str]]:
    """Those that something published is about."""
    used = model.objects.published(today).values("municipality")
    rows = Municipality.objects.filter(pk__in=used).order_by("name", "pk")
    return [(str(row.pk), row.name) for row in rows]


def own_drafts(person: Person, model: type[Page] | type[NewsItem]) -> list[Any]:
    """What this person's organisations keep and nobody else sees yet, with `.title`."""
    rows = kept_by(person, model).exclude(text__states__state__in=[State.CURRENT, State.STALE])
    return list(with_titles(rows).order_by("-changed_at", "-pk"))


def kept_by(person: Person, model: type[Any]) -> QuerySet[Any]:
    """Records with a text of an organisation for which this person edits."""
    rows: QuerySet[Any] = model.objects.select_related("text__owner")
    if may_administer_platform(person):
        return rows
    owners = organisations_with_role(person, EDITING_ROLES)
    return rows.filter(text__owner__in=owners)


def with_titles(rows: QuerySet[Any]) -> QuerySet[Any]:
    """Each has `.title`: the reader's language's, else the source's, drafts included."""
    states = TextState.objects.filter(text=OuterRef("text")).exclude(title="")
    own = states.filter(language=get_language() or "et").exclude(state=State.MISSING)
    source = states.filter(is_source=True)
    found: QuerySet[Any] = rows.annotate(
        title=Coalesce(
            Subquery(own.values("title")[:1]), Subquery(source.values("title")[:1]), Value("–"),
            output_field=CharField(),
        )
    )  # fmt: skip
    return found


def expiring(person: Person, today: date) -> list[Any]:
    """Pages and news that have closed, and those that will within a month; the latest first."""
    found: list[Any] = []
    for model in (Page, NewsItem):
        rows = kept_by(person, model).filter(expiry_date__lte=today + SOON)
        found += with_titles(rows.select_related("text__owner"))
    for row in found:
        row.is_closed = row.is_expired_on(today)
        row.page_name = "page" if isinstance(row, Page) else "news-item"
    return sorted(found, key=lambda row: (row.expiry_date, row.pk), reverse=True)


def above(page: Page, today: date) -> list[Any]:
    """The pages that it stands below, from the top; one query for each step and one for names."""
    chain: list[Page] = []
    parent = page.parent_id
    while parent is not None and len(chain) < 20:
        row = Page.objects.published(today).filter(pk=parent).first()
        if row is None:
            break
        chain.insert(0, row)
        parent = row.parent_id
    return _named(chain)


def below(page: Page, today: date) -> list[Any]:
    rows = Page.objects.published(today).filter(parent=page)
    return sorted(_named(rows), key=lambda row: (row.position, row.name, row.pk))


def _named(rows: Iterable[WebText]) -> list[Any]:
    """With `.shown`, and `.name` to sort by."""
    found = attach_texts(rows)
    for row in found:
        row.name = str(row.shown.get("title"))
    return found
