"""Twelve invented clients of three cities, their cases, journeys and registry services.

One has withdrawn the consent, one was recorded twice and waits to be merged. Written
through the actions that pages use, on days gone by. Personal codes are those of test persons.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from uuid import uuid4

from django.utils.timezone import localdate

from loim.casework.actions.clients.cases import CaseFacts, add_note, open_case, step_case
from loim.casework.actions.clients.consenting import (
    ConsentGiven,
    text_to_read,
    withdraw_consent,
)
from loim.casework.actions.clients.household import link_household
from loim.casework.actions.clients.journeys import begin_journey, mark_steps
from loim.casework.actions.clients.recording import ClientFacts, make_client
from loim.casework.actions.registry.processes import (
    ProcessFacts,
    finish_process,
    start_process,
    tick_steps,
)
from loim.casework.gate import opened_for
from loim.casework.logic.clients.case_states import CaseStep
from loim.casework.models import Client, ConsentEnd, RegistryProcess
from loim.demo.accounts import RAKVERE, TALLINN, TARTU
from loim.people.models import Organisation, User
from loim.services.models import AppliedJourney, Journey, Topic

EVERYTHING = ("record", "contact", "code", "documents", "share", "count")
FEW = ("record", "contact")


@dataclass(frozen=True)
class Matter:
    """`ends` is an outcome; "" is still open, "waiting" waits for others."""

    topic: str
    about: str
    next_step: str
    notes: tuple[str, ...] = ()
    ends: str = ""
    due_in: int = 5


@dataclass(frozen=True)
class Person:
    name: str
    language: str
    born: int
    days_ago: int  # recorded
    arrived_before: int  # days before that
    group: str = "newcomer"
    scope: tuple[str, ...] = FEW
    code: str = ""
    matters: tuple[Matter, ...] = field(default=())

    @property
    def email(self) -> str:
        return f"{self.name.split()[0].lower()}.klient@example.ee"


TARTU_PEOPLE = (
    Person("Olesja Vesnjana", "uk", 2000, 84, 11, "protection", EVERYTHING, "60001019906", (
        Matter("housing", "Otsib perele üürikorterit; praegu ajutine majutus.",
               "Helistada kahele üürileandjale", ("Vaatas kahte korterit, üks sobib.",)),
        Matter("documents", "Elukoha registreerimine pärast kolimist.", "",
               ("Üürileping on olemas.",), "solved"),
    )),
    Person("Pavlo Vesnjanyi", "uk", 1997, 80, 15, "protection", EVERYTHING, "", (
        Matter("work", "Keevitaja tunnistuse tunnustamine.", "Oodata vastust", (), "waiting"),
    )),
    Person("Amaru Quispe", "en", 1991, 60, 20, "newcomer", EVERYTHING, "38001085718", (
        Matter("work", "Tööleping on inglise keeles; tahab aru saada katseajast.",
               "Vaadata leping koos üle"),
    )),
    Person("Leila Farhadi", "en", 1989, 45, 12, "newcomer", FEW, "", (
        Matter("support", "Laps läheb kooli: kuidas leida sobiv kool.", "", (), "referred"),
    )),
    Person("Leila  FARHADI", "en", 1989, 4, 53, "newcomer", FEW),
    Person("Mirjam Kauge", "et", 1978, 33, 30, "returnee", FEW, "", (
        Matter("documents", "Naasis Soomest, tahab teada ravikindlustusest.",
               "Saata loend dokumentidest", due_in=-2),
    )),
    Person("Ruslan Sõnumita", "ru", 1983, 70, 200, "resident", FEW),
)  # fmt: skip
RAKVERE_PEOPLE = (
    Person("Halyna Stepova", "uk", 1985, 50, 25, "protection", EVERYTHING, "", (
        Matter("transport", "Sõit tööle: liin ei sobi vahetustega.", "Küsida maakonnast"),
    )),
    Person("Tomasz Rzeka", "en", 1994, 21, 9, "newcomer", FEW),
)  # fmt: skip
TALLINN_PEOPLE = (
    Person("Dilnoza Bahor", "ru", 1996, 66, 14, "newcomer", EVERYTHING, "", (
        Matter("documents", "Perekonna taasühinemise taotlus.", "", (), "partly"),
    )),
    Person("Kofi Mensahson", "en", 1990, 28, 6, "newcomer", FEW, "", (
        Matter("housing", "Üürileandja ei luba elukohta registreerida.", "Saata selgitus"),
    )),
    Person("Anahit Lernik", "ru", 1975, 15, 400, "resident", FEW),
)  # fmt: skip


def keep_clients(
    *, organisations: dict[str, Organisation], users: dict[str, User], now: datetime
) -> None:
    topics = {topic.slug: topic for topic in Topic.objects.all()}
    for city, email, people in (
        (TARTU, "noustaja@example.ee", TARTU_PEOPLE),
        (RAKVERE, "noustaja.rakvere@example.ee", RAKVERE_PEOPLE),
        (TALLINN, "noustaja.tallinn@example.ee", TALLINN_PEOPLE),
    ):
        by, desk = users[email], organisations[city]
        with opened_for(by, now=now):
            room = _Room(desk, by, topics, now)
            clients = [room.record(person) for person in people]
            room.registry(clients)
            room.journeys(clients)
            if city == TARTU:
                _stories_of_tartu(clients, by, now)


def _stories_of_tartu(clients: list[Client], by: User, now: datetime) -> None:
    link_household(
        client=clients[0], other=clients[1], relation="partner", by=by, now=now - timedelta(days=79)
    )
    withdraw_consent(client=clients[-1], end=ConsentEnd.DESK, by=by, now=now - timedelta(days=6))


@dataclass(frozen=True)
class _Room:
    desk: Organisation
    by: User
    topics: dict[str, Topic]
    now: datetime

    def record(self, person: Person) -> Client:
        at = self.now - timedelta(days=person.days_ago)
        text = text_to_read(organisation=self.desk, by=self.by, now=self.now - timedelta(days=200))
        facts = ClientFacts(
            name=person.name, language=person.language, email=person.email,
            target_group=person.group, municipality=self.desk.municipality,
            arrived_on=localdate(at) - timedelta(days=person.arrived_before), code=person.code,
            birth_year=None if person.code else person.born,
            origin={"uk": "ukraine", "en": "elsewhere"}.get(person.language, "unknown"),
        )  # fmt: skip
        given = ConsentGiven(text, _language(person.language), person.scope, "present")
        client = make_client(
            organisation=self.desk, facts=facts, consent=given, submission=uuid4(), by=self.by,
            now=at,
        )  # fmt: skip
        for number, matter in enumerate(person.matters):
            self._matter(client, matter, at + timedelta(days=4 * number, hours=1))
        return client

    def _matter(self, client: Client, matter: Matter, at: datetime) -> None:
        due: date = localdate(self.now) + timedelta(days=matter.due_in)
        facts = CaseFacts(
            self.topics[matter.topic], matter.about, matter.next_step,
            due if matter.next_step else None,
        )  # fmt: skip
        case = open_case(client=client, facts=facts, submission=uuid4(), by=self.by, now=at)
        for number, note in enumerate(matter.notes, 1):
            add_note(
                case=case, text=note, submission=uuid4(), by=self.by,
                now=at + timedelta(days=number),
            )  # fmt: skip
        if matter.ends == "waiting":
            step_case(case=case, step=CaseStep.WAIT, by=self.by, now=at + timedelta(days=2))
        elif matter.ends:
            step_case(
                case=case, step=CaseStep.CLOSE, outcome=matter.ends, by=self.by,
                now=at + timedelta(days=9),
            )  # fmt: skip

    def registry(self, clients: list[Client]) -> None:
        """Four done, three running, one of them without a name."""
        documents = self.topics["documents"]
        for days_ago, kind, took, whose in (
            (58, "residence", 9, clients[0]), (40, "bus_card", 0, None),
            (37, "personal_code", 16, None), (18, "bus_card", 0, clients[1]),
        ):  # fmt: skip
            at = self.now - timedelta(days=days_ago)
            process = self._begun(kind, at, whose)
            done = [step.pk for step in process.steps.all()]
            later = at + timedelta(days=took, minutes=25)
            tick_steps(
                process=process, done=done, shown=done, minutes=20, appointment_at=None,
                by=self.by, now=later,
            )  # fmt: skip
            finish_process(process=process, topic=documents, minutes=10, by=self.by, now=later)
        for days_ago, kind, whose, ticked in (
            (11, "personal_code", clients[1], 4), (6, "residence", clients[-2], 3),
            (1, "bus_card", None, 1),
        ):  # fmt: skip
            at = self.now - timedelta(days=days_ago)
            process = self._begun(kind, at, whose)
            steps = [step.pk for step in process.steps.order_by("-is_to_bring", "position")]
            tick_steps(
                process=process, done=steps[:ticked], shown=steps, minutes=15,
                appointment_at=(self.now + timedelta(days=3)).replace(
                    hour=8, minute=0, second=0, microsecond=0
                ),
                by=self.by, now=at + timedelta(minutes=20),
            )  # fmt: skip

    def _begun(self, kind: str, at: datetime, client: Client | None) -> RegistryProcess:
        facts = ProcessFacts(
            kind, language=client.language if client else "en", target_group="newcomer",
            municipality=self.desk.municipality,
        )  # fmt: skip
        return start_process(
            organisation=self.desk, facts=facts, client=client, submission=uuid4(), by=self.by,
            now=at,
        )  # fmt: skip

    def journeys(self, clients: list[Client]) -> None:
        journey, applied = self._journey()
        if journey is None:
            return
        for number, client in enumerate(clients[:3]):
            began = client.made_at + timedelta(days=1)
            begun = begin_journey(
                client=client, journey=journey, applied=applied, by=self.by, now=began
            )
            steps = [step.key for step in begun.edition.plan.steps]
            mark_steps(
                begun=begun, marks=dict(_marks(steps, 4 - number)), by=self.by,
                now=began + timedelta(days=3),
            )  # fmt: skip

    def _journey(self) -> tuple[Journey | None, AppliedJourney | None]:
        applied = (
            AppliedJourney.objects.filter(
                organisation=self.desk, end_date=None, journey__isnull=False
            )
            .select_related("journey", "edition")
            .first()
        )
        if applied is not None:
            return applied.journey, applied
        return Journey.objects.filter(status="published").order_by("-slug").first(), None


def _marks(steps: list[int], number: int) -> Iterator[tuple[int, str]]:
    for place, step in enumerate(steps[:number]):
        yield step, "not_needed" if place == 1 else "done"


def _language(spoken: str) -> str:
    return spoken if spoken in {"et", "en", "ru", "uk"} else "en"
