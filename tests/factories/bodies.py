"""Calls for members, applicants, questions to bodies and what members are paid."""

from collections.abc import Iterable
from datetime import UTC, date, datetime, timedelta
from itertools import count
from typing import Any
from uuid import uuid4

from fairplaces import Secret
from loim.common.sealing import seal
from loim.networks.logic.bodies.rules import Rule
from loim.networks.models import Mandate, Member, Network, NetworkKind, Seat
from loim.networks.models.bodies import (
    Applicant,
    AskedMember,
    BodyQuestion,
    CallDraw,
    CallRule,
    CallSeat,
    MemberCall,
    Remuneration,
)
from loim.networks.queries.bodies.own_link import applicant_key_hash, asked_key_hash
from loim.people.models import Organisation
from loim.programmes.models import Activity
from tests.factories.networks import mandate, member, network, seat

NOW = datetime(2024, 5, 1, 9, tzinfo=UTC)
_numbers = count(1)


def body(led_by: Organisation, under: Activity, *, seats: int = 3, **fields: Any) -> Network:
    made = network(
        led_by,
        under,
        kind=fields.pop("kind", NetworkKind.PARTICIPATORY_BODY),
        is_public=fields.pop("is_public", True),
        **fields,
    )
    for number in range(seats):
        seat(made, title=f"Koht {number + 1}", position=number)
    return made


def sits(of: Network, in_seat: Seat, **fields: Any) -> tuple[Member, Mandate]:
    """A member with a mandate that has no end, unless said."""
    end = fields.pop("end_date", None)
    made = member(of, name=fields.pop("name", f"Liige {next(_numbers)}"), **fields)
    return made, mandate(in_seat, made, start_date=of.start_date, end_date=end)


def call(
    of: Network, *, rules: Iterable[Rule] = (), state: str = "published", **fields: Any
) -> MemberCall:
    """A draw for every seat of the body, closing ten days after NOW."""
    made = MemberCall.objects.create(
        network=of,
        title=fields.pop("title", f"Kutse {next(_numbers)}"),
        opens_at=fields.pop("opens_at", NOW - timedelta(days=1)),
        closes_at=fields.pop("closes_at", NOW + timedelta(days=10)),
        chosen_by=fields.pop("chosen_by", "draw"),
        mandate_start_date=fields.pop("mandate_start_date", date(2024, 6, 1)),
        mandate_end_date=fields.pop("mandate_end_date", date(2026, 5, 31)),
        public_value_source=fields.pop("public_value_source", "Loterii numbrid"),
        value_known_at=fields.pop("value_known_at", NOW + timedelta(days=11)),
        state=state,
        state_at=NOW,
        published_at=fields.pop("published_at", None if state == "draft" else NOW),
        created_at=NOW,
        **fields,
    )
    for one in of.seats.order_by("position", "pk"):
        CallSeat.objects.create(call=made, seat=one)
    for rule in rules:
        CallRule.objects.create(
            call=made,
            feature=rule.feature,
            value=rule.value,
            floor=rule.floor,
            ceiling=rule.ceiling,
        )
    if made.chosen_by == "draw" and state != "draft":
        secret = Secret.new()
        CallDraw.objects.create(
            call=made, commitment=secret.commitment, sealed_seed=seal(secret.text), committed_at=NOW
        )
    return made


def applicant(to: MemberCall, state: str = "applied", **fields: Any) -> Applicant:
    number, seed = next(_numbers), uuid4()
    return Applicant.objects.create(
        call=to,
        submission=uuid4(),
        name=fields.pop("name", f"Kandidaat {number}"),
        email=fields.pop("email", f"kandidaat{number}@example.ee"),
        motivation=fields.pop("motivation", "Tahan kaasa rääkida."),
        state=state,
        state_at=fields.pop("state_at", NOW),
        confirmed_at=None if state == "pending" else NOW,
        seed=seed,
        key_hash=applicant_key_hash(seed),
        created_at=NOW,
        **fields,
    )


def question(of: Network, state: str = "asked", **fields: Any) -> BodyQuestion:
    return BodyQuestion.objects.create(
        network=of,
        title=fields.pop("title", f"Küsimus {next(_numbers)}"),
        text_asked=fields.pop("text_asked", "Kas raamatukogu peaks olema pühapäeval avatud?"),
        opinion_by=fields.pop("opinion_by", date(2024, 6, 1)),
        state=state,
        state_at=NOW,
        asked_at=None if state == "draft" else fields.pop("asked_at", NOW),
        created_at=NOW,
        **fields,
    )


def asked(about: BodyQuestion, whom: Member) -> AskedMember:
    seed = uuid4()
    return AskedMember.objects.create(
        question=about, member=whom, seed=seed, key_hash=asked_key_hash(seed)
    )


def pay(of: Network, whom: Member, **fields: Any) -> Remuneration:
    return Remuneration.objects.create(
        network=of,
        member=whom,
        paid_to=str(whom),
        start_date=fields.pop("start_date", date(2024, 5, 1)),
        end_date=fields.pop("end_date", date(2024, 5, 1)),
        euros=fields.pop("euros", 50),
        basis=fields.pop("basis", "Koosolek"),
        recorded_at=NOW,
        **fields,
    )
