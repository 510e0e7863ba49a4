"""The register of associations of the demonstration: a dozen, some overdue, one struck off; needs."""

from datetime import datetime, timedelta
from decimal import Decimal
from uuid import NAMESPACE_URL, uuid5

from django.utils.timezone import localdate

from loim.demo import minority_texts as texts
from loim.demo.accounts import TALLINN
from loim.ideas.actions.proposal.keeping import ProposalText
from loim.networks.actions.register.confirming import (
    ask_to_confirm,
    confirm_by_link,
    confirm_by_phone,
)
from loim.networks.actions.register.ending import strike_off
from loim.networks.actions.register.facts import (
    AssociationFacts,
    FundingFacts,
    RepresentativeFacts,
)
from loim.networks.actions.register.facts_of import facts_of
from loim.networks.actions.register.following import follow_by_service, propose_from_need
from loim.networks.actions.register.needs import NeedFacts, map_need, record_need
from loim.networks.actions.register.recording import record_association
from loim.networks.models import Association, Member, Network, NetworkKind
from loim.people.models import Organisation, User
from loim.programmes.models import Programme
from loim.services.models import Service

_YEARS_AGO = timedelta(days=900)


def fill_register(
    *,
    programme: Programme,
    organisations: dict[str, Organisation],
    users: dict[str, User],
    now: datetime,
) -> None:
    city, keeper = organisations[TALLINN], users["tallinn@example.ee"]
    found = {row.name: _recorded(row, city, keeper, now) for row in texts.ASSOCIATIONS}
    _join_network(found, keeper, now)
    for row in texts.ASSOCIATIONS:
        _confirm(row, found[row.name], keeper, now)
    strike_off(
        association=found[texts.STRUCK_OFF], end_date=localdate(now) - timedelta(days=60),
        source="äriregistri avaandmed", by=keeper, now=now - timedelta(days=50),
    )  # fmt: skip
    _needs(found, city, keeper, now)


def _recorded(
    row: texts.DemoAssociation, city: Organisation, keeper: User, now: datetime
) -> Association:
    year = localdate(now).year - 1
    email = f"{row.person.lower().replace(' ', '.').translate(str.maketrans('äõöü', 'aoou'))}@example.ee"
    return record_association(
        registry_code=row.code, name=row.name, municipality=city.municipality, keeper=city,
        facts=AssociationFacts(
            letter_language=row.letters, about=row.about, nationalities=row.nationalities.split(),
            languages=row.languages.split(), fields=row.fields.split(), member_count=row.members,
            premises=row.premises, email=email, is_listed=row.is_listed,
            web_address=f"https://selts{row.code}.example.ee",
            translations={"en": {"about": row.about_en}},
            representatives=[
                RepresentativeFacts(row.person, "juhatuse esimees", email, agrees_to_be_listed=row.is_listed)
            ],
            fundings=_fundings(row.grant, year),
        ),
        submission=uuid5(NAMESPACE_URL, row.code), by=keeper, now=now - _YEARS_AGO,
    )  # fmt: skip


def _fundings(grant: int, year: int) -> list[FundingFacts]:
    if not grant:
        return []
    return [
        FundingFacts(year, "city", Decimal(grant), TALLINN),
        FundingFacts(year - 1, "city", Decimal(grant) * 9 / 10, TALLINN),
        FundingFacts(year, "own", Decimal(grant) / 4),
    ]


def _join_network(found: dict[str, Association], keeper: User, now: datetime) -> None:
    network = Network.objects.filter(
        kind=NetworkKind.MINORITY_ORGANISATIONS, organisation__name=TALLINN
    ).first()
    if network is not None:
        Member.objects.bulk_create(
            Member(
                network=network, organisation=row.organisation, start_date=network.start_date,
                recorded_by=keeper, recorded_at=now,
            )
            for row in found.values()
        )  # fmt: skip


def _confirm(row: texts.DemoAssociation, found: Association, keeper: User, now: datetime) -> None:
    """Most by their link; one by phone; the overdue ones were asked lately, or not yet."""
    if row.confirmed is None:
        return
    at = now - timedelta(days=row.confirmed)
    if row.confirmed == 90:
        note = "Esinaine ütles telefonis, et kõik on endine."
        confirm_by_phone(
            association=found, note=note, submission=uuid5(NAMESPACE_URL, note), by=keeper, now=at
        )
        return
    asked = ask_to_confirm(association=found, by=keeper, now=at - timedelta(days=3))
    changed = facts_of(found, member_count=row.members + 12) if row.confirmed < 20 else None
    confirm_by_link(request=asked, facts=changed, now=at)
    if row.confirmed in {400, 430}:
        ask_to_confirm(association=found, by=keeper, now=now - timedelta(days=row.confirmed - 380))


def _needs(found: dict[str, Association], city: Organisation, keeper: User, now: datetime) -> None:
    service = Service.objects.open_to_readers().order_by("pk").first()
    for number, (topic, title, english, voices) in enumerate(texts.NEEDS):
        need = None
        for name, words in voices:
            voice = record_need(
                association=found[name], text=words, heard="talk",
                heard_date=localdate(now) - timedelta(days=70 - number), need=need,
                submission=uuid5(NAMESPACE_URL, words), by=keeper, now=now,
            )  # fmt: skip
            need = voice.need
        if need is None or not topic:
            continue
        translations = {"en": {"title": english}}
        map_need(need=need, facts=NeedFacts(title, topic, "et", translations), by=keeper, now=now)
        if topic == "estonian" and service is not None:
            follow_by_service(
                need=need, service=service, since_date=localdate(now) - timedelta(days=45),
                by=keeper, now=now,
            )  # fmt: skip
        if topic == "rooms":
            propose_from_need(
                need=need,
                words=ProposalText(
                    "Koolimajad õhtuti ühingutele lahti",
                    "Kolm ühingut ütlevad, et neil pole kus koos käia. Palume leppida kokku kord,"
                    " mille järgi saab kooli aulat kasutada ka õhtul ja nädalavahetusel.",
                    "et",
                    translations={"en": {"title": "School buildings open to associations in the evenings"}},
                ),
                made_by=city, owner=city, owner_email="",
                answer_by=localdate(now) + timedelta(days=30),
                submission=uuid5(NAMESPACE_URL, title), by=keeper, now=now,
            )  # fmt: skip
