"""What is new as Atom and RSS: a feed of each source in each language, and of all together.

/feeds/news.atom  /ru/feeds/library.rss?county=0045&topic=kaasamine  /feeds/all.atom
"""

from collections.abc import Iterable
from typing import Any

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.cache import patch_cache_control
from django.utils.feedgenerator import Atom1Feed, Rss201rev2Feed
from django.utils.http import urlencode
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from loim.common.access import public
from loim.common.brief_cache import briefly_cached
from loim.digests.sources import Item, Source, Wanted, all_sources, source_of
from loim.people.models import County

ITEMS = 30
ALL = "all"


class _Atom(Atom1Feed):
    """Each entry says its language: not all of them are translated."""

    def item_attributes(self, item: dict[str, Any]) -> dict[str, str]:
        return {**super().item_attributes(item), "xml:lang": item["language"]}


class _Rss(Rss201rev2Feed):
    def rss_attributes(self) -> dict[str, str]:
        return {**super().rss_attributes(), "xmlns:dc": "http://purl.org/dc/elements/1.1/"}

    def add_item_elements(self, handler: Any, item: dict[str, Any]) -> None:
        # RSS wants an e-mail in `author`; a name goes into Dublin Core's `creator`.
        author = item.pop("author_name")
        super().add_item_elements(handler, {**item, "author_name": None, "author_email": None})
        if author:
            handler.addQuickElement("dc:creator", author)
        handler.addQuickElement("dc:language", item["language"])


KINDS: dict[str, Any] = {"atom": _Atom, "rss": _Rss}


@public("what everybody may read, for programs that cannot sign in")
@require_safe
@briefly_cached
def feed(request: HttpRequest, source: str, kind: str) -> HttpResponse:
    return feed_of(request, source, kind)


def feed_of(request: HttpRequest, source: str, kind: str) -> HttpResponse:
    """Raises Http404 for a source, county or topic that there is not: an empty feed would look as
    if nothing happened."""
    chosen = _sources(source)
    said = {name: request.GET[name] for name in ("county", "topic") if request.GET.get(name)}
    county = _county(said.get("county", ""))
    topic = said.get("topic", "")
    if topic and not any(topic == key for each in chosen for key, _label in each.choices()):
        raise Http404
    title = _title(chosen, source, county)
    own = reverse("feed", args=[source, kind])
    page = reverse(chosen[0].page if len(chosen) == 1 else "home")
    language = get_language() or settings.LANGUAGE_CODE
    made = KINDS[kind](
        title=title, link=settings.BASE_URL + page, language=language,
        description=str(chosen[0].line) if len(chosen) == 1 else _("All that is new in Lõim."),
        feed_url=settings.BASE_URL + own + (f"?{urlencode(said)}" if said else ""),
    )  # fmt: skip
    wanted = Wanted(now=timezone.now(), county=county.pk if county else "", topic=topic)
    for item in _newest(chosen, wanted):
        _add(made, item)
    response = HttpResponse(made.writeString("utf-8"), content_type=made.content_type)
    patch_cache_control(response, public=True, max_age=300)
    return response


def _sources(key: str) -> list[Source]:
    if key == ALL:
        return all_sources()
    found = source_of(key)
    if found is None:
        raise Http404
    return [found]


def _county(code: str) -> County | None:
    if not code:
        return None
    found = County.objects.filter(pk=code).first() if code.isalnum() and len(code) <= 4 else None
    if found is None:
        raise Http404
    return found


def _title(chosen: list[Source], source: str, county: County | None) -> str:
    what = _("New in Lõim") if source == ALL else str(chosen[0].label)
    if county is None:
        return _("%(what)s – Lõim") % {"what": what} if source != ALL else what
    return _("%(what)s – %(county)s – Lõim") % {"what": what, "county": county.name}


def _newest(chosen: list[Source], wanted: Wanted) -> Iterable[Item]:
    found = [item for source in chosen for item in source.find(wanted)]
    return sorted(found, key=lambda item: item.at, reverse=True)[:ITEMS]


def _add(made: Any, item: Item) -> None:
    address = settings.BASE_URL + item.path
    notice = f"[{item.notice}]" if item.notice else ""
    said = [item.when, f"{notice} {item.summary}".strip()]
    made.add_item(
        title=str(item.title), link=address, unique_id=address,
        description="\n".join(part for part in said if part), pubdate=item.at,
        updateddate=max(item.at, item.changed_at), author_name=item.author or "Lõim",
        language=item.title.language,
    )  # fmt: skip
