"""Some five thousand enquiries of seventeen months: busy autumns, quiet summers, and one rise.

In the last four weeks Tartu is asked about where to live in Ukrainian three times as often as
before: what the statistics should notice. Nobody is behind any of them.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from random import Random

from django.utils import timezone

from loim.casework.actions.enquiries.favourites import Preset, keep_favourite
from loim.casework.actions.enquiries.snippets import keep_snippet
from loim.casework.gate import opened_for
from loim.casework.models import Enquiry, EnquiryTopic
from loim.demo.accounts import RAKVERE, TALLINN, TARTU
from loim.demo.casework.enquiry_texts import FAVOURITES, SNIPPETS
from loim.people.models import Municipality, Organisation, User
from loim.services.models import Topic

DAYS = 520  # as long as those of figures.py, so that each month can be compared with its last year
RISE = 28
# From January: holidays in July, new pupils and students in September.
SEASON = (1.0, 1.0, 1.1, 1.0, 0.9, 0.8, 0.5, 0.9, 1.5, 1.3, 1.1, 0.8)
TOPICS = {
    "documents": 30, "housing": 16, "work": 15, "language": 14, "support": 10, "health": 8,
    "family": 8, "transport": 6,
}  # fmt: skip
LANGUAGES = {"ru": 38, "uk": 27, "en": 22, "et": 9, "other": 4}
CHANNELS = {"desk": 45, "phone": 25, "email": 14, "chat": 8, "event": 5, "home_visit": 3}
OUTCOMES = {"answered": 72, "referred": 14, "appointment": 9, "case": 5}
GROUPS = {"newcomer": 40, "protection": 28, "resident": 16, "returnee": 5, "unknown": 11}
MINUTES = {"desk": (10, 15, 20, 30), "phone": (5, 5, 10), "email": (5, 10, 15), "chat": (5, 10),
           "event": (5, 10), "home_visit": (45, 60)}  # fmt: skip


@dataclass(frozen=True)
class Desk:
    city: str
    counsellor: str
    per_day: float
    neighbours: tuple[str, ...]  # EHAK codes of where people live


DESKS = (
    Desk(TARTU, "noustaja@example.ee", 4.2, ("0793", "0793", "0793", "0796", "0432")),
    Desk(TALLINN, "noustaja.tallinn@example.ee", 2.8, ("0784", "0784", "0784", "0890")),
    Desk(RAKVERE, "noustaja.rakvere@example.ee", 1.4, ("0663", "0663", "0661", "0928", "0901")),
)


def write_enquiries(
    *, organisations: dict[str, Organisation], users: dict[str, User], now: datetime
) -> None:
    topics = {topic.slug: topic for topic in Topic.objects.all()}
    for number, desk in enumerate(DESKS):
        organisation, person = organisations[desk.city], users[desk.counsellor]
        # Invented people need no secret chance.
        chance = Random(number)  # noqa: S311
        with opened_for(person, now=now):
            moments = list(_moments(desk, now, chance))
            _year(_Writer(desk, organisation, person, topics, chance), moments)
            _presets(organisation, person, topics)
            _snippets(organisation, person, topics, now)


@dataclass(frozen=True)
class _Writer:
    desk: Desk
    organisation: Organisation
    person: User
    topics: dict[str, Topic]
    chance: Random


def _year(by: _Writer, moments: Sequence[tuple[datetime, bool]]) -> None:
    known = set(Municipality.objects.filter(pk__in=by.desk.neighbours).values_list("pk", flat=True))
    places = [code for code in by.desk.neighbours if code in known]
    made = [_enquiry(by, held_at, is_rise, places) for held_at, is_rise in moments]
    about = [_topics(by.chance, is_rise) for _held_at, is_rise in moments]
    Enquiry.objects.bulk_create(made, batch_size=1000)
    EnquiryTopic.objects.bulk_create(
        [
            EnquiryTopic(organisation=by.organisation, enquiry=enquiry, topic=by.topics[slug])
            for enquiry, slugs in zip(made, about, strict=True)
            for slug in slugs
        ],
        batch_size=2000,
    )


def _enquiry(by: _Writer, held_at: datetime, is_rise: bool, places: Sequence[str]) -> Enquiry:
    chance = by.chance
    channel = _one(CHANNELS, chance)
    return Enquiry(
        organisation=by.organisation,
        counsellor=by.person,
        held_at=held_at,
        recorded_at=held_at + timedelta(minutes=1),
        channel=channel,
        language="uk" if is_rise else _one(LANGUAGES, chance),
        minutes=chance.choice(MINUTES[channel]),
        outcome=_one(OUTCOMES, chance),
        target_group="protection" if is_rise else _one(GROUPS, chance),
        municipality_id=chance.choice(places) if places and chance.random() < 0.8 else None,
    )


def _topics(chance: Random, is_rise: bool) -> list[str]:
    asked = ["housing"] if is_rise else [_one(TOPICS, chance)]
    if chance.random() < 0.15:
        asked.append(_one(TOPICS, chance))
    return list(dict.fromkeys(asked))


def _moments(desk: Desk, now: datetime, chance: Random) -> Iterator[tuple[datetime, bool]]:
    """Working days; whether it is of the rise."""
    today = timezone.localdate(now)
    for before in range(DAYS, 0, -1):
        day = today - timedelta(days=before)
        if day.weekday() > 4:
            continue
        for _contact in range(_about(desk.per_day * 7 / 5 * SEASON[day.month - 1], chance)):
            yield _at(day, chance), False
        if desk.city == TARTU and before <= RISE:
            for _contact in range(_about(4.0, chance)):
                yield _at(day, chance), True


def _about(number: float, chance: Random) -> int:
    return max(0, round(chance.gauss(number, number**0.5)))


def _at(day: date, chance: Random) -> datetime:
    minutes = chance.randrange(9 * 60, 16 * 60 + 30)
    return timezone.make_aware(datetime.combine(day, time(minutes // 60, minutes % 60)))


def _one(weights: dict[str, int], chance: Random) -> str:
    return chance.choices(list(weights), list(weights.values()))[0]


def _presets(organisation: Organisation, person: User, topics: dict[str, Topic]) -> None:
    for key, (name, slugs, channel, language, minutes, outcome) in enumerate(FAVOURITES, 1):
        about: Sequence[Topic] = [topics[slug] for slug in slugs.split()]
        preset = Preset(name, about, channel, language, minutes, outcome)
        keep_favourite(organisation=organisation, key=key, preset=preset, by=person)


def _snippets(
    organisation: Organisation, person: User, topics: dict[str, Topic], now: datetime
) -> None:
    for slug, submission, words in SNIPPETS:
        translations = {
            code: {"title": title, "body": body} for code, (title, body) in words.items()
        }
        source = translations.pop("et")
        values = {**source, "topic": topics[slug], "translations": translations}
        keep_snippet(
            organisation=organisation, values=values, by=person, now=now,
            submission=submission(organisation.pk),
        )  # fmt: skip
