"""Wishes for a page, new things on a map, and where somebody is asked to be named."""

from collections.abc import Iterator
from datetime import datetime

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from loim.communities.queries.people import waiting_for_their_word
from loim.communities.queries.waiting import maps_to_tidy
from loim.communities.queries.wishes import wishes_to_decide
from loim.people.models import User
from loim.portal.waiting.item import Waiting

URGENT_DAYS = 14


def waiting_for(person: User, now: datetime) -> Iterator[Waiting]:
    """Six queries, however much waits."""
    wishes = list(wishes_to_decide(person, now)[:100])
    if wishes:
        words = ngettext(
            "%(number)s community asks for a page.",
            "%(number)s communities ask for a page.",
            len(wishes),
        )
        oldest = wishes[0].confirmed_at
        yield Waiting(
            words % {"number": len(wishes)}, reverse("community-wishes"),
            is_urgent=oldest is not None and (now - oldest).days >= URGENT_DAYS,
        )  # fmt: skip
    for community, name, number in maps_to_tidy(person):
        words = ngettext(
            "%(number)s new thing waits for the map of %(name)s.",
            "%(number)s new things wait for the map of %(name)s.",
            number,
        )
        yield Waiting(
            words % {"number": number, "name": name},
            reverse("community-assets-tidy", args=[community]),
        )
    if waiting_for_their_word(person):
        yield Waiting(
            _("A community asks whether it may name you: decide."), reverse("communities-named")
        )
