"""The draw: held once, replayed from its record, drawn on when somebody declines."""

import copy
from collections.abc import Callable
from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.db.utils import ProgrammingError
from django.test import Client
from django.urls import reverse

from fairplaces import BadRecord, verify
from loim.common.models import OutgoingMail
from loim.networks.actions.bodies import calls as acts
from loim.networks.actions.bodies.drawing import (
    NotClosedYet,
    ValueNotKnownYet,
    ValueWrittenAlready,
    draw_members,
)
from loim.networks.actions.bodies.offering import OfferOver, accept, decline, expire_offers
from loim.networks.actions.bodies.seating import HasSeatAlready
from loim.networks.logic.bodies.rules import Rule
from loim.networks.models import Mandate, Network
from loim.networks.models.bodies import Applicant, CallDraw, MemberCall
from loim.networks.queries.bodies.calls import draw_view, is_sound
from loim.networks.queries.bodies.own_link import applicant_path
from loim.networks.queries.bodies.rules import rules_of
from tests.factories import bodies as make
from tests.factories import user
from tests.factories.networks import member, seat
from tests.world import World

pytestmark = pytest.mark.django_db
NOW = make.NOW
AFTER = NOW + timedelta(days=12)
BALANCED = [Rule("gender", "female", 1, 2), Rule("gender", "male", 1, 2)]


@pytest.fixture
def call(body: Network) -> MemberCall:
    made = make.call(body, rules=BALANCED)
    for number in range(12):
        make.applicant(made, gender="female" if number < 6 else "male")
    return made


@pytest.fixture
def drawn(call: MemberCall, world: World) -> MemberCall:
    draw_members(call=call, public_value="4 8 15", by=world.coordinator, now=AFTER)
    return MemberCall.objects.get(pk=call.pk)


def offered(call: MemberCall) -> list[Applicant]:
    rows = call.applicants.filter(state="offered").select_related("call__network")
    return list(rows.order_by("pk"))


def test_the_draw_keeps_the_rules_and_tells_everybody(drawn: MemberCall) -> None:
    chosen = offered(drawn)

    assert len(chosen) == 3
    assert {1, 2} == {sum(1 for one in chosen if one.gender == g) for g in ("female", "male")}
    assert drawn.applicants.filter(state="reserve").count() == 9
    assert OutgoingMail.objects.filter(template="body_offer").count() == 3
    assert OutgoingMail.objects.filter(template="body_reserve").count() == 9
    assert all(one.chance == "1/4" for one in drawn.applicants.all())


def test_anybody_replays_the_record_and_a_changed_one_fails(drawn: MemberCall) -> None:
    draw = CallDraw.objects.get(call=drawn)
    assert draw.record is not None
    verify(draw.record, commitment=draw.commitment)
    assert is_sound(draw)

    changed = copy.deepcopy(draw.record)
    outside = next(
        one["id"] for one in changed["problem"]["people"]
        if one["id"] not in changed["result"]["selected"]
    )  # fmt: skip
    changed["result"]["selected"][0] = outside
    with pytest.raises(BadRecord):
        verify(changed, commitment=draw.commitment)
    with pytest.raises(BadRecord):
        verify(draw.record, commitment="0" * 64)


def test_what_was_committed_and_drawn_stays(drawn: MemberCall) -> None:
    for change in ({"commitment": "0" * 64}, {"public_value": "1 2 3"}):
        with pytest.raises(ProgrammingError), transaction.atomic():
            CallDraw.objects.filter(call=drawn).update(**change)
    with pytest.raises(IntegrityError), transaction.atomic():
        CallDraw.objects.filter(call=drawn).update(record=None)


def test_the_draw_waits_for_the_closing_and_the_value(call: MemberCall, world: World) -> None:
    with pytest.raises(NotClosedYet):
        draw_members(call=call, public_value="4", by=world.coordinator, now=NOW)
    at = call.closes_at + timedelta(hours=1)
    with pytest.raises(ValueNotKnownYet):
        draw_members(call=call, public_value="4", by=world.coordinator, now=at)
    stranger = user("v@example.ee")
    with pytest.raises(PermissionDenied):
        draw_members(call=call, public_value="4", by=stranger, now=AFTER)
    assert not offered(call)


def test_whoever_declines_is_replaced_by_the_same_draw(drawn: MemberCall) -> None:
    gone = offered(drawn)[0]

    decline(applicant=gone, now=AFTER)

    draw = CallDraw.objects.get(call=drawn)
    assert draw.record is not None
    verify(draw.record, commitment=draw.commitment)
    assert len(draw.record["replacements"]) == 1
    now_offered = offered(drawn)
    assert len(now_offered) == 3
    assert gone.pk not in {one.pk for one in now_offered}
    assert {"female", "male"} == {one.gender for one in now_offered}


def test_an_offer_that_runs_out_goes_on_and_again_changes_nothing(drawn: MemberCall) -> None:
    late = AFTER + timedelta(days=15)
    first = offered(drawn)

    assert expire_offers(now=late) == 3
    assert expire_offers(now=late) == 0

    assert drawn.applicants.filter(state="refused").count() == 3
    assert len(offered(drawn)) == 3
    with pytest.raises(OfferOver):
        accept(applicant=first[0], is_listed=False, now=late)


def test_whoever_accepts_sits_for_the_mandate_and_the_call_settles(drawn: MemberCall) -> None:
    chosen = offered(drawn)

    for applicant in chosen:
        accept(applicant=applicant, is_listed=applicant is chosen[0], now=AFTER)
        accept(applicant=applicant, is_listed=False, now=AFTER)

    mandates = Mandate.objects.filter(seat__network=drawn.network)
    assert mandates.count() == 3
    assert {(m.start_date, m.end_date, m.filled_by) for m in mandates} == {
        (drawn.mandate_start_date, drawn.mandate_end_date, "draw")
    }
    assert drawn.network.members.filter(listed_consent_at__isnull=False).count() == 1
    drawn.refresh_from_db()
    assert drawn.state == "settled"
    assert drawn.applicants.filter(state="declined").count() == 9
    assert drawn.figures is not None


def test_nobody_sits_twice(drawn: MemberCall) -> None:
    applicant = offered(drawn)[0]
    other = seat(drawn.network, title="Teine")
    make.sits(drawn.network, other, email=applicant.email.upper())

    with pytest.raises(HasSeatAlready):
        accept(applicant=applicant, is_listed=False, now=AFTER)


def test_rules_that_cannot_be_kept_are_told_in_words_and_can_be_changed(
    body: Network, world: World
) -> None:
    call = make.call(body, rules=[Rule("gender", "male", 2)])
    for gender in ("female", "female", "female", "male"):
        make.applicant(call, gender=gender)

    draw = draw_members(call=call, public_value="4", by=world.coordinator, now=AFTER)

    assert draw.drawn_at is None
    assert set(draw.trouble) == {"et", "en", "ru", "uk"}
    assert "gender: male" in draw.trouble["en"][0]
    with pytest.raises(ValueWrittenAlready):
        draw_members(call=call, public_value="5", by=world.coordinator, now=AFTER)
    amend = {
        "call": call, "rules": [Rule("gender", "male", 1)], "value_source": "Uus loterii",
        "reason": "Mehi kandideeris vähe.", "by": world.coordinator, "now": AFTER,
    }  # fmt: skip
    with pytest.raises(acts.ValueKnownAlready):
        acts.amend_call(value_known_at=call.value_known_at, **amend)
    acts.amend_call(value_known_at=AFTER + timedelta(days=1), **amend)
    again = draw_members(
        call=call, public_value="9", by=world.coordinator, now=AFTER + timedelta(days=2)
    )
    assert again.record is not None
    assert call.amendments.get().before["rules"] == [["gender", "male", 2, None]]
    assert [one["public_value"] for one in again.record["earlier"]] == ["4"]
    verify(again.record, commitment=again.commitment)


def test_a_record_in_which_somebody_stands_alone_is_for_applicants(
    body: Network, world: World, client: Client
) -> None:
    call = make.call(body, rules=[Rule("mother_tongue", "uk", 1)])
    for tongue in ["et"] * 6 + ["uk"]:
        make.applicant(call, mother_tongue=tongue)
    draw_members(call=call, public_value="4", by=world.coordinator, now=AFTER)
    address = reverse("body-call-record", args=[call.pk])
    key = applicant_path(call.applicants.order_by("pk")[0]).rstrip("/").rpartition("/")[2]

    page = client.get(reverse("body-call-drawn", args=[call.pk])).content.decode()

    assert client.get(address).status_code == 403
    assert client.get(f"{address}?key={key}").status_code == 200
    assert "Ukrainian" not in page.partition('id="chances"')[2].partition("</section>")[0]
    other = make.applicant(make.call(make.body(world.rakvere, world.activity)))
    strange = applicant_path(other).rstrip("/").rpartition("/")[2]
    assert client.get(f"{address}?key={strange}").status_code == 403


def test_a_record_without_small_groups_is_for_everybody(
    drawn: MemberCall, client: Client, django_assert_max_num_queries: Callable[..., object]
) -> None:
    view = draw_view(CallDraw.objects.get(call=drawn), rules_of(drawn))
    assert view is not None
    assert view.is_open
    assert view.is_sound
    assert [(group.people, group.chance) for group in view.groups] == [(6, "25"), (6, "25")]

    answer = client.get(reverse("body-call-record", args=[drawn.pk]))

    verify(answer.json(), commitment=CallDraw.objects.get(call=drawn).commitment)


def test_seats_of_parties_are_drawn_and_filled_by_party(world: World) -> None:
    of = make.body(world.rakvere, world.activity, seats=0)
    for party in ("resident", "resident", "community"):
        seat(of, party=party)
    call = make.call(of)
    for party in ["resident"] * 8 + ["community"] * 2:
        make.applicant(call, party=party)

    draw_members(call=call, public_value="4", by=world.coordinator, now=AFTER)

    chosen = offered(call)
    assert sorted(one.party for one in chosen) == ["community", "resident", "resident"]
    for applicant in chosen:
        accept(applicant=applicant, is_listed=False, now=AFTER)
    held = Mandate.objects.filter(seat__network=of).select_related("seat", "member")
    assert all(mandate.seat.party == mandate.member.party for mandate in held)


def test_a_call_opens_with_a_commitment_and_impossible_rules_do_not(
    body: Network, world: World
) -> None:
    call = make.call(body, state="draft", rules=[Rule("gender", "male", 4)])
    with pytest.raises(acts.RulesImpossible, match="at least 4 members together"):
        acts.open_call(call=call, by=world.coordinator, now=NOW)

    call.rules.all().delete()
    acts.open_call(call=call, by=world.coordinator, now=NOW)

    draw = CallDraw.objects.get(call=call)
    assert len(draw.commitment) == 64
    assert draw.committed_at == NOW


def test_one_seat_is_filled_by_one_call(body: Network, world: World) -> None:
    make.call(body)
    second = make.call(body, state="draft")

    with pytest.raises(acts.SeatTaken):
        acts.open_call(call=second, by=world.coordinator, now=NOW)


def test_a_member_of_the_body_is_no_stranger(drawn: MemberCall) -> None:
    applicant = offered(drawn)[0]
    known = member(drawn.network, name="Endine", email=applicant.email)

    accept(applicant=applicant, is_listed=True, now=AFTER)

    applicant.refresh_from_db()
    assert applicant.member_id == known.pk
