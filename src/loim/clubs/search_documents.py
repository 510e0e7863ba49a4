"""Clubs as they are found: opened ones by everybody, drafts by their organisation's people."""

from collections.abc import Iterable, Sequence

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from loim.clubs.models import Club, ClubStatus
from loim.search.giving import where, words_of
from loim.search.providers import EVERYBODY, Document, Provider, Watch, only, register

IMPORTANCE_OF_CLOSED = 0.6
BODY = ("description", "target_group", "level_note", "accessibility")


def register_search() -> None:
    watches = (Watch("clubs_club"),)
    register(
        Provider(
            "clubs",
            _("Clubs"),
            _all_clubs,
            _clubs,
            watches=watches,
            one=pgettext_lazy("one of them", "club"),
        )
    )


def _all_clubs() -> Iterable[int]:
    return Club.objects.values_list("pk", flat=True)


def _clubs(ids: Sequence[int]) -> Iterable[Document]:
    rows = Club.objects.filter(pk__in=ids).select_related("organisation", "place_municipality")
    for club in rows:
        keywords = f"{club.organisation.name} {club.place} {club.address}"
        is_draft = club.status == ClubStatus.DRAFT
        yield Document(
            object_id=club.pk,
            texts=words_of(club, "title", BODY, keywords=keywords),
            language=club.language,
            url_name="club",
            url_args=[club.pk],
            facets={**where(club.place_municipality), "audience": club.audiences},
            readers=only([club.organisation_id]) if is_draft else EVERYBODY,
            importance=IMPORTANCE_OF_CLOSED if club.status == ClubStatus.CLOSED else 1.0,
        )
