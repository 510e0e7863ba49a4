"""The media library, the latest first."""

from dataclasses import dataclass

from django.db.models import Exists, OuterRef, Q, QuerySet

from loim.common.translated import LANGUAGE_CODES
from loim.content.models import MediaFile, MediaKind, NewsItem, Page, State, TextState
from loim.content.permissions import TRANSLATING_ROLES
from loim.content.queries.media.uses import linked_names
from loim.people.permissions import Person, may_administer_platform, organisations_with_role


@dataclass(frozen=True)
class MediaFilter:
    """`which`: '' all, 'unused', 'no_alt' where some language lacks its alternative text."""

    words: str = ""
    kind: str = ""
    which: str = ""


def media_seen_by(person: Person) -> QuerySet[MediaFile]:
    rows = MediaFile.objects.select_related("owner", "text")
    if may_administer_platform(person):
        return rows
    return rows.filter(owner__in=organisations_with_role(person, TRANSLATING_ROLES))


def listed_media(person: Person, wanted: MediaFilter) -> QuerySet[MediaFile]:
    rows = media_seen_by(person)
    if wanted.kind in MediaKind.values:
        rows = rows.filter(kind=wanted.kind)
    if wanted.words:
        said = TextState.objects.filter(text=OuterRef("text"), title__icontains=wanted.words)
        rows = rows.filter(
            Q(file_name__icontains=wanted.words) | Q(credit__icontains=wanted.words) | Exists(said)
        )
    if wanted.which == "no_alt":
        missing = TextState.objects.filter(text=OuterRef("text"), state=State.MISSING)
        rows = rows.filter(Exists(missing), is_decorative=False)
    if wanted.which == "unused":
        for model in (Page, NewsItem):
            rows = rows.exclude(Exists(model.objects.filter(picture=OuterRef("pk"))))
        linked = Q()
        for name in sorted(linked_names()):
            linked |= Q(file__startswith=f"media/{name}")
        rows = rows.exclude(linked) if linked else rows
    return rows.order_by("-added_at", "-pk")


def languages_without_alt(rows: list[MediaFile]) -> dict[int, list[str]]:
    """By key, in the usual order; decorative ones need none. One query."""
    texts = {row.text_id: row.pk for row in rows if not row.is_decorative}
    missing = TextState.objects.filter(text__in=texts, state=State.MISSING)
    found: dict[int, list[str]] = {}
    for text, language in missing.values_list("text_id", "language"):
        found.setdefault(texts[text], []).append(language)
    return {pk: sorted(given, key=LANGUAGE_CODES.index) for pk, given in found.items()}
