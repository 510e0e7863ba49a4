"""The fair draw: fixed beforehand, held once, in the order and by the rules that were published."""

import json
import subprocess
import sys
from datetime import datetime, timedelta
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.db import DatabaseError, IntegrityError, transaction
from django.test import Client

from fairplaces.record import verify
from loim.events.actions.places import decline_offer, reorder, settle_places, withdraw
from loim.events.actions.places.by_hand import LotDecides
from loim.events.actions.places.drawing import (
    AlreadyAsked,
    NotClosedYet,
    TooLateToAnnounce,
    ValueNotKnownYet,
    announce_value,
    ask_for_draw,
    commit_to_draw,
)
from loim.events.actions.places.drawing_anew import (
    NotToBeginAnew,
    ValueIsNotNew,
    ValueTooSoon,
    WhyAnew,
    begin_anew,
)
from loim.events.actions.places.fixed_draw import DrawFixed
from loim.events.actions.places.holding_draw import hold as carry_out
from loim.events.actions.places.ruling import RuleFacts, set_rules
from loim.events.actions.places.settling import REPLACE_TASK
from loim.events.actions.registration.question_options import OptionFacts, write_options
from loim.events.actions.registration.settings import ClosesTooLate, save_settings
from loim.events.models import (
    Decision,
    Draw,
    EarlierDraw,
    Event,
    Participant,
    PlaceRule,
    RegistrationSettings,
)
from loim.events.queries.places.explanation import explanation_of
from loim.people.models import Role
from tests import factories as make
from tests.clock import freeze_time
from tests.events.places.asking import NOW, come, states
from tests.factories.registration import (
    CLOSES,
    option,
    place_rule,
    published_event,
    question,
    registration_settings,
)
from tests.mail import run_jobs
from tests.world import World

pytestmark = pytest.mark.django_db
AFTER = CLOSES + timedelta(hours=1)
VALUE = "7 12 23 31 40"


@pytest.fixture
def drawn(world: World) -> Event:
    """Twelve applied for four places; at least one is kept for a municipality."""
    event = published_event(organiser=world.rakvere)
    registration_settings(event, capacity=4, policy="draw")
    place_rule(event, value="municipality", floor=1)
    commit_to_draw(event=event, by=world.coordinator, now=NOW)
    for number in range(12):
        party = "municipality" if number < 2 else "community"
        come(event, f"Taotleja{number}", party=party, now=NOW + timedelta(minutes=number))
    return event


def hold(event: Event, world: World, value: str = VALUE) -> Draw:
    ask_for_draw(event=event, public_value=value, by=world.coordinator, now=AFTER)
    carry_out(draw_id=Draw.objects.get(event=event).pk, now=AFTER)
    return Draw.objects.get(event=event)


def test_everybody_waits_for_the_draw_and_then_has_a_place_or_a_number_in_the_queue(
    world: World, drawn: Event
) -> None:
    before = set(states(drawn).values())

    draw = hold(drawn, world)

    assert before == {"applied"}
    assert sorted(states(drawn).values()) == ["admitted"] * 4 + ["waiting"] * 8
    assert drawn.participants.filter(state="admitted", party="municipality").count() >= 1
    numbers = drawn.participants.filter(state="waiting").values_list("queue_number", flat=True)
    assert sorted(numbers) == list(range(1, 9))
    assert (draw.drawn_at is not None, draw.trouble) == (True, {})
    told = Decision.objects.filter(reason__in=["from_draw", "not_drawn"])
    chances = {Fraction(decision.values["chance"]) for decision in told}
    assert chances == {Fraction(1, 2), Fraction(3, 10)}


def test_the_same_seed_draws_the_same_people_and_another_value_others(
    world: World, drawn: Event
) -> None:
    chosen = []
    for value in (VALUE, VALUE, "1 2 3 4 5", "9 9 9 9 9", "2 4 8 16 32"):
        hold(drawn, world, value)
        chosen.append({name for name, state in states(drawn).items() if state == "admitted"})
        Decision.objects.filter(reason__in=["from_draw", "not_drawn"]).delete()
        Participant.objects.update(state="applied", queue_number=None)
        Draw.objects.update(drawn_at=None, record=None, asked_at=None, public_value="")

    assert chosen[0] == chosen[1]
    assert len({frozenset(one) for one in chosen}) > 1


def test_anybody_can_replay_the_published_record(
    world: World, drawn: Event, client: Client, tmp_path
) -> None:
    draw = hold(drawn, world)
    record = client.get(f"/events/{drawn.pk}/draw/record.json")
    file = tmp_path / "record.json"
    file.write_bytes(record.content)

    def verified() -> bool:
        command = [sys.executable, "-m", "fairplaces", "verify", str(file), "--full"]
        return subprocess.run(command, capture_output=True, check=False).returncode == 0

    is_right = verified()
    altered = json.loads(record.content)
    altered["seed"]["public"] = "0"
    file.write_text(json.dumps(altered))

    assert (is_right, verified()) == (True, False)
    assert "Taotleja" not in record.content.decode()
    assert draw.commitment in record.content.decode()


def test_no_draw_before_registration_has_closed_and_no_second_one(
    world: World, drawn: Event
) -> None:
    with pytest.raises(NotClosedYet):
        ask_for_draw(event=drawn, public_value=VALUE, by=world.coordinator, now=NOW)
    hold(drawn, world)
    with pytest.raises(AlreadyAsked):
        ask_for_draw(event=drawn, public_value="1", by=world.coordinator, now=AFTER)


def test_the_public_value_is_announced_while_people_apply_and_not_afterwards(
    world: World, drawn: Event
) -> None:
    announce_value(event=drawn, source="Loto esimene loosimine", by=world.coordinator, now=NOW)
    with pytest.raises(TooLateToAnnounce):
        announce_value(event=drawn, source="Muu", by=world.coordinator, now=AFTER)

    assert Draw.objects.get().public_value_source == "Loto esimene loosimine"


def test_a_worker_holds_it(world: World, drawn: Event) -> None:
    ask_for_draw(event=drawn, public_value=VALUE, by=world.coordinator, now=AFTER)
    run_jobs(name="loim.events.hold_draw")

    assert Draw.objects.get().drawn_at is not None


def test_the_fingerprint_is_fixed_once(world: World, drawn: Event) -> None:
    first = Draw.objects.get().commitment
    commit_to_draw(event=drawn, by=world.coordinator, now=NOW)

    assert Draw.objects.get().commitment == first


def test_rules_that_nobody_can_keep_are_told_with_ways_out_and_change_nothing(
    world: World, drawn: Event
) -> None:
    place_rule(drawn, value="state", floor=2)

    draw = hold(drawn, world)

    assert set(states(drawn).values()) == {"applied"}
    assert draw.drawn_at is None
    assert sorted(draw.trouble) == ["en", "et", "ru", "uk"]
    assert all(draw.trouble.values())


def failed(event: Event, world: World) -> Draw:
    """Nobody applied for whom two places are kept."""
    place_rule(event, value="state", floor=2)
    return hold(event, world)


def anew(event: Event, world: World, **changed: Any) -> Draw:
    asked: dict[str, Any] = {
        "reason": "Riigiasutustest ei soovinud keegi tulla.",
        "source": "Loto teine loosimine",
        "known_at": AFTER + timedelta(days=1),
        "by": world.coordinator,
        "now": AFTER,
    }
    return begin_anew(event=event, **{**asked, **changed})


def change_rules(event: Event, world: World, now: datetime) -> None:
    set_rules(event=event, rules=[RuleFacts("party", "municipality", floor=1)],
              by=world.coordinator, now=now)  # fmt: skip


def change_settings(event: Event, world: World, now: datetime, **fields: Any) -> None:
    settings = RegistrationSettings.objects.get(event=event)
    for name, value in fields.items():
        setattr(settings, name, value)
    save_settings(settings=settings, by=world.coordinator, now=now)


def test_what_decides_the_draw_is_fixed_when_the_value_may_be_known(
    world: World, drawn: Event
) -> None:
    """From the close of registration; asked for or not, failed or not."""
    change_rules(drawn, world, NOW)
    change_settings(drawn, world, NOW, capacity=4)
    bus = question(drawn, label="Buss?")
    seat = option(bus, "Tartu", most=3)
    fields = {
        "capacity": 5,
        "closes_at": CLOSES + timedelta(days=2),
        "most_per_organisation": 1,
        "has_waiting_list": False,
    }
    for happened in (lambda: None, lambda: failed(drawn, world)):
        happened()
        with pytest.raises(DrawFixed):
            change_rules(drawn, world, AFTER)
        for name, value in fields.items():
            with pytest.raises(DrawFixed):
                change_settings(drawn, world, AFTER, **{name: value})
        with pytest.raises(DrawFixed):
            write_options(bus, [OptionFacts("Tartu", key=seat.pk, most=1)], now=AFTER)
    write_options(bus, [OptionFacts("Tartusse", key=seat.pk, most=3)], now=AFTER)
    change_settings(drawn, world, AFTER, information="Võta kaasa matkajalatsid.")

    settings = RegistrationSettings.objects.get(event=drawn)
    assert (settings.capacity, settings.closes_at) == (4, CLOSES)
    assert PlaceRule.objects.filter(event=drawn).count() == 2


def test_after_a_draw_the_rules_can_be_changed_for_those_who_come_later(
    world: World, drawn: Event
) -> None:
    hold(drawn, world)

    change_rules(drawn, world, AFTER)
    change_settings(drawn, world, AFTER, capacity=5)


def test_a_draw_that_failed_may_be_tried_again_but_with_no_other_value(
    world: World, drawn: Event
) -> None:
    failed(drawn, world)
    with pytest.raises(AlreadyAsked):
        ask_for_draw(event=drawn, public_value="8", by=world.coordinator, now=AFTER)

    ask_for_draw(event=drawn, public_value=VALUE, by=world.coordinator, now=AFTER)


def test_begun_anew_the_rules_may_change_until_another_value_is_known(
    world: World, drawn: Event, client: Client
) -> None:
    announce_value(event=drawn, source="Loto esimene loosimine", by=world.coordinator, now=NOW)
    before = failed(drawn, world)
    later = AFTER + timedelta(days=1)

    begun = anew(drawn, world)
    change_rules(drawn, world, AFTER + timedelta(hours=2))
    with pytest.raises(ValueNotKnownYet):
        ask_for_draw(event=drawn, public_value="5", by=world.coordinator, now=AFTER)
    with pytest.raises(ClosesTooLate):
        change_settings(drawn, world, AFTER, closes_at=later + timedelta(hours=1))
    with pytest.raises(DrawFixed):
        change_rules(drawn, world, later)
    ask_for_draw(event=drawn, public_value="5 6 7", by=world.coordinator, now=later)
    carry_out(draw_id=begun.pk, now=later)

    draw = Draw.objects.get()
    assert begun.commitment != before.commitment
    assert draw.drawn_at == later
    assert draw.record is not None
    [earlier] = draw.record["earlier"]
    assert (earlier["commitment"], earlier["public_value"], earlier["reason"]) == (
        before.commitment,
        VALUE,
        "Riigiasutustest ei soovinud keegi tulla.",
    )
    verify(draw.record)
    page = client.get(f"/en/events/{drawn.pk}/draw/").content.decode()
    assert "Riigiasutustest ei soovinud keegi tulla." in page
    assert before.commitment in page
    assert "Loto esimene loosimine" in page


def test_a_draw_is_begun_anew_with_a_reason_and_a_value_that_nobody_knows(
    world: World, drawn: Event
) -> None:
    announce_value(event=drawn, source="Loto esimene loosimine", by=world.coordinator, now=NOW)
    with pytest.raises(NotToBeginAnew):
        anew(drawn, world, now=NOW)
    failed(drawn, world)

    for changed, refusal in (
        ({"reason": " "}, WhyAnew),
        ({"source": "LOTO esimene loosimine "}, ValueIsNotNew),
        ({"known_at": AFTER + timedelta(minutes=59)}, ValueTooSoon),
        ({"by": make.user("voras@example.ee")}, PermissionDenied),
    ):
        with pytest.raises(refusal):
            anew(drawn, world, **changed)

    assert EarlierDraw.objects.count() == 0


def test_nobody_begins_a_draw_anew_that_was_held_or_is_being_held(
    world: World, drawn: Event
) -> None:
    ask_for_draw(event=drawn, public_value=VALUE, by=world.coordinator, now=AFTER)
    with pytest.raises(NotToBeginAnew):
        anew(drawn, world)
    carry_out(draw_id=Draw.objects.get(event=drawn).pk, now=AFTER)
    with pytest.raises(NotToBeginAnew):
        anew(drawn, world)


def test_what_was_given_up_stays_as_it_was(world: World, drawn: Event) -> None:
    failed(drawn, world)
    anew(drawn, world)

    with pytest.raises(DatabaseError), transaction.atomic():
        EarlierDraw.objects.update(reason="Muu")
    with pytest.raises(IntegrityError), transaction.atomic():
        EarlierDraw.objects.create(
            draw=Draw.objects.get(), commitment="a", committed_at=NOW, given_up_at=NOW, reason=""
        )


def test_the_organiser_begins_anew_on_the_page_and_others_do_not(
    world: World, drawn: Event, client: Client
) -> None:
    failed(drawn, world)
    address = f"/en/events/{drawn.pk}/draw/"
    sent = {
        "begin-anew": "1",
        "anew-reason": "Reegel oli vale.",
        "anew-source": "Loto teine loosimine",
        "anew-known_at": "2023-11-03T10:00",
    }
    with freeze_time(AFTER):
        refused = client.post(address, sent)
        client.force_login(world.coordinator)
        empty = client.post(address, {**sent, "anew-reason": ""}).content.decode()
        done = client.post(address, sent, follow=True).content.decode()

    assert refused.status_code == 403
    assert "Loto teine loosimine" in empty
    assert EarlierDraw.objects.get().reason == "Reegel oli vale."
    assert "The draw waits for its public value" in done


def test_those_who_come_together_are_drawn_together(world: World, drawn: Event) -> None:
    come(drawn, "Anne", "Aare", comes_whole=True, party="community", now=NOW)

    hold(drawn, world)

    assert len({states(drawn)["Anne"], states(drawn)["Aare"]}) == 1


def test_fewer_applicants_than_places_all_have_one(world: World) -> None:
    event = published_event(organiser=world.rakvere)
    registration_settings(event, capacity=4, policy="draw")
    commit_to_draw(event=event, by=world.coordinator, now=NOW)
    for name in ("Anne", "Aare", "Ants"):
        come(event, name, party="community")

    hold(event, world)

    assert set(states(event).values()) == {"admitted"}


def test_nobody_applied(world: World) -> None:
    event = published_event(organiser=world.rakvere)
    registration_settings(event, capacity=4, policy="draw")
    commit_to_draw(event=event, by=world.coordinator, now=NOW)

    assert hold(event, world).record == {"people": 0}


def leave(event: Event, *people: Participant, at: datetime = AFTER) -> None:
    """They withdraw, and a worker has who is called drawn."""
    withdraw(participants=people, by=None, now=at)
    with freeze_time(at):
        run_jobs(name=REPLACE_TASK)


def complaints(event: Event, tmp_path: Path) -> str:
    """What whoever replays the record finds wrong with it."""
    file = tmp_path / "record.json"
    file.write_text(json.dumps(Draw.objects.get(event=event).record))
    command = [sys.executable, "-m", "fairplaces", "verify", str(file), "--full"]
    done = subprocess.run(command, capture_output=True, check=False, text=True)
    return "" if done.returncode == 0 else f"{done.returncode}: {done.stdout}{done.stderr}"


def test_whoever_withdraws_afterwards_is_replaced_by_lot_and_the_record_says_how(
    world: World, drawn: Event, tmp_path: Path, client: Client
) -> None:
    hold(drawn, world)
    before = set(drawn.participants.filter(state="admitted").values_list("pk", flat=True))
    [municipal] = drawn.participants.filter(state="admitted", party="municipality")[:1]

    leave(drawn, municipal)

    [called] = drawn.participants.filter(state="offered")
    [step] = Draw.objects.get().record["replacements"]
    assert called.party == "municipality"  # the floor is restored
    assert set(
        drawn.participants.filter(state="admitted").values_list("pk", flat=True)
    ) == before - {municipal.pk}
    assert called.decisions.latest("pk").reason == "replaces"
    assert (len(step["withdrawn"]), len(step["admitted"]), len(step["alternates"])) == (1, 1, 8)
    assert complaints(drawn, tmp_path) == ""
    page = client.get(f"/en/events/{drawn.pk}/draw/").content.decode()
    assert step["admitted"][0] in page
    assert "Taotleja" not in page


def test_the_order_of_a_queue_that_was_drawn_is_not_changed_by_hand(
    world: World, drawn: Event
) -> None:
    hold(drawn, world)
    one = drawn.participants.filter(state="waiting").last()

    with pytest.raises(LotDecides):
        reorder(
            event=drawn, participant=one, position=1, note="Sõber.", by=world.coordinator, now=AFTER
        )


def test_until_the_lot_has_said_for_whom_the_place_is_kept(world: World, drawn: Event) -> None:
    hold(drawn, world)
    leaving = drawn.participants.filter(state="admitted").first()

    withdraw(participants=[leaving], by=None, now=AFTER)
    [late] = come(drawn, "Hiline", door="organiser", by=world.coordinator, now=AFTER)

    assert late.state == "waiting"
    assert not drawn.participants.filter(state="offered").exists()


def test_whoever_declines_or_lets_an_offer_expire_is_replaced_in_turn(
    world: World, drawn: Event, tmp_path: Path
) -> None:
    hold(drawn, world)
    leave(drawn, drawn.participants.filter(state="admitted", party="community").first())
    [first] = drawn.participants.filter(state="offered")
    decline_offer(participant=first, now=AFTER)
    with freeze_time(AFTER):
        run_jobs(name=REPLACE_TASK)
    [second] = drawn.participants.filter(state="offered")
    later = AFTER + timedelta(days=3)
    settle_places(event=drawn, now=later)
    with freeze_time(later):
        run_jobs(name=REPLACE_TASK)

    [third] = drawn.participants.filter(state="offered")
    assert len({first.pk, second.pk, third.pk}) == 3
    assert [len(step["admitted"]) for step in Draw.objects.get().record["replacements"]] == [1] * 3
    assert complaints(drawn, tmp_path) == ""


def test_with_fewer_places_than_before_nobody_is_called_too_many(
    world: World, drawn: Event
) -> None:
    hold(drawn, world)
    change_settings(drawn, world, AFTER, capacity=3)
    leaving = list(drawn.participants.filter(state="admitted", party="community")[:2])

    leave(drawn, *leaving)

    assert drawn.participants.filter(state__in=["admitted", "offered"]).count() == 3


def test_when_nobody_of_the_draw_waits_whoever_came_later_is_next(
    world: World, drawn: Event
) -> None:
    hold(drawn, world)
    come(drawn, "Hiline", door="organiser", by=world.coordinator, now=AFTER)
    withdraw(
        participants=drawn.participants.filter(state="waiting").exclude(name="Hiline"),
        by=None,
        now=AFTER,
    )

    leave(drawn, drawn.participants.filter(state="admitted", party="community").first())

    assert states(drawn)["Hiline"] == "offered"


def test_whoever_waits_after_a_draw_is_told_that_the_lot_decides(
    world: World, drawn: Event
) -> None:
    hold(drawn, world)
    one = drawn.participants.filter(state="waiting").first()

    told = explanation_of(one, "en", now=AFTER)

    assert any("another is drawn for it from those who wait" in sentence for sentence in told)
    assert not any("You are number" in sentence for sentence in told)


def test_others_cannot_draw(world: World, drawn: Event) -> None:
    stranger = make.user("voras@example.ee")
    make.membership(stranger, world.narva, Role.ORGANISER)

    with pytest.raises(PermissionDenied):
        ask_for_draw(event=drawn, public_value=VALUE, by=stranger, now=AFTER)
    with pytest.raises(PermissionDenied):
        commit_to_draw(event=drawn, by=stranger, now=AFTER)


def test_the_page_tells_everybody_and_names_nobody(
    world: World, drawn: Event, client: Client
) -> None:
    hold(drawn, world)

    page = client.get(f"/en/events/{drawn.pk}/draw/").content.decode()

    draw = Draw.objects.get()
    assert draw.commitment in page
    assert VALUE in page
    assert "30–50 %" in page
    assert "Taotleja" not in page
    assert client.post(f"/events/{drawn.pk}/draw/", {"public_value": "1"}).status_code == 403
