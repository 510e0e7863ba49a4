"""Sixteen months of enquiries in three cities, published; a rise, a proposal that helped, a county.

All numbers are invented. The story: in spring people asked in Tartu again and again about the bus
card; since the card can be had at the desk they ask less. Now where to live has risen.
"""

from datetime import date, datetime, time, timedelta
from uuid import uuid4

from django.utils import timezone

from loim.casework.actions.proposals.making import propose_from_figure
from loim.casework.actions.proposals.watching import note_change
from loim.casework.actions.statistics.county import CountedRow, share_register
from loim.casework.actions.statistics.publishing import DAYS_AFTER, publish_due_months
from loim.casework.gate import opened_for, opened_for_keeping
from loim.casework.logic.statistics.periods import add_months, month_of
from loim.casework.models import Publication
from loim.casework.queries.statistics.figures import Figures
from loim.demo.accounts import RAKVERE, TALLINN, TARTU
from loim.demo.casework.invented import enquiries_of_month
from loim.ideas.actions.proposal.answering import answer_proposal
from loim.ideas.actions.proposal.keeping import ProposalText
from loim.ideas.actions.proposal.stepping import Words, last_step
from loim.ideas.models import Proposal
from loim.people.models import Membership, Organisation, Role, User
from loim.services.models import Service, Topic

MONTHS = 15
# Of a usual month, by topic.
USUAL = {
    TARTU: {"documents": 120, "housing": 52, "transport": 34, "work": 70, "support": 24},
    TALLINN: {"documents": 44, "housing": 28, "transport": 3, "work": 22, "support": 9},
    RAKVERE: {"documents": 26, "housing": 14, "transport": 2, "work": 19, "support": 7},
}
COUNSELLORS = {
    TARTU: "noustaja@example.ee",
    TALLINN: "tallinn@example.ee",
    RAKVERE: "rakvere@example.ee",
}
# Summer is quiet, and September busy.
SEASON = (100, 95, 100, 98, 92, 80, 70, 90, 125, 110, 105, 85)
PLACES = {
    TARTU: {"0793": 60, "0796": 14, "0171": 6, "": 9},
    TALLINN: {"0784": 70, "0890": 9, "0304": 3, "": 8},
    RAKVERE: {"0663": 40, "0661": 12, "0901": 6, "0792": 3, "": 4},
}
SOURCE = "Rahvastikuregistri väljavõte (näide)"
# Municipality, then people by origin and family: not a number of it is true.
REGISTER = (
    ("0663", 212, 38, 24, 11), ("0661", 96, 12, 9, 4), ("0792", 88, 22, 13, 6),
    ("0901", 64, 9, 7, 2), ("0272", 47, 8, 11, 3), ("0191", 58, 6, 5, 1),
    ("0903", 31, 14, 4, 0), ("0928", 40, 3, 8, 2),
)  # fmt: skip
ORIGINS = ("ukraine", "russia_belarus", "eu", "caucasus_asia")
FAMILIES = (("children", 5), ("alone", 3), ("couple", 2))
CARD = ProposalText(
    title="Bussikaardi saab isikustada teenusmajas",
    description=(
        "Uued tulijad küsivad meilt bussikaarti rohkem kui midagi muud. Kaardi saab mujalt, ja"
        " leti taga ei tea keegi, kust. Teeme nii, et kaart isikustatakse sealsamas letis, kus"
        " elukohta registreeritakse."
    ),
    language="et",
    translations={
        "en": {"title": "The bus card is personalised at the one-stop shop"},
        "ru": {"title": "Автобусную карту персонализируют в доме услуг"},
        "uk": {"title": "Автобусну картку персоналізують у домі послуг"},
    },
)


def publish_figures(
    *, organisations: dict[str, Organisation], users: dict[str, User], now: datetime
) -> None:
    last = add_months(month_of(timezone.localdate(now) - timedelta(days=DAYS_AFTER)), -1)
    for name, email in COUNSELLORS.items():
        Membership.objects.get_or_create(
            user=users[email], organisation=organisations[name], role=Role.COUNSELLOR,
            defaults={"start_date": date(2023, 1, 1)},
        )  # fmt: skip
    # Read anew: who has just become a counsellor is remembered without that role.
    users = {
        **users,
        **{one.email: one for one in User.objects.filter(email__in=COUNSELLORS.values())},
    }
    # Through the gate, as everything: whoever owns the tables is bound by their policies, too.
    with opened_for_keeping(now=now):
        _enquiries(organisations, users, last)
    publish_due_months(now=now)
    with opened_for(users[COUNSELLORS[TARTU]], now=now):
        _proposal(organisations[TARTU], users, last)
    with opened_for(users[COUNSELLORS[RAKVERE]], now=now):
        _county(organisations[RAKVERE], users[COUNSELLORS[RAKVERE]], now)


def _enquiries(organisations: dict[str, Organisation], users: dict[str, User], last: date) -> None:
    topics = {topic.slug: topic for topic in Topic.objects.all()}
    for back in range(MONTHS):
        month = add_months(last, -back)
        for name, usual in USUAL.items():
            numbers = {
                topics[slug]: round(_in_month(name, slug, number, back) * SEASON[month.month - 1])
                // 100
                for slug, number in usual.items()
            }
            enquiries_of_month(
                organisations[name], users[COUNSELLORS[name]], month, numbers,
                municipalities=PLACES[name],
            )  # fmt: skip


def _in_month(name: str, slug: str, usual: int, back: int) -> int:
    if name == TARTU and slug == "transport":
        # Asked for since nine months, and hardly any more since the change.
        return 88 if 5 <= back <= 8 else (21 if back < 5 else usual)
    if name == TARTU and slug == "housing" and back == 0:
        return usual * 2
    # No month is like another.
    return usual + (back * 7 + usual) % 5 - 2


def _proposal(tartu: Organisation, users: dict[str, User], last: date) -> None:
    counsellor = users[COUNSELLORS[TARTU]]
    month = add_months(last, -8)
    first = Publication.objects.order_by("month").values_list("month", flat=True)[0]
    sent_at = _at(add_months(month, 1) + timedelta(days=12))
    proposal = propose_from_figure(
        figures=Figures(tartu, first, month),
        dimension="topic",
        category="transport",
        month=month,
        words=CARD,
        owner=tartu,
        owner_email="",
        answer_by=sent_at.date() + timedelta(days=30),
        submission=uuid4(),
        by=counsellor,
        now=sent_at,
    )
    _answer(proposal, users["tartu@example.ee"], sent_at + timedelta(days=9))
    card = Service.objects.filter(topics__slug="transport", owner=tartu).order_by("pk").first()
    if card is not None:
        note_change(
            watch=proposal.watch,
            service=card,
            changed_on=add_months(last, -5) + timedelta(days=19),
            by=counsellor,
            now=_at(last),
        )


def _answer(proposal: Proposal, by: User, at: datetime) -> None:
    step = last_step(proposal)
    answer_proposal(
        proposal=proposal, status="accepted", by=by, now=at, seen=step.pk if step else None,
        words=Words(
            language="et",
            text="Nõus. Kaardilugeja tuuakse teenusmaja letti, töötajad õpetame välja.",
        ),
    )  # fmt: skip


def _county(rakvere: Organisation, by: User, now: datetime) -> None:
    place = rakvere.municipality
    if place is None:
        return
    known = set(place.county.municipalities.values_list("ehak", flat=True))
    for year in (now.year - 1, now.year):
        rows = [
            CountedRow(ehak, origin, family, people)
            for ehak, *numbers in REGISTER
            if ehak in known
            for origin, number in zip(ORIGINS, numbers, strict=True)
            for family, share in FAMILIES
            if (people := (number + (year % 2) * (number // 6)) * share // 10)
        ]
        share_register(
            county=place.county, organisation=rakvere, source=SOURCE,
            as_of=date(year, 1, 1), file_name="naide.xlsx", rows=rows, submission=uuid4(), by=by,
            now=now,
        )  # fmt: skip


def _at(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time(10)))
