"""The search page: words, filters with counts, results; and what completes words while one types."""

from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import urlencode

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import get_language

from loim.common.access import public
from loim.common.paging import PagedList
from loim.search.actions.missed import remember_missed
from loim.search.providers import Facet, all_facets, all_providers
from loim.search.queries.find import PAGE_SIZE, Found, find
from loim.search.queries.suggestions import suggestions

LAST_PAGE = 50  # nobody reads further; whoever asks for more is a machine
MOST_VALUES = 12  # of a facet that are shown; chosen ones always
SHORTEST = 2  # letters before words are completed


@dataclass(frozen=True)
class Choice:
    label: str | Promise
    number: int
    url: str
    is_chosen: bool


@dataclass(frozen=True)
class Group:
    facet: Facet
    choices: list[Choice]


@public("finds what everybody may read; what a person may read besides only for that person")
def search_page(request: HttpRequest) -> HttpResponse:
    text = " ".join(request.GET.get("q", "").replace("\x00", " ").split())[:200]
    filters = _filters(request)
    context: dict[str, object] = {"text": text, "parts": all_providers()}
    if text:
        found = _found(request, text, filters)
        groups = _groups(text, filters, found.counts)
        context |= {
            "found": found,
            "list": _pages(found, text, filters),
            "groups": groups,
            "filter_count": sum(map(len, filters.values())),
            "unfiltered_url": f"?{urlencode({'q': text})}",
            "reader_language": get_language(),
        }
        if not found.total_unfiltered:
            context["near_words"] = _near_words(text)
    return render(request, "portal/search.html", context)


@public("completes words from public texts")
def search_suggest(request: HttpRequest) -> HttpResponse:
    """[{"text": …}]: words only, never titles of what not everybody may read."""
    text = request.GET.get("q", "").replace("\x00", " ")[:100]
    found = suggestions(text) if len(text.strip()) >= SHORTEST else []
    response = JsonResponse({"suggestions": found})
    response["Cache-Control"] = "private, max-age=60"
    return response


def _near_words(text: str) -> list[dict[str, str]]:
    """Words of public texts that begin like those that were typed; of each word its first five
    letters, then four."""
    found: list[str] = []
    for typed in text.split()[:3]:
        for letters in (5, 4):
            if len(typed) >= letters and (near := suggestions(typed[:letters], limit=4)):
                found += near
                break
    return [{"word": word, "query": urlencode({"q": word})} for word in dict.fromkeys(found)]


def _filters(request: HttpRequest) -> dict[str, list[str]]:
    return {
        facet.key: values[:20]
        for facet in all_facets()
        if (values := [v[:60] for v in request.GET.getlist(facet.key) if v and "\x00" not in v])
    }


def _found(request: HttpRequest, text: str, filters: Mapping[str, list[str]]) -> Found:
    now = timezone.now()
    language = get_language() or "et"
    found = find(text, language, request.user, filters, _page(request), now=now)
    if found.page == 1 and not filters and (not found.total or found.is_loose):
        remember_missed(text=text, today=timezone.localdate(now))
    return found


def _page(request: HttpRequest) -> int:
    given = request.GET.get("page", "1")
    return (
        min(int(given), LAST_PAGE)
        if given.isascii() and given.isdecimal() and given[:9] == given
        else 1
    )


def _pages(found: Found, text: str, filters: Mapping[str, list[str]]) -> PagedList:
    shown = range(min(found.total, LAST_PAGE * PAGE_SIZE))
    page = Paginator(shown, PAGE_SIZE).get_page(found.page)
    return PagedList(page, f"{_query(text, filters)}&")


def _query(text: str, filters: Mapping[str, list[str]]) -> str:
    return urlencode([("q", text), *((key, v) for key, values in filters.items() for v in values)])


def _groups(
    text: str, filters: Mapping[str, list[str]], counts: Mapping[str, Mapping[str, int]]
) -> list[Group]:
    found = []
    for facet in all_facets():
        chosen = filters.get(facet.key, [])
        numbers = {**dict.fromkeys(chosen, 0), **counts.get(facet.key, {})}
        if not numbers:
            continue
        labels = facet.labels(sorted(numbers))
        values = [
            value for value in sorted(numbers, key=lambda v: (-numbers[v], v)) if value in labels
        ]
        shown = [v for i, v in enumerate(values) if i < MOST_VALUES or v in chosen]
        if len(shown) < 2 and not chosen:
            continue  # nothing to choose from
        found.append(
            Group(
                facet,
                [
                    _choice(text, filters, facet, v, label=labels[v], number=numbers[v])
                    for v in shown
                ],
            )
        )
    return found


def _choice(
    text: str, filters: Mapping[str, list[str]], facet: Facet, value: str, *, label: str | Promise,
    number: int,
) -> Choice:  # fmt: skip
    """Its address chooses it, or takes the choice back."""
    chosen = filters.get(facet.key, [])
    is_chosen = value in chosen
    after = [v for v in chosen if v != value] if is_chosen else [*chosen, value]
    url = f"?{_query(text, {**filters, facet.key: after})}"
    return Choice(label, number, url, is_chosen)
