"""Services with all that a service can have, for what is given out and taken in."""

from datetime import date, datetime, time, timedelta
from itertools import count

from loim.content.actions.writing import create_text, publish, save_draft
from loim.content.models import TextState
from loim.people.models import Municipality, Organisation, User
from loim.services.models import (
    Alert,
    Channel,
    Contact,
    Cost,
    Evidence,
    LegalBasis,
    LifeEvent,
    Location,
    OpeningException,
    OpeningRule,
    Output,
    Requirement,
    Service,
    Topic,
)

_numbers = count(1)
TITLES = {
    "et": "Elukoha registreerimine",
    "en": "Registering a place of residence",
    "ru": "Регистрация места жительства",
    "uk": "Реєстрація місця проживання",
}


def words(of: Service, by: User, now: datetime, **titles: str) -> None:
    """Publishes the text in each language; the source first."""
    for language, title in titles.items():
        if language != of.text.source_language:
            base = TextState.objects.get(text=of.text, is_source=True).current
            save_draft(
                text=of.text, language=language, seen_revision=None, base=base, by=by, now=now,
                fields={"title": title, "summary": f"{title} ({language})"},
            )  # fmt: skip
        publish(text=of.text, language=language, is_minor=False, by=by, now=now)


def service(owner: Organisation, by: User, now: datetime, **fields: object) -> Service:
    """Provided, in Estonian, with nothing but a name."""
    number = next(_numbers)
    titles = fields.pop("titles", {"et": f"Teenus {number}"})
    rich = fields.pop("rich", {})
    text = create_text(
        kind="service", owner=owner, by=by, now=now,
        fields={"title": titles["et"], "summary": f"{titles['et']}, lühidalt", **rich},
    )  # fmt: skip
    made = Service.objects.create(
        text=text, owner=owner, authority=fields.pop("authority", owner),
        level=fields.pop("level", "state"), status=fields.pop("status", "active"),
        start_date=date(2023, 1, 1), assured_at=now, next_due_date=now.date() + timedelta(days=180),
        recorded_by=by, recorded_at=now, changed_at=now, **fields,
    )  # fmt: skip
    words(made, by, now, **titles)
    return made


def place(owner: Organisation, where: Municipality, name: str = "Näidismaja") -> Location:
    made = Location.objects.create(
        owner=owner, name=name, address="Näidise 1", city="Näidislinn", postal_code="51001",
        municipality=where, latitude="58.377983", longitude="26.729038", directions="Buss nr 1",
        accessibility="Kaldtee", hours_note="Lõuna kell 12",
        translations={"en": {"name": "Sample house", "directions": "Bus 1"}},
    )  # fmt: skip
    OpeningRule.objects.create(
        location=made, weekdays=[0, 1, 2, 3], opens_at=time(9), closes_at=time(17)
    )
    OpeningRule.objects.create(
        location=made, weekdays=[4], opens_at=time(9), closes_at=time(15, 30), position=1,
        start_date=date(2026, 6, 1), end_date=date(2028, 8, 31), season_start="06-01",
        season_end="08-31", interval=2, nths=[1, -1], is_open_on_holidays=True, by_appointment=True,
        description="Suvel", translations={"en": {"description": "In summer"}},
    )  # fmt: skip
    OpeningException.objects.create(
        location=made, start_date=date(2026, 12, 28), end_date=date(2026, 12, 30),
        reason="Remont", translations={"ru": {"reason": "Ремонт"}},
    )  # fmt: skip
    OpeningException.objects.create(
        location=made, start_date=date(2026, 12, 31), end_date=date(2026, 12, 31),
        opens_at=time(9), closes_at=time(12),
    )  # fmt: skip
    return made


def full_service(owner: Organisation, where: Municipality, by: User, now: datetime) -> Service:
    """With everything, in four languages."""
    made = service(
        owner, by, now, titles=TITLES, level="city", municipality=where, languages=["et", "ru"],
        url="https://teenus.example.ee/elukoht", is_free=True, processing_min=1, processing_max=10,
        processing_unit="working_days", confirm_every_months=3,
        rich={
            "description": "<p>Esimene &amp; <strong>teine</strong></p><ul><li>üks</li></ul>",
            "how_to": "<p>Tule kohale.</p>", "for_whom": "Kes kolis.", "processing": "10 päeva",
            "good_to_know": "<p>Võta kaasa.</p>",
        },
        conditions=[
            [{"question": "age", "at_least": 15}, {"question": "status", "any": ["student"]}]
        ],
    )  # fmt: skip
    topic = Topic.objects.get_or_create(slug="elukoht", defaults={"name": "Elukoht"})[0]
    event = LifeEvent.objects.get_or_create(
        slug="saabumine", defaults={"name": "Saabusin", "translations": {"en": {"name": "Arrival"}}}
    )[0]
    made.topics.add(topic)
    made.life_events.add(event)
    house = place(owner, where)
    _channels(made, house)
    identity = Requirement.objects.create(
        service=made, name="Isik on tuvastatud", description="Kohapeal",
        translations={"en": {"name": "Identity is proved"}},
    )  # fmt: skip
    Requirement.objects.create(service=made, name="Elamisõigus", position=1)
    Evidence.objects.create(
        requirement=identity, name="Pass", description="Kehtiv", url="https://pass.example.ee",
        translations={"uk": {"name": "Паспорт"}},
    )  # fmt: skip
    Evidence.objects.create(requirement=identity, name="ID-kaart", position=1)
    Output.objects.create(service=made, name="Kanne", translations={"en": {"name": "An entry"}})
    Cost.objects.create(service=made, option="Avaldus", amount="0.00", valid_from=date(2026, 1, 1))
    Cost.objects.create(
        service=made, amount="12.30", description="Kiirem", position=1,
        translations={"en": {"description": "Faster"}},
    )  # fmt: skip
    LegalBasis.objects.create(
        service=made, title="Rahvastikuregistri seadus", reference="§ 67",
        url="https://seadus.example.ee/67", translations={"en": {"title": "Register Act"}},
    )  # fmt: skip
    Contact.objects.create(
        service=made, name="", title="Registripidaja", department="Teenindus",
        email="abi@teenus.example.ee", phone="+372 5550000", translations={"en": {"title": "Clerk"}},
    )  # fmt: skip
    Alert.objects.create(
        service=made, kind="closed", message="Täna suletud", start_at=now - timedelta(hours=1),
        end_at=now + timedelta(days=36500), posted_by=by, posted_at=now,
    )  # fmt: skip
    return made


def _channels(of: Service, house: Location) -> None:
    desk = Channel.objects.create(
        service=of, kind="place", location=house, detail="Tuba 101", by_appointment=True,
        booking_url="https://aeg.example.ee", notes="Võta number", phone="+372 5550001",
        translations={"en": {"detail": "Room 101"}},
    )  # fmt: skip
    OpeningRule.objects.create(channel=desk, weekdays=[1], opens_at=time(22), closes_at=time(2))
    Channel.objects.create(service=of, kind="post", location=house, position=1)
    line = Channel.objects.create(
        service=of, kind="phone", phone="1247", detail="Infoliin", position=2
    )
    OpeningRule.objects.create(
        channel=line, weekdays=list(range(7)), opens_at=time(0), closes_at=time(0)
    )
    Channel.objects.create(
        service=of, kind="web", url="https://rr.example.ee/", detail="Iseteenindus", position=3
    )
    Channel.objects.create(
        service=of, kind="email", email="info@teenus.example.ee", hours_note="1 päev", position=4
    )
