"""The catalogue as linked data: CPSV-AP 3.2, with each text in all its languages."""

from collections.abc import Iterable, Mapping
from typing import Final

from django.conf import settings
from django.utils import translation
from rdflib import Graph, Literal, Namespace, URIRef
from rdflib.namespace import DCAT, DCTERMS, FOAF, ORG, RDF, SKOS, XSD

from loim.common.translated import LANGUAGE_CODES, Translated
from loim.people.models import Municipality, Organisation
from loim.services.condition_words import described
from loim.services.logic.condition_form import BadConditions, read_groups
from loim.services.logic.opening import Hours
from loim.services.logic.opening_shown import hours_shown, same_time, week_shown
from loim.services.models import (
    Channel,
    Evidence,
    LegalBasis,
    LifeEvent,
    Location,
    Requirement,
    Topic,
)
from loim.services.models.catalogue.entry import WordedEntry
from loim.services.queries.opendata.hsds import plain
from loim.services.queries.opendata.loading import Published

CV = Namespace("http://data.europa.eu/m8g/")
CPSV = Namespace("http://purl.org/vocab/cpsv#")
ELI = Namespace("http://data.europa.eu/eli/ontology#")
LOCN = Namespace("http://www.w3.org/ns/locn#")
TIME = Namespace("http://www.w3.org/2006/time#")
AUTHORITY = "http://publications.europa.eu/resource/authority/"
LICENCE: Final = "https://creativecommons.org/licenses/by/4.0/"
_LANGUAGE_CODES = {
    "et": "EST", "en": "ENG", "ru": "RUS", "uk": "UKR", "fi": "FIN", "lv": "LAV", "lt": "LIT",
    "de": "DEU", "ar": "ARA", "es": "SPA", "fr": "FRA", "tr": "TUR",
}  # fmt: skip
_DURATIONS = {
    "minutes": ("PT{}M", 1), "hours": ("PT{}H", 1), "days": ("P{}D", 1), "weeks": ("P{}D", 7),
    "months": ("P{}M", 1),
}  # fmt: skip  # working days are no duration: how many days they take depends on the week
_TITLES = {
    "et": ("Lõimumise teenused", "Riigi, linnade ja kogukondade teenused uussisserändajatele."),
    "en": ("Services for integration", "Services of state, cities and communities for newcomers."),
    "ru": ("Услуги для интеграции", "Услуги государства, городов и общин для новоприбывших."),
    "uk": ("Послуги для інтеграції", "Послуги держави, міст і громад для новоприбулих."),
}


def root() -> str:
    return f"{settings.BASE_URL}/open-data/cpsv-ap"


def graph(services: Iterable[Published], *, with_dataset: bool = True) -> Graph:
    return _Writer().written(services, with_dataset=with_dataset)


class _Writer:
    def __init__(self) -> None:
        self.graph = Graph()
        for prefix, space in (
            ("cv", CV), ("cpsv", CPSV), ("eli", ELI), ("locn", LOCN), ("time", TIME),
            ("dct", DCTERMS), ("dcat", DCAT), ("skos", SKOS), ("foaf", FOAF), ("org", ORG),
        ):  # fmt: skip
            self.graph.bind(prefix, space)
        self.dataset = URIRef(f"{root()}#catalogue")

    def written(self, services: Iterable[Published], *, with_dataset: bool) -> Graph:
        if with_dataset:
            self._dataset()
        for service in services:
            self._service(service)
        return self.graph

    def _add(self, of: URIRef, what: URIRef, *values: URIRef | Literal) -> None:
        for value in values:
            self.graph.add((of, what, value))

    def _new(self, address: str, *kinds: URIRef, identifier: str = "") -> URIRef:
        made = URIRef(address)
        self._add(made, RDF.type, *kinds)
        if identifier:
            self._add(made, DCTERMS.identifier, Literal(identifier))
        return made

    def _say(self, of: URIRef, what: URIRef, texts: Mapping[str, str]) -> None:
        self._add(of, what, *(Literal(text, lang=code) for code, text in texts.items() if text))

    def _dataset(self) -> None:
        self._new(self.dataset, DCAT.Dataset)
        self._say(self.dataset, DCTERMS.title, {code: each[0] for code, each in _TITLES.items()})
        self._say(
            self.dataset, DCTERMS.description, {code: each[1] for code, each in _TITLES.items()}
        )
        publisher = self._new(f"{root()}#publisher", FOAF.Agent, identifier=settings.BASE_URL)
        self._say(publisher, DCTERMS.title, {"et": "Lõim", "en": "Lõim"})
        page = self._new(f"{settings.BASE_URL}/open-data/", FOAF.Document)
        self._add(self.dataset, DCTERMS.publisher, publisher)
        self._add(self.dataset, DCTERMS.license, URIRef(LICENCE))
        self._add(self.dataset, DCAT.landingPage, page)

    def _service(self, of: Published) -> None:
        it = of.service
        this = self._new(
            f"{root()}/services/{it.uuid}", CPSV.PublicService, identifier=str(it.uuid)
        )
        self._say(this, DCTERMS.title, of.titles)
        self._say(this, DCTERMS.description, _descriptions(of))
        self._add(this, DCTERMS.isPartOf, self.dataset)
        self._add(this, CV.hasCompetentAuthority, self._authority(it.authority))
        self._add(this, DCTERMS.spatial, self._area(it.municipality))
        self._add(this, DCTERMS.language, *(self._language(code) for code in it.languages))
        if it.national:
            national = self._new(f"{root()}/services/{it.national.uuid}")
            self._add(this, DCTERMS.relation, national)
        if it.url:
            self._add(this, FOAF.page, self._new(it.url, FOAF.Document))
        if it.processing_unit in _DURATIONS and it.processing_max is not None:
            form, times = _DURATIONS[it.processing_unit]
            said = form.format(it.processing_max * times)
            self._add(this, CV.processingTime, Literal(said, datatype=XSD.duration))
        self._add(this, CV.thematicArea, *map(self._topic, it.topics.all()))
        self._add(this, CV.isGroupedBy, *map(self._life_event, it.life_events.all()))
        for requirement in it.requirements.all():
            self._requirement(this, requirement)
        self._conditions(this, of)
        for output in it.outputs.all():
            self._add(this, CPSV.produces, self._part(this, "output", output, CV.Output))
        for basis in it.legal_bases.all():
            self._rule(this, basis)
        for channel in it.channels.all():
            self._add(this, CV.hasChannel, self._channel(this, channel, it.authority))
        self._costs(this, of)
        self._contacts(this, of)

    def _part(self, of: URIRef, name: str, entry: WordedEntry, *kinds: URIRef) -> URIRef:
        """Named and described in all its languages."""
        made = self._new(f"{of}#{name}-{entry.uuid}", *kinds, identifier=str(entry.uuid))
        self._say(made, DCTERMS.title, _all(entry, "name"))
        self._say(made, DCTERMS.description, _all(entry, "description"))
        return made

    def _requirement(self, of: URIRef, requirement: Requirement) -> None:
        this = self._part(of, "requirement", requirement, CV.Requirement)
        self._add(of, CV.holdsRequirement, this)
        for evidence in requirement.evidence.all():
            self._add(this, CV.hasSupportingEvidence, self._evidence(of, evidence, this))

    def _evidence(self, of: URIRef, evidence: Evidence, requirement: URIRef) -> URIRef:
        this = self._part(of, "evidence", evidence, CV.Evidence)
        self._add(this, CV.supportsRequirement, requirement)
        self._add(of, CPSV.hasInput, this)
        if evidence.url:
            self._add(this, FOAF.page, self._new(evidence.url, FOAF.Document))
        return this

    def _conditions(self, of: URIRef, service: Published) -> None:
        """For whom it is: any of these requirements is enough."""
        try:
            groups = read_groups(service.service.conditions)
        except BadConditions:
            return
        for number in range(len(groups)):
            key = f"{service.service.uuid}-{number + 1}"
            this = self._new(f"{of}#for-whom-{number + 1}", CV.Requirement, identifier=key)
            for language in LANGUAGE_CODES:
                with translation.override(language):
                    said = "; ".join(described(groups)[number])
                self._add(this, DCTERMS.title, Literal(said, lang=language))
            self._add(of, CV.holdsRequirement, this)

    def _rule(self, of: URIRef, basis: LegalBasis) -> None:
        titles = {
            code: f"{title} {basis.reference}".strip()
            for code, title in _all(basis, "title").items()
        }
        act = self._new(basis.url or f"{of}#act-{basis.uuid}", ELI.LegalResource)
        rule = self._new(f"{of}#rule-{basis.uuid}", CPSV.Rule, identifier=str(basis.uuid))
        for what in (DCTERMS.title, DCTERMS.description):
            self._say(rule, what, titles)
        self._say(act, DCTERMS.title, titles)
        self._add(rule, CPSV.implements, act)
        self._add(of, CPSV.follows, rule)
        self._add(of, CV.hasLegalResource, act)

    def _channel(self, of: URIRef, channel: Channel, owner: Organisation) -> URIRef:
        this = self._new(f"{of}#channel-{channel.uuid}", CV.Channel, identifier=str(channel.uuid))
        kind = self._new(f"{root()}#channel-kind-{channel.kind}", SKOS.Concept)
        self._say(kind, SKOS.prefLabel, {"en": channel.kind})
        self._add(this, DCTERMS.type, kind)
        self._add(this, CV.ownedBy, self._authority(owner))
        self._say(this, DCTERMS.description, _channel_descriptions(channel))
        for address in filter(None, (channel.url, channel.booking_url)):
            self._add(this, FOAF.page, self._new(address, FOAF.Document))
        place = channel.location
        if place is not None:
            where = self._new(f"{root()}#place-{place.uuid}", LOCN.Address)
            self._say(where, LOCN.locatorName, _all(place, "name"))
            self._say(where, LOCN.thoroughfare, {"et": place.address})
            self._say(where, LOCN.postName, {"et": place.city})
            self._say(where, LOCN.adminUnitL1, {"et": "Eesti"})
            self._say(where, LOCN.adminUnitL2, {"et": place.municipality.name})
            self._add(this, LOCN.address, where)
        self._hours(this, channel)
        return this

    def _hours(self, of: URIRef, channel: Channel) -> None:
        """Its own, or else those of its place; what a place is closed on closes it, too."""
        keepers: list[Channel | Location] = [channel, *filter(None, [channel.location])]
        rules = next((rows for keeper in keepers if (rows := keeper.opening_rules.all())), ())
        for number, group in enumerate(same_time(row.as_rule() for row in rules)):
            this = self._new(f"{of}-hours-{number + 1}", TIME.TemporalEntity)
            said = {code: week_shown(group, code) for code in LANGUAGE_CODES}
            self._say(this, DCTERMS.description, said)
            self._add(of, CV.openingHours, this)
        for each in [each for keeper in keepers for each in keeper.opening_exceptions.all()]:
            this = self._new(f"{of}-special-{each.uuid}", TIME.TemporalEntity)
            hours = (
                [Hours(each.opens_at, each.closes_at)]
                if each.opens_at is not None and each.closes_at is not None
                else []
            )
            days = f"{each.start_date}/{each.end_date}"
            said = {code: f"{days}: {hours_shown(hours, code)}" for code in LANGUAGE_CODES}
            self._say(this, DCTERMS.description, said)
            self._add(of, CV.specialOpeningHoursSpecification, this)

    def _costs(self, of: URIRef, service: Published) -> None:
        it = service.service
        if it.is_free and not it.costs.all():
            free = self._new(f"{of}#free", CV.Cost, identifier=f"{it.uuid}-free")
            self._add(free, CV.hasValue, Literal(0.0, datatype=XSD.double))
            self._add(of, CV.hasCost, free)
        for cost in it.costs.all():
            this = self._new(f"{of}#cost-{cost.uuid}", CV.Cost, identifier=str(cost.uuid))
            for name in ("option", "description"):
                self._say(this, DCTERMS.description, _all(cost, name))
            if cost.amount is not None:
                amount = Literal(float(cost.amount), datatype=XSD.double)
                self._add(this, CV.hasValue, amount)
                currency = self._new(f"{AUTHORITY}currency/{cost.currency}", SKOS.Concept)
                self._add(this, CV.currency, currency)
            self._add(of, CV.hasCost, this)

    def _contacts(self, of: URIRef, service: Published) -> None:
        for contact in service.service.contacts.all():
            this = self._new(f"{of}#contact-{contact.uuid}", CV.ContactPoint)
            for what, value in ((CV.email, contact.email), (CV.telephone, contact.phone)):
                if value:
                    self._add(this, what, Literal(value))
            self._add(of, CV.contactPoint, this)

    def _authority(self, of: Organisation) -> URIRef:
        this = self._new(
            f"{root()}#organisation-{of.pk}", CV.PublicOrganisation, ORG.Organization,
            identifier=of.registry_code or str(of.pk),
        )  # fmt: skip
        self._say(this, SKOS.prefLabel, {"et": of.name})
        self._add(this, DCTERMS.spatial, self._area(of.municipality))
        return this

    def _area(self, of: Municipality | None) -> URIRef:
        if of is None:
            return self._new(f"{AUTHORITY}country/EST", DCTERMS.Location)
        this = self._new(f"{root()}#municipality-{of.ehak}", DCTERMS.Location)
        self._say(this, SKOS.prefLabel, {"et": of.name})
        return this

    def _language(self, code: str) -> URIRef:
        known = _LANGUAGE_CODES.get(code, code.upper())
        return self._new(f"{AUTHORITY}language/{known}", DCTERMS.LinguisticSystem)

    def _topic(self, of: Topic) -> URIRef:
        this = self._new(f"{root()}#topic-{of.slug}", SKOS.Concept)
        self._say(this, SKOS.prefLabel, _all(of, "name"))
        return this

    def _life_event(self, of: LifeEvent) -> URIRef:
        this = self._new(f"{root()}#event-{of.slug}", CV.LifeEvent, CV.Event, identifier=of.slug)
        self._say(this, DCTERMS.title, _all(of, "name"))
        self._say(this, DCTERMS.description, _all(of, "description"))
        return this


def _all(entry: Translated, name: str) -> dict[str, str]:
    """By language, only those that there are."""
    texts = {code: fields.get(name, "") for code, fields in entry.translations.items()}
    texts[entry.source_language] = getattr(entry, name)
    return {code: text for code, text in texts.items() if text}


def _descriptions(of: Published) -> dict[str, str]:
    return {
        code: plain(words.get("description") or words.get("addition") or "")
        or words.get("summary", "")
        for code, words in of.words.items()
    }


def _channel_descriptions(channel: Channel) -> dict[str, str]:
    said: dict[str, list[str]] = {}
    for name in ("detail", "notes", "hours_note"):
        for code, text in _all(channel, name).items():
            said.setdefault(code, []).append(text)
    return {code: ". ".join(texts) for code, texts in said.items()}
