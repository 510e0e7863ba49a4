"""The networks and bodies of the 2023 plan, with invented members, seats and terms."""

from datetime import date, datetime, timedelta
from uuid import UUID, uuid5

from django.utils.timezone import localdate

from loim.demo.accounts import RAKVERE, TALLINN, TARTU
from loim.demo.network_texts import NETWORKS, SEATS, NetworkText, SeatText
from loim.networks.actions.consenting import set_listed
from loim.networks.actions.mandates import elect, end_mandate, fill_seat
from loim.networks.actions.members import MemberFacts, add_members
from loim.networks.actions.recording import NetworkFacts, record_network
from loim.networks.actions.seats import SeatFacts, add_seats
from loim.networks.logic.terms import term_end
from loim.networks.models import Ending, Member, Network, Quorum, Seat
from loim.people.models import Organisation, User
from loim.programmes.models import Activity, Programme

_SENT = UUID("6f0d7b1c-6d1c-4c84-9f0a-0d5a2a6f7c11")  # what the demonstration's forms carry
KEEPERS = {
    TARTU: "tartu@example.ee",
    RAKVERE: "rakvere@example.ee",
    TALLINN: "tallinn@example.ee",
}
BODY_TERM = 24  # months


def create_networks(
    *,
    programme: Programme,
    organisations: dict[str, Organisation],
    users: dict[str, User],
    now: datetime,
) -> None:
    """In 2023 two of three cities have their network: the third is the indicator at risk."""
    activities = {(a.code, a.number): a for a in Activity.objects.filter(programme=programme)}
    made: dict[str, Network] = {}
    for text in NETWORKS:
        keeper = users[KEEPERS[text.city]]
        network = record_network(
            facts=_facts(text, organisations, activities),
            members=[organisations[name].pk for name in text.organisations],
            incompatible=[made[name] for name in text.incompatible],
            by=keeper,
            now=now,
        )
        made[text.name] = network
        _add_people(network, text, organisations, keeper, now)
    body = made["Tallinna osaluskogu"]
    _seat_people(body, users[KEEPERS[TALLINN]], now)


def _facts(
    text: NetworkText,
    organisations: dict[str, Organisation],
    activities: dict[tuple[str, str], Activity],
) -> NetworkFacts:
    has_seats = text.name in SEATS
    return NetworkFacts(
        name=text.name,
        kind=text.kind,
        organisation=organisations[text.city],
        activity=activities[text.code, text.number],
        start_date=text.start_date,
        description=text.description,
        translations=text.translations,
        founding_act=text.founding_act,
        founding_date=text.start_date if text.founding_act else None,
        term_months=BODY_TERM if has_seats else None,
        quorum=Quorum.HALF if has_seats else Quorum.NONE,
        county_meetings=text.county_meetings,
        is_public=text.is_public,
    )


def _add_people(
    network: Network,
    text: NetworkText,
    organisations: dict[str, Organisation],
    by: User,
    now: datetime,
) -> None:
    people = [
        MemberFacts(
            name=person.name,
            email=person.email,
            organisation=organisations[person.organisation] if person.organisation else None,
            party=person.party,
            role=person.role,
            language=person.language,
            start_date=network.start_date,
        )
        for person in text.people
    ]
    members = add_members(
        network=network, people=people, submission=uuid5(_SENT, text.name), by=by, now=now
    )
    for member, person in zip(members, text.people, strict=True):
        if person.is_listed:
            set_listed(member=member, is_listed=True, by=None, now=now)


def _seat_people(body: Network, by: User, now: datetime) -> None:
    """The first term began 22 months ago, so that its end is near; one seat was laid down, one
    is elected anew, two wait for a draw."""
    today = localdate(now)
    began = max(body.start_date, today - timedelta(days=690))
    by_name = {member.name: member for member in body.members.all()}
    for number, text in enumerate(SEATS[body.name]):
        [seat] = add_seats(
            network=body,
            facts=SeatFacts(
                title=text.title,
                start_date=body.start_date,
                party=text.party,
                filling=text.filling,
                translations=text.translations,
            ),
            submission=uuid5(_SENT, f"seat {number}"),
            by=by,
            now=now,
        )
        if text.votes:
            _elect(seat, text, by_name, began=began, by=by, now=now)
        elif text.holder:
            start = began + timedelta(days=text.days_later)
            mandate = fill_seat(
                seat=seat, member=by_name[text.holder], start_date=start,
                end_date=term_end(start, BODY_TERM), filled_by=text.filling,
                note=text.note, by=by, now=now,
            )  # fmt: skip
            if text.resigned:
                end_mandate(
                    mandate=mandate, end_date=today - timedelta(days=20),
                    ending=Ending.RESIGNED, reason=text.resigned, by=by, now=now,
                )  # fmt: skip


def _elect(
    seat: Seat,
    text: SeatText,
    by_name: dict[str, Member],
    *,
    began: date,
    by: User,
    now: datetime,
) -> None:
    start = began + timedelta(days=text.days_later)
    elect(
        seat=seat, votes={by_name[name]: votes for name, votes in text.votes.items()},
        held_date=start - timedelta(days=7), start_date=start,
        end_date=term_end(start, BODY_TERM), note=text.note,
        submission=uuid5(_SENT, f"election {seat.title}"), by=by, now=now,
    )  # fmt: skip
