"""Two journeys: a newcomer's in Tartu over services of city, state and community, which Rakvere
adopted, and young people's in Tallinn. One translation is out of date on purpose."""

from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Any

from django.utils.timezone import localdate

from loim.common.translated import LANGUAGE_CODES
from loim.content.actions.writing import publish, save_draft
from loim.content.models import Text
from loim.demo import journey_texts as texts
from loim.demo import service_texts
from loim.demo.accounts import RAKVERE, TALLINN, TARTU
from loim.demo.journey_texts import Four, StepText
from loim.people.models import Organisation, User
from loim.programmes.models import Activity, Programme
from loim.services.actions.journeys.adopting import adopt_journey, write_local_words
from loim.services.actions.journeys.designing import JourneyFacts, create_journey
from loim.services.actions.journeys.noting import NoteFacts, add_note
from loim.services.actions.journeys.publishing import publish_journey
from loim.services.actions.journeys.stages import save_stage
from loim.services.actions.journeys.steps import StepFacts, add_step
from loim.services.logic.journeys.deadlines import DeadlineRule, Side, Unit
from loim.services.models import (
    Journey,
    JourneyStage,
    JourneyStep,
    NoteKind,
    Service,
    Severity,
    Variant,
)

UKRAINIANS = ([{"question": "citizenship", "any": ["ukraine"]}],)
EUROPEANS = ([{"question": "citizenship", "any": ["eu"]}],)
WITH_CHILDREN = ([{"question": "children", "at_most": 17}],)
JOBSEEKERS = ([{"question": "status", "any": ["jobseeker"]}],)
NEEDS_CODE = ([{"question": "citizenship", "any": ["ukraine"], "not": True}],)
MINORS = ([{"question": "age", "at_most": 17}],)
FROM_13 = ([{"question": "age", "at_least": 13, "at_most": 19}],)


class Writer:
    """Writes a journey for its keeper, some weeks ago."""

    def __init__(
        self, keeper: Organisation, by: User, now: datetime, *, slug: str, title: Four, summary: Four,
        introduction: Four = texts.NOTHING, variants: Iterable[str] = (),
    ) -> None:  # fmt: skip
        self.by, self.now = by, now
        words = {"title": title, "summary": summary, "introduction": introduction}
        self.journey: Journey = create_journey(
            facts=JourneyFacts(slug, keeper.municipality, tuple(variants)), keeper=keeper,
            fields=_in(words, 0), by=by, now=now,
        )  # fmt: skip
        self._publish(self.journey.text, words)

    def stage(self, titles: Four) -> JourneyStage:
        said = dict(zip(LANGUAGE_CODES, titles, strict=True))
        return save_stage(journey=self.journey, titles=said, by=self.by, now=self.now)

    def step(
        self, stage: JourneyStage, said: StepText, *needs: JourneyStep, service: Four | None = None,
        **facts: Any,
    ) -> JourneyStep:  # fmt: skip
        words = {name: getattr(said, name) for name in said.__dataclass_fields__}
        services = tuple(_services(service)) if service else ()
        step = add_step(
            journey=self.journey,
            facts=StepFacts(
                stage=stage, services=services, needs=frozenset(need.pk for need in needs), **facts
            ),
            fields=_in(words, 0), by=self.by, now=self.now,
        )  # fmt: skip
        self._publish(step.text, words)
        return step

    def publish(self, note: str = "", now: datetime | None = None) -> None:
        publish_journey(journey=self.journey, note=note, by=self.by, now=now or self.now)

    def note(self, kind: NoteKind, severity: Severity, words: str, step: JourneyStep) -> None:
        facts = NoteFacts(kind.value, severity.value, words, step)
        add_note(journey=self.journey, facts=facts, by=self.by, now=self.now)

    def _publish(self, text: Text, words: dict[str, Four]) -> None:
        publish(text=text, language="et", is_minor=False, by=self.by, now=self.now)
        for number, language in enumerate(LANGUAGE_CODES):
            if language != "et":
                save_draft(
                    text=text, language=language, fields=_in(words, number), seen_revision=None,
                    by=self.by, now=self.now,
                )  # fmt: skip
                publish(text=text, language=language, is_minor=False, by=self.by, now=self.now)


def write_journeys(
    *, programme: Programme, organisations: dict[str, Organisation], users: dict[str, User],
    now: datetime,
) -> None:  # fmt: skip
    began = now - timedelta(days=60)
    tartu = Writer(
        organisations[TARTU], users["tartu@example.ee"], began, slug="uus-elu-tartus",
        title=texts.TARTU_TITLE, summary=texts.TARTU_SUMMARY,
        introduction=texts.TARTU_INTRODUCTION, variants=[Variant.WORKER, Variant.STUDENT, Variant.FAMILY, Variant.PROTECTED, Variant.RETURNEE],
    )  # fmt: skip
    residence = _tartu(tartu)
    activity = Activity.objects.filter(programme=programme, code="3.5.1.2").order_by(
        "number", "pk"
    )[0]
    by = users["rakvere@example.ee"]
    _adopted(tartu, residence, activity=activity, by=by, rakvere=organisations[RAKVERE], now=now)
    _later(tartu, residence, now)
    _tallinn(Writer(
        organisations[TALLINN], users["tallinn@example.ee"], began, slug="noorena-tallinnas",
        title=texts.TALLINN_TITLE, summary=texts.TALLINN_SUMMARY, variants=[Variant.YOUNG],
    ))  # fmt: skip


def _tartu(made: Writer) -> JourneyStep:
    days, month, year = (
        made.stage(titles) for titles in (texts.FIRST_DAYS, texts.FIRST_MONTH, texts.FIRST_YEAR)
    )
    protection = made.step(
        days, texts.PROTECTION, service=service_texts.PROTECTION.title, conditions=UKRAINIANS,
        minutes=180, front_desk="Võtab avalduse vastu, teeb foto ja sõrmejäljed, kutsub tõlgi.",
        behind="Kontrollib andmeid registritest, annab isikukoodi ja elamisloa.",
    )  # fmt: skip
    code = made.step(
        days, texts.CODE, service=service_texts.PERSONAL_CODE.title, conditions=NEEDS_CODE, minutes=45,
        front_desk="Kontrollib dokumenti ja sisestab andmed.",
        behind="Rahvastikuregister annab koodi.",
    )  # fmt: skip
    residence = made.step(
        month, texts.RESIDENCE, code, protection, service=service_texts.RESIDENCE.title, minutes=40,
        deadline=DeadlineRule("arrival", Side.WITHIN, 30, Unit.DAYS),
        front_desk="Võtab teate vastu, küsib omaniku nõusolekut, kui seda pole kaasas.",
        behind="Kannab elukoha rahvastikuregistrisse kümne tööpäeva jooksul.",
    )  # fmt: skip
    card = made.step(
        month, texts.CARD, residence, service=service_texts.ID_CARD.title, conditions=EUROPEANS,
        minutes=60, deadline=DeadlineRule("residence", Side.WITHIN, 1, Unit.MONTHS),
        front_desk="Võtab taotluse ja sõrmejäljed.", behind="Valmistab kaardi kuni 30 päevaga.",
    )  # fmt: skip
    made.step(month, texts.DOCTOR, residence, minutes=30)
    made.step(month, texts.SCHOOL, residence, conditions=WITH_CHILDREN, minutes=60)
    made.step(
        month, texts.BUS, code, service=service_texts.BUS_CARD.title, minutes=15,
        front_desk="Müüb kaardi ja seob selle isikukoodiga.",
    )  # fmt: skip
    made.step(
        year, texts.WORK, residence, service=service_texts.JOBSEEKER.title, conditions=JOBSEEKERS,
        minutes=90, behind="Jagab inimese nõustajale, kes räägib tema keelt.",
    )  # fmt: skip
    made.step(
        year, texts.COURSE, residence, minutes=480,
        deadline=DeadlineRule("arrival", Side.WITHIN, 12, Unit.MONTHS),
    )  # fmt: skip
    made.publish()
    made.note(
        NoteKind.PAIN, Severity.GREAT,
        "Üürileandja ei anna nõusolekut, ja siis jääb kõik järgnev seisma.", residence,
    )  # fmt: skip
    made.note(
        NoteKind.GAP, Severity.MIDDLE,
        "Keegi ei ütle inimesele, et pärast elukoha registreerimist on kaardiks aega üks kuu.", card,
    )  # fmt: skip
    made.note(NoteKind.IDEA, Severity.SMALL, "Anda bussikaart kohe isikukoodiga samas letis.", code)
    return residence


def _adopted(
    made: Writer, residence: JourneyStep, *, activity: Activity, rakvere: Organisation, by: User,
    now: datetime,
) -> None:  # fmt: skip
    at = now - timedelta(days=40)
    applied = adopt_journey(
        journey=made.journey, organisation=rakvere, activity=activity,
        title="Uus elu Rakveres", start_date=localdate(at), decision="Linnavalitsuse korraldus 118",
        by=by, now=at,
    )  # fmt: skip
    source, *others = texts.IN_RAKVERE
    write_local_words(
        applied=applied, step=residence, words=source,
        translations={
            code: {"words": words} for code, words in zip(("en", "ru", "uk"), others, strict=True)
        },
        by=by, now=at,
    )  # fmt: skip


def _later(made: Writer, residence: JourneyStep, now: datetime) -> None:
    """A step more, which Rakvere has not taken over, and words whose Ukrainian is out of date."""
    at = now - timedelta(days=5)
    made.now = at
    year = made.journey.stages.order_by("-place")[0]
    made.step(year, texts.FRIEND, service=service_texts.SUPPORT.title, minutes=120)
    by, text = made.by, residence.text
    save_draft(
        text=text, language="et", fields={"todo": texts.RESIDENCE_LATER}, seen_revision=None,
        by=by, now=at,
    )  # fmt: skip
    publish(text=text, language="et", is_minor=False, by=by, now=at)
    source = text.states.get(is_source=True).current
    for language, more in (
        ("en", "<p>Hand in a notice of residence at the service centre or on the web. If you rent, the owner must agree, if need be by e-mail.</p>"),
        ("ru", "<p>Подайте извещение о месте жительства в центре обслуживания или в интернете. Если вы снимаете жильё, нужно согласие владельца, можно по электронной почте.</p>"),
    ):  # fmt: skip
        save_draft(
            text=text, language=language, fields={"todo": more}, seen_revision=None, base=source,
            by=by, now=at,
        )  # fmt: skip
        publish(text=text, language=language, is_minor=False, by=by, now=at)
    made.publish("Lisandus vabatahtliku kaaslase samm.", at)


def _tallinn(made: Writer) -> None:
    start, together = made.stage(texts.START), made.stage(texts.TOGETHER)
    code = made.step(start, texts.CODE, service=service_texts.PERSONAL_CODE.title, minutes=45)
    made.step(
        start, texts.LEARN, code, conditions=MINORS, minutes=60,
        deadline=DeadlineRule("studies", Side.BEFORE, 3, Unit.WEEKS),
        front_desk="Vestleb noore ja vanemaga, hindab keeletaset.",
        behind="Otsib vaba koha ja lepib kooliga kokku tugiõppe.",
    )  # fmt: skip
    centre = made.step(together, texts.YOUTH_CENTRE, minutes=60)
    made.step(together, texts.MALEV, centre, conditions=FROM_13, minutes=30)
    made.step(
        together, texts.WORK, code, service=service_texts.JOBSEEKER.title, conditions=JOBSEEKERS,
        minutes=90,
    )  # fmt: skip
    made.publish()
    made.note(
        NoteKind.GAP, Severity.MIDDLE, "17-aastasele, kes enam koolis ei käi, ei ole ühtegi kohta.",
        centre,
    )  # fmt: skip


def _services(title: Four) -> list[Service]:
    """By its Estonian name; a mirror has none of its own."""
    return list(
        Service.objects.filter(
            text__states__language="et", text__states__title=title[0], national=None
        )
    )


def _in(words: dict[str, Four], number: int) -> dict[str, str]:
    return {name: four[number] for name, four in words.items() if four[number]}
