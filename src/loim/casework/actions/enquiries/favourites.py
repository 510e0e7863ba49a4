"""What one counsellor writes again and again, under the keys 1 to 9."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.db import transaction

from loim.casework.actions.enquiries.recording import MayNotCounsel, NoTopic
from loim.casework.models import Favourite, FavouriteTopic
from loim.casework.permissions import may_counsel_for
from loim.people.models import Organisation, User
from loim.services.models import Topic


@dataclass(frozen=True)
class Preset:
    name: str
    topics: Sequence[Topic]
    channel: str
    language: str
    minutes: int
    outcome: str
    target_group: str = "unknown"


def keep_favourite(*, organisation: Organisation, key: int, preset: Preset, by: User) -> Favourite:
    """Under this key of this person at this desk; what was there before goes."""
    if not may_counsel_for(by, organisation):
        raise MayNotCounsel
    if not preset.topics:
        raise NoTopic
    with transaction.atomic():
        values = {
            name: getattr(preset, name)
            for name in ("name", "channel", "language", "minutes", "outcome", "target_group")
        }
        favourite, _made = Favourite.objects.update_or_create(
            organisation=organisation, counsellor=by, key=key, defaults=values
        )
        favourite.favourite_topics.all().delete()
        FavouriteTopic.objects.bulk_create(
            FavouriteTopic(organisation=organisation, favourite=favourite, topic=topic)
            for topic in preset.topics
        )
    return favourite


def drop_favourite(*, organisation: Organisation, key: int, by: User) -> None:
    Favourite.objects.filter(organisation=organisation, counsellor=by, key=key).delete()
