"""About sixty invented events of 2023, so that the numbers tell a story.

Network meetings, the training and the study trip bring the participation counts well
above the target of 15; the clubs of Tartu pause in the third quarter, as the plan says.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from random import Random

from loim.events.models import Attendance, Event, EventKind, EventScope, EventStatus
from loim.people.models import Organisation, OrganisationKind, User
from loim.programmes.models import Activity, Programme

K, S = EventKind, EventScope
ELVL, TARTU, TALLINN, RAKVERE = (
    "Eesti Linnade ja Valdade Liit",
    "Tartu Linnavalitsus",
    "Tallinna Linnavalitsus",
    "Rakvere Linnavalitsus",
)


@dataclass(frozen=True)
class Story:
    """One kind of event, repeated: `days` are month and day, `guests` whom it draws."""

    organiser: str
    code: str
    number: str
    kind: EventKind
    scope: EventScope
    title: str  # may name the place or the topic: {}
    days: tuple[tuple[int, int], ...]
    names: tuple[str, ...]
    guests: str  # a county's EHAK code, 'many', 'some' or 'local'
    length: int = 1


STORIES = (
    Story(ELVL, "3.5.1.3", "1", K.INFO_DAY, S.COUNTY, "Maakondlik infopäev: {}",
          ((3, 14), (3, 28), (4, 18), (5, 9), (5, 23), (9, 12), (9, 26), (10, 17)),
          ("Ida-Virumaa", "Lääne-Virumaa", "Tartumaa", "Pärnumaa", "Võrumaa", "Viljandimaa",
           "Saaremaa", "Harjumaa"), "county"),
    Story(ELVL, "3.5.1.3", "3", K.NETWORK_MEETING, S.NATIONAL, "Koordinaatorite võrgustiku kohtumine: {}",
          ((2, 16), (4, 27), (9, 7), (11, 23)),
          ("algus", "ühised töövahendid", "kogemused suvest", "aasta kokkuvõte"), "some"),
    Story(ELVL, "3.5.1.4", "2", K.TRAINING, S.NATIONAL, "Üle-eestiline koolitus: {}",
          ((11, 8),), ("võrdne kohtlemine ja ligipääsetavus",), "many"),
    Story(ELVL, "3.5.1.4", "3", K.STUDY_TRIP, S.NATIONAL, "Õppereis: {}",
          ((10, 3),), ("lõimumine naaberriigi linnades",), "some", 3),
    Story(TARTU, "3.5.2.1", "2.1", K.CONVERSATION_CLUB, S.MUNICIPAL, "Eesti keele suhtlusklubi: {}",
          ((1, 19), (2, 2), (2, 16), (3, 2), (3, 16), (4, 6), (4, 20), (5, 4), (5, 18), (6, 8),
           (10, 5), (10, 19), (11, 2), (11, 16), (11, 30), (12, 14)),
          ("tere tulemast", "talvepühad", "vabariigi aastapäev", "argiasjad", "kevad", "pühad",
           "loodus", "kodukoht", "ajalugu", "suveplaanid", "sügis", "toit", "hingedeaeg",
           "mardi- ja kadripäev", "advent", "jõulud"), "local"),
    Story(TARTU, "3.5.2.1", "2.2", K.CONVERSATION_CLUB, S.MUNICIPAL, "Kohaliku kogukonna klubi: {}",
          ((2, 9), (3, 9), (4, 13), (5, 11), (10, 12), (11, 9)),
          ("kes me oleme", "linna otsused", "ettepanekud", "rattateed", "uus hooaeg", "raamatukogu"),
          "local"),
    Story(TARTU, "3.5.2.1", "3.1", K.NETWORK_MEETING, S.MUNICIPAL, "Tartu spetsialistide võrgustik: {}",
          ((2, 22), (5, 31), (10, 25), (12, 6)), ("avakohtumine", "kovisioon", "juhtumid", "kokkuvõte"),
          "local"),
    Story(TALLINN, "3.5.2.2", "3.2", K.NETWORK_MEETING, S.MUNICIPAL, "Tallinna ametkondade võrgustik: {}",
          ((4, 12), (6, 14), (9, 20), (11, 29)), ("tutvumine", "teenused", "klienditeekond", "uus aasta"),
          "local"),
    Story(TALLINN, "3.5.2.2", "3.1", K.NETWORK_MEETING, S.MUNICIPAL, "Rahvusgruppide koostöövõrgustik: {}",
          ((5, 17), (10, 11)), ("vajadused", "lõimumiskoja põhikiri"), "local"),
    Story(RAKVERE, "3.5.2.4", "2.1", K.JOINT_EVENT, S.COUNTY, "Ühisüritus raamatukogus: {}",
          ((2, 23), (4, 21), (6, 21), (9, 22), (11, 10), (12, 15)),
          ("mälumäng", "jüripäev", "jaanipäev", "sügislaat", "mardipäev", "jõulupuu"), "local"),
    Story(RAKVERE, "3.5.2.4", "2.2", K.LECTURE, S.COUNTY, "Teabepäev: {}",
          ((3, 7), (4, 4), (5, 16), (9, 19), (10, 24), (11, 21)),
          ("töötamine Eestis", "ohutus kodus", "seadused", "perearst", "jäätmed", "kool ja lasteaed"),
          "local"),
    Story(RAKVERE, "3.5.2.4", "2.3", K.OUTING, S.COUNTY, "Väljasõit: {}",
          ((4, 29), (6, 3), (8, 19), (10, 14)),
          ("Eesti Rahva Muuseum", "Riigikogu ja Kumu", "matk rabas", "Vabaõhumuuseum"), "local"),
    Story(RAKVERE, "3.5.2.4", "3.1", K.NETWORK_MEETING, S.COUNTY, "Lääne-Virumaa spetsialistide kohtumine: {}",
          ((3, 30), (10, 31)), ("kevad", "sügis"), "0060"),
)  # fmt: skip

COUNTY_OF_NAME = {
    "Ida-Virumaa": "0045", "Lääne-Virumaa": "0060", "Tartumaa": "0079", "Pärnumaa": "0068",
    "Võrumaa": "0087", "Viljandimaa": "0084", "Saaremaa": "0074", "Harjumaa": "0037",
}  # fmt: skip
PARTNERS = ("Eesti Töötukassa", "Integratsiooni Sihtasutus", "Politsei- ja Piirivalveamet")


def create_events(
    *, programme: Programme, organisations: dict[str, Organisation], by: User, now: datetime
) -> int:
    """All events of the stories with their attendance; the same every time."""
    activities = {
        (activity.code, activity.number): activity
        for activity in Activity.objects.filter(programme=programme)
    }
    chance = Random(2023)  # noqa: S311  # an invented year, not a secret
    events: list[Event] = []
    attendances: list[Attendance] = []
    for story in STORIES:
        for (month, day), name in zip(story.days, story.names, strict=True):
            event = _event(
                story=story,
                day=date(2023, month, day),
                name=name,
                activities=activities,
                organisations=organisations,
                by=by,
                now=now,
            )
            events.append(event)
            attendances.extend(_guests(story, name, event, organisations, chance))
    Event.objects.bulk_create(events)
    Attendance.objects.bulk_create(attendances)
    return len(events)


def _event(
    *,
    story: Story,
    day: date,
    name: str,
    activities: dict[tuple[str, str], Activity],
    organisations: dict[str, Organisation],
    by: User,
    now: datetime,
) -> Event:
    organiser = organisations[story.organiser]
    return Event(
        title=story.title.format(name),
        kind=story.kind,
        status=EventStatus.HELD,
        scope=story.scope,
        start_date=day,
        end_date=day + timedelta(days=story.length - 1),
        place=organiser.municipality.name if organiser.municipality else "",
        organiser=organiser,
        activity=activities[story.code, story.number],
        recorded_by=by,
        recorded_at=now,
    )


def _guests(
    story: Story, name: str, event: Event, organisations: dict[str, Organisation], chance: Random
) -> Iterator[Attendance]:
    municipal = [o for o in organisations.values() if o.kind == OrganisationKind.MUNICIPALITY]
    county = COUNTY_OF_NAME.get(name) if story.guests == "county" else story.guests
    in_county = [o for o in municipal if o.municipality and o.municipality.county_id == county]
    if in_county:
        guests = in_county
    elif story.guests == "many":
        guests = chance.sample(municipal, 12)
    elif story.guests == "some":
        guests = chance.sample(municipal, 5)
    else:
        guests = []
    present = {o.pk: o for o in [organisations[story.organiser], *guests]}
    for partner in chance.sample(PARTNERS, 1 if story.guests == "local" else 2):
        present[organisations[partner].pk] = organisations[partner]
    for organisation in sorted(present.values(), key=lambda o: o.name):
        yield Attendance(event=event, organisation=organisation, people=chance.randint(1, 4))
