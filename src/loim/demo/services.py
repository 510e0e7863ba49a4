"""Services of the catalogue: Tartu's registry services told whole, services of the state in short.

One confirmation is overdue, one place has an alert, one translation is out of date on purpose.
All is entered through the catalogue's own actions.
"""

from collections.abc import Mapping
from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Any

from django.utils.timezone import localdate

from loim.common.translated import LANGUAGE_CODES
from loim.content.actions.writing import publish, save_draft
from loim.content.models import Text
from loim.demo import service_texts as texts
from loim.demo.accounts import IMPLEMENTER, TARTU
from loim.demo.service_texts import Four, ServiceText
from loim.people.models import Municipality, Organisation, User
from loim.services.actions.catalogue.alerts import post_alert
from loim.services.actions.catalogue.hours import set_hours
from loim.services.actions.catalogue.keeping import (
    ServiceFacts,
    Words,
    create_service,
    mirror_service,
    publish_words,
    save_words,
)
from loim.services.actions.catalogue.parts import save_part, save_place
from loim.services.actions.catalogue.states import confirm_service, open_service
from loim.services.models import (
    AlertKind,
    Channel,
    Contact,
    Cost,
    Evidence,
    LegalBasis,
    LifeEvent,
    Location,
    Output,
    Requirement,
    Service,
    Topic,
)

POLICE, FUND, MINISTRY = "Politsei- ja Piirivalveamet", "Eesti Töötukassa", "Siseministeerium"
CENTRE = "MTÜ Tartu Välismaalaste Teenuskeskus"
TARTU_CITY = "0793"


class Catalogue:
    """Who enters it, when, and what is shared."""

    def __init__(
        self, organisations: dict[str, Organisation], users: dict[str, User], now: datetime
    ) -> None:
        self.organisations = organisations
        self.city = users["tartu@example.ee"]
        self.editor = users["toimetaja@example.ee"]
        self.now = now
        self.began = now - timedelta(days=400)
        self.tartu = Municipality.objects.get(pk=TARTU_CITY)
        self.topics = _topics()
        self.life_events = _life_events()

    def service(
        self, words: ServiceText, *, level: str, by: User, authority: str, topics: str,
        events: str = "", **facts: Any,
    ) -> Service:  # fmt: skip
        owner = self.organisations[TARTU if by == self.city else IMPLEMENTER]
        return create_service(
            owner=owner,
            facts=ServiceFacts(
                authority=self.organisations[authority],
                level=level,
                municipality=self.tartu if by == self.city else None,
                topics=[self.topics[slug] for slug in topics.split()],
                life_events=[self.life_events[slug] for slug in events.split()],
                **facts,
            ),
            words=Words(_in(words, 0)),
            by=by,
            now=self.began,
        )

    def add(self, service: Service, part: Any, by: User) -> Any:
        part.service = service
        save_part(part=part, by=by, now=self.began)
        return part

    def ask(self, service: Service, by: User, name: Four, *documents: tuple[Four, str]) -> None:
        requirement = self.add(service, Requirement(**_four(name=name)), by)
        for position, (document, url) in enumerate(documents):
            evidence = Evidence(
                requirement=requirement, url=url, position=position, **_four(name=document)
            )
            save_part(part=evidence, by=by, now=self.began)

    def open(self, service: Service, words: ServiceText, by: User, confirmed: datetime) -> None:
        open_service(service=service, by=by, now=self.began)
        translate(
            service.text,
            {code: _in(words, n) for n, code in enumerate(LANGUAGE_CODES)},
            by,
            self.began,
        )
        confirm_service(service=service, by=by, now=confirmed)


def fill_catalogue(
    *, organisations: dict[str, Organisation], users: dict[str, User], now: datetime
) -> None:
    made = Catalogue(organisations, users, now)
    centre = _centre(made)
    _residence(made, centre)
    _bus_card(made, centre)
    code = _personal_code(made)
    _local_code(made, code, centre)
    _services_of_the_state(made)
    _support(made)
    _alert(made, centre)


def translate(text: Text, words: Mapping[str, Mapping[str, str]], by: User, now: datetime) -> None:
    """Published in each language but the source's."""
    source = text.states.get(is_source=True).current
    for language, fields in words.items():
        if language != text.source_language:
            save_draft(
                text=text, language=language, fields=fields, seen_revision=None, base=source,
                by=by, now=now,
            )  # fmt: skip
            publish(text=text, language=language, is_minor=False, by=by, now=now)


def _centre(made: Catalogue) -> Location:
    place = Location(
        owner=made.organisations[TARTU],
        address="Näidise 8", city="Tartu", postal_code="50001", municipality=made.tartu,
        latitude=Decimal("58.380200"), longitude=Decimal("26.722500"),
        **_four(
            name=("Tartu teeninduskeskus", "Tartu service centre", "Тартуский центр обслуживания", "Тартуський центр обслуговування"),
            accessibility=(
                "Sissepääs on astmeteta, leti juures on silmusvõimendi.",
                "The entrance has no steps; there is an induction loop at the desk.",
                "Вход без ступеней, у стойки есть индукционная петля.",
                "Вхід без сходів, біля стійки є індукційна петля.",
            ),
        ),
    )  # fmt: skip
    save_place(place=place, by=made.city, now=made.began)
    set_hours(of=place, text="E–R 9–17, T 9–18", by=made.city, now=made.began)
    christmas = date(localdate(made.now).year, 12, 23)
    if christmas >= localdate(made.now):
        set_hours(
            of=place, text=f"E–R 9–17, T 9–18; 23.12.{christmas.year} 9–12; 27.12.{christmas.year}–30.12.{christmas.year} suletud",
            by=made.city, now=made.now,
        )  # fmt: skip
    return place


def _residence(made: Catalogue, centre: Location) -> None:
    by = made.city
    service = made.service(
        texts.RESIDENCE, level="city", by=by, authority=TARTU, topics="documents housing",
        events="arriving moving", languages=("et", "en", "ru"), is_free=True,
        processing_min=1, processing_max=10, processing_unit="working_days",
        url="https://www.example.ee/elukoht",
    )  # fmt: skip
    _at_centre(made, service, centre, ("laud 3", "desk 3", "окно 3", "вікно 3"))
    made.add(
        service, Channel(kind="web", url="https://www.example.ee/elukohateade", position=1), by
    )
    made.ask(
        service, by,
        ("Isik on tõendatud", "Your identity is proved", "Личность удостоверена", "Особу посвідчено"),
        (("Pass või ID-kaart", "Passport or ID card", "Паспорт или ID-карта", "Паспорт або ID-картка"), ""),
    )  # fmt: skip
    made.ask(
        service, by,
        ("Sul on õigus ruumi kasutada", "You may use the home", "Вы вправе пользоваться жильём", "Ви маєте право користуватися житлом"),
        (("Omaniku nõusolek või üürileping", "The owner’s consent or the tenancy agreement", "Согласие владельца или договор аренды", "Згода власника або договір оренди"), "https://www.example.ee/nousolek"),
    )  # fmt: skip
    made.add(service, Output(**_four(name=("Kanne rahvastikuregistris", "An entry in the population register", "Запись в регистре народонаселения", "Запис у реєстрі народонаселення"))), by)  # fmt: skip
    _act(made, service, by)
    _contact(made, service, by)
    made.open(service, texts.RESIDENCE, by, made.now - timedelta(days=40))
    # Since then the words changed: the translations are out of date, the Russian one was mended.
    mended = {**_in(texts.RESIDENCE, 0), "good_to_know": "<p>Omanik saab sinu registreerimisest teate. Registreeritud aadress on aluseks ka perearsti nimistusse võtmisel.</p>"}  # fmt: skip
    save_words(service=service, fields=mended, seen_revision=None, by=by, now=made.now)
    publish_words(service=service, is_minor=False, by=by, now=made.now)
    for number, language in enumerate(LANGUAGE_CODES):
        if language in {"en", "ru"}:
            translate(service.text, {language: _in(texts.RESIDENCE, number)}, by, made.now)


def _bus_card(made: Catalogue, centre: Location) -> None:
    """Not confirmed for eight months, where six are the rule."""
    by = made.city
    service = made.service(
        texts.BUS_CARD, level="city", by=by, authority=TARTU, topics="transport",
        events="arriving", languages=("et", "en", "ru"),
        processing_max=10, processing_unit="minutes",
    )  # fmt: skip
    _at_centre(made, service, centre, ("infolett", "information desk", "инфостойка", "інфостійка"))
    line = made.add(service, Channel(kind="phone", phone="+372 5550 0101", position=1), by)
    set_hours(of=line, text="E–P 8–20", by=by, now=made.began)
    made.ask(
        service, by,
        ("Kaart on seotud sinuga", "The card is linked to you", "Карта привязана к вам", "Картка прив’язана до вас"),
        (("Isikukood ja isikut tõendav dokument", "Personal code and proof of identity", "Личный код и документ", "Особистий код і документ"), ""),
    )  # fmt: skip
    for position, (amount, option) in enumerate((
        ("2.00", ("kaart", "card", "карта", "картка")),
        ("25.50", ("30 päeva pilet, Tartu elanik", "30-day ticket, resident of Tartu", "билет на 30 дней, житель Тарту", "квиток на 30 днів, мешканець Тарту")),
        ("0", ("alla 7-aastane laps", "child under 7", "ребёнок до 7 лет", "дитина до 7 років")),
    )):  # fmt: skip
        made.add(
            service, Cost(amount=Decimal(amount), position=position, **_four(option=option)), by
        )
    made.add(service, Output(**_four(name=("Isikustatud bussikaart", "A personal bus card", "Именная автобусная карта", "Іменна автобусна картка"))), by)  # fmt: skip
    _contact(made, service, by)
    made.open(service, texts.BUS_CARD, by, made.now - timedelta(days=240))


def _personal_code(made: Catalogue) -> Service:
    by = made.editor
    service = made.service(
        texts.PERSONAL_CODE, level="state", by=by, authority=MINISTRY, topics="documents",
        events="arriving", languages=("et", "en", "ru"), is_free=True,
        processing_min=1, processing_max=2, processing_unit="working_days",
    )  # fmt: skip
    made.add(service, Channel(kind="web", url="https://www.example.ee/isikukood"), by)
    made.ask(
        service, by,
        ("Isik on tõendatud", "Your identity is proved", "Личность удостоверена", "Особу посвідчено"),
        (("Kehtiv pass või ID-kaart", "Valid passport or ID card", "Действующий паспорт или ID-карта", "Дійсний паспорт або ID-картка"), ""),
    )  # fmt: skip
    made.ask(
        service, by,
        ("Sul on Eestis elamiseks, töötamiseks või õppimiseks alus", "You have a ground to live, work or study in Estonia", "У вас есть основание жить, работать или учиться в Эстонии", "У вас є підстава жити, працювати чи навчатися в Естонії"),
        (("Tööleping, kooli kinnitus või üürileping", "Work contract, letter of the school or tenancy agreement", "Трудовой договор, справка из школы или договор аренды", "Трудовий договір, довідка зі школи або договір оренди"), ""),
    )  # fmt: skip
    made.add(
        service,
        Output(**_four(name=("Isikukood", "A personal code", "Личный код", "Особистий код"))),
        by,
    )
    _act(made, service, by)
    made.open(service, texts.PERSONAL_CODE, by, made.now - timedelta(days=60))
    return service


def _local_code(made: Catalogue, national: Service, centre: Location) -> None:
    """What Tartu adds: no booking, a Tuesday with other languages."""
    by = made.city
    summary, addition = texts.LOCAL_CODE
    words = {
        code: {"summary": summary[number], "addition": addition[number]}
        for number, code in enumerate(LANGUAGE_CODES)
    }
    service = mirror_service(
        national=national, owner=made.organisations[TARTU], words=Words(words["et"]), by=by,
        now=made.began,
    )  # fmt: skip
    _at_centre(made, service, centre, ("laud 1", "desk 1", "окно 1", "вікно 1"))
    open_service(service=service, by=by, now=made.began)
    translate(service.text, words, by, made.began)
    # Due within the next days.
    confirm_service(service=service, by=by, now=made.now - timedelta(days=175))


def _services_of_the_state(made: Catalogue) -> None:
    by = made.editor
    eu = [[{"question": "citizenship", "any": ["eu"]}]]
    fled = [
        [{"question": "citizenship", "any": ["ukraine"]}],
        [{"question": "right_of_residence", "any": ["temporary_protection"]}],
    ]
    looking = [[{"question": "status", "any": ["jobseeker"]}, {"question": "age", "at_least": 16}]]
    for words, authority, topics, events, conditions, amount, days in (
        (texts.ID_CARD, POLICE, "documents", "arriving", eu, "45", 30),
        (texts.PROTECTION, POLICE, "documents support", "arriving seeking-protection", fled, "", 30),
        (texts.JOBSEEKER, FUND, "work", "looking-for-work", looking, "", 2),
    ):  # fmt: skip
        service = made.service(
            words, level="state", by=by, authority=authority, topics=topics, events=events,
            conditions=conditions, languages=("et", "en", "ru"), is_free=not amount,
            processing_max=days, processing_unit="days",
        )  # fmt: skip
        made.add(service, Channel(kind="web", url="https://www.example.ee/teenus", by_appointment=True), by)  # fmt: skip
        if amount:
            made.add(service, Cost(amount=Decimal(amount)), by)
        made.open(service, words, by, made.now - timedelta(days=20))


def _support(made: Catalogue) -> None:
    by = made.city
    service = made.service(
        texts.SUPPORT, level="community", by=by, authority=CENTRE, topics="support",
        events="arriving seeking-protection", languages=("en", "ru", "uk"), is_free=True,
        conditions=[[{"question": "days_since_arrival", "at_most": 365}]],
    )  # fmt: skip
    made.add(service, Channel(kind="email", email="tugiisik@example.ee"), by)
    made.open(service, texts.SUPPORT, by, made.now - timedelta(days=10))


def _alert(made: Catalogue, centre: Location) -> None:
    words = (
        "Sel nädalal on remondi tõttu avatud ainult tagauks, Näidise tänava hoovist.",
        "This week only the back door is open because of repairs: come through the yard.",
        "На этой неделе из-за ремонта открыт только задний вход со двора.",
        "Цього тижня через ремонт відчинений лише задній вхід із двору.",
    )
    fields = _four(message=words)
    post_alert(
        of=centre, kind=AlertKind.CHANGED, start_at=made.now, end_at=made.now + timedelta(days=5),
        by=made.city, now=made.now, **fields,
    )  # fmt: skip


def _at_centre(made: Catalogue, service: Service, centre: Location, desk: Four) -> None:
    channel = Channel(kind="place", location=centre, **_four(detail=desk))
    made.add(service, channel, made.city)


def _act(made: Catalogue, service: Service, by: User) -> None:
    title = ("Rahvastikuregistri seadus", "Population Register Act", "Закон о регистре народонаселения", "Закон про реєстр народонаселення")  # fmt: skip
    made.add(service, LegalBasis(url="https://www.example.ee/seadus", **_four(title=title)), by)


def _contact(made: Catalogue, service: Service, by: User) -> None:
    office = ("Teeninduskeskus", "Service centre", "Центр обслуживания", "Центр обслуговування")
    contact = Contact(
        email="teenindus@example.ee", phone="+372 5550 0100", **_four(department=office)
    )
    made.add(service, contact, by)


def _in(words: ServiceText, number: int) -> dict[str, str]:
    """The fields in the language of that number; what is not said is left out."""
    return {name: four[number] for name, four in words._asdict().items() if four[0]}


def _four(**fields: Four) -> dict[str, Any]:
    """As `Translated` keeps them."""
    translations = {
        code: {name: four[number] for name, four in fields.items()}
        for number, code in enumerate(LANGUAGE_CODES)
        if number
    }
    return {**{name: four[0] for name, four in fields.items()}, "translations": translations}


def _topics() -> dict[str, Topic]:
    return {
        slug: Topic.objects.create(slug=slug, position=position, **_four(name=names))
        for position, (slug, names) in enumerate(texts.TOPICS)
    }


def _life_events() -> dict[str, LifeEvent]:
    return {
        slug: LifeEvent.objects.create(slug=slug, position=position, **_four(name=names))
        for position, (slug, names) in enumerate(texts.LIFE_EVENTS)
    }
