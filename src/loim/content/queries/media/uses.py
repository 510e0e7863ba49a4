"""Where files of the library are used: as the picture of a page, or linked in a text."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db import connection
from django.db.models import Q
from django.utils.functional import Promise

from loim.content.kinds import kind_of
from loim.content.models import MediaFile, NewsItem, Page, TextState

MEDIA_PATH = "/media/files/"
# Of what is published and what is being written; a name is 32 hexadecimal digits.
_LINKED = """
    SELECT DISTINCT (regexp_matches(v.fields::text, '/media/files/([0-9a-f]{32})', 'g'))[1]
    FROM content_textversion v
    JOIN content_textstate s ON s.current_id = v.id OR s.draft_id = v.id
    WHERE v.fields::text LIKE '%%/media/files/%%'
"""


@dataclass(frozen=True)
class Use:
    title: str
    kind: str | Promise
    url: str


def uses_of(media: MediaFile) -> list[Use]:
    """What shows or links it, drafts included; four queries and one for each kind of text."""
    texts: dict[int, tuple[str, str]] = {}
    for model in (Page, NewsItem):
        for pk, kind in model.objects.filter(picture=media).values_list("text_id", "text__kind"):
            texts[pk] = (kind, "")
    name = media.name.split(".")[0]
    linking = TextState.objects.filter(
        Q(current__fields__icontains=MEDIA_PATH + name)
        | Q(draft__fields__icontains=MEDIA_PATH + name)
    )
    for pk, kind in linking.values_list("text_id", "text__kind"):
        texts[pk] = (kind, "")
    titles = dict(
        TextState.objects.filter(text__in=texts, is_source=True).values_list("text_id", "title")
    )
    found = []
    for kind in sorted({kind for kind, _title in texts.values()}):
        of_kind = kind_of(kind)
        ids = sorted(pk for pk, (its, _title) in texts.items() if its == kind)
        urls = of_kind.pages(ids)
        found += [Use(titles.get(pk, ""), of_kind.label, urls.get(pk, "")) for pk in ids]
    return found


def linked_names() -> frozenset[str]:
    """Of all files that some text links; one query."""
    with connection.cursor() as cursor:
        cursor.execute(_LINKED)
        return frozenset(name for (name,) in cursor.fetchall())


def attach_is_used(rows: Iterable[MediaFile]) -> list[MediaFile]:
    """Each gets `.is_used`; three queries however many they are."""
    found = list(rows)
    used = {
        pk
        for model in (Page, NewsItem)
        for pk in model.objects.filter(picture__in=found).values_list("picture_id", flat=True)
    }
    linked = linked_names() if found else frozenset()
    for media in found:
        media.is_used = media.pk in used or media.name.split(".")[0] in linked  # type: ignore[attr-defined]
    return found
