"""Once a year each association is asked; it confirms, corrects or ends by its link."""

from datetime import date, datetime, timedelta
from uuid import uuid4

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction

from loim.common.models import OutgoingMail
from loim.networks.actions.register.confirming import (
    ask_all_overdue,
    ask_to_confirm,
    confirm_by_link,
    confirm_by_phone,
)
from loim.networks.actions.register.ending import (
    StruckOff,
    note_end,
    restore_association,
    say_ended,
    strike_off,
    strike_off_listed,
)
from loim.networks.actions.register.facts_of import facts_of
from loim.networks.actions.register.refusals import (
    EndIsToCome,
    LinkStopped,
    NoAddress,
    NotActive,
    NoteMissing,
    SourceMissing,
    StepNotOpen,
)
from loim.networks.actions.register.reminding import remind_associations
from loim.networks.models import Association, ConfirmationRequest, NeedVoice
from loim.networks.permissions_register import keepers_of
from loim.networks.queries.register.overdue import overdue_associations, progress_of
from loim.networks.queries.register.page import association_history, changed_by, confirmations_of
from loim.people.models import Role
from tests.factories import membership, network, user
from tests.factories import register as make
from tests.factories.networks import mandate, member, seat
from tests.world import World

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)


def test_a_letter_goes_in_the_associations_language_and_an_earlier_link_stops(
    world: World, now: datetime
) -> None:
    of = make.association(world.rakvere, letter_language="ru")
    first = make.asked(of, world.coordinator, now)
    second = make.asked(of, world.coordinator, now + DAY)
    first.refresh_from_db()
    assert (first.closed_at, second.closed_at) == (now + DAY, None)
    assert list(OutgoingMail.objects.values_list("to", "language")) == [(of.email, "ru")] * 2


def test_whoever_cannot_be_asked_is_not(world: World, now: datetime) -> None:
    silent = make.association(world.rakvere, email="")
    ended = make.association(
        world.rakvere, state="ended", ended_date=date(2023, 1, 1), ended_source="kiri"
    )
    stranger = user("voras@example.ee")
    membership(stranger, world.tartu, Role.COORDINATOR)
    for of, refusal, by in (
        (silent, NoAddress, world.coordinator),
        (ended, NotActive, world.coordinator),
        (silent, PermissionDenied, stranger),
    ):
        with pytest.raises(refusal):
            ask_to_confirm(association=of, by=by, now=now)
    assert ConfirmationRequest.objects.count() == 0


def test_those_of_more_than_a_year_ago_are_overdue_and_asked_once(
    world: World, now: datetime
) -> None:
    make.association(world.rakvere, confirmed_at=now - 364 * DAY)
    old = make.association(world.rakvere, confirmed_at=now - 367 * DAY)
    never = make.association(world.rakvere)
    make.association(world.tartu)
    mine = keepers_of(world.coordinator)
    assert list(overdue_associations(mine, now)) == [never, old]
    assert ask_all_overdue(by=world.coordinator, now=now) == 2
    assert ask_all_overdue(by=world.coordinator, now=now) == 0
    found = progress_of(mine, now)
    assert (found.confirmed, found.all, found.percent) == (0, 3, 0)


def test_what_it_corrects_holds_at_once_and_the_keeper_sees_the_difference(
    world: World, now: datetime
) -> None:
    of = make.association(world.rakvere, phone="600", nationalities=["lv"])
    asked = make.asked(of, world.coordinator, now)
    later = now + DAY
    confirm_by_link(
        request=asked, facts=facts_of(of, phone="700", nationalities=["lv", "lt"]),
        needs=["Õpetajat", " "], seen_revision=1, now=later,
    )  # fmt: skip
    of.refresh_from_db()
    asked.refresh_from_db()
    assert (of.phone, of.confirmed_at, asked.answered_at) == ("700", later, later)
    [done] = confirmations_of(of)
    assert done.has_changes
    [change] = changed_by(done, association_history(of))
    assert {(field.before, field.after) for field in change.fields} >= {("600", "700")}
    [voice] = NeedVoice.objects.all()
    assert (voice.text, voice.heard, voice.need.state) == ("Õpetajat", "confirmation", "new")


def test_one_click_confirms_and_changes_nothing(world: World, now: datetime) -> None:
    of = make.association(world.rakvere, phone="600")
    confirm_by_link(request=make.asked(of, world.coordinator, now), facts=None, now=now)
    [done] = confirmations_of(of)
    assert (done.has_changes, Association.objects.get().revision) == (False, 1)
    assert progress_of(keepers_of(world.coordinator), now).percent == 100


def test_reminders_go_after_14_and_30_days_and_no_more(world: World, now: datetime) -> None:
    waiting = make.asked(make.association(world.rakvere), world.coordinator, now)
    answered = make.asked(make.association(world.rakvere), world.coordinator, now)
    confirm_by_link(request=answered, facts=None, now=now)
    sent = [remind_associations(now=now + days * DAY) for days in (13, 14, 15, 30, 31, 90)]
    assert sent == [0, 1, 0, 1, 0, 0]
    letters = waiting.letters.order_by("after_days")
    assert list(letters.values_list("after_days", flat=True)) == [0, 14, 30]


def test_a_phone_call_is_noted_once(world: World, now: datetime) -> None:
    of, submission = make.association(world.rakvere), uuid4()
    said = {"association": of, "by": world.coordinator, "submission": submission, "now": now}
    with pytest.raises(NoteMissing):
        confirm_by_phone(**said, note=" ")
    one = confirm_by_phone(**said, note="Esinaine ütles esmaspäeval")
    assert confirm_by_phone(**said, note="Esinaine ütles esmaspäeval") == one
    assert (of.confirmations.count(), of.confirmed_at) == (1, now)
    with pytest.raises(IntegrityError), transaction.atomic():
        of.confirmations.update(note="")


def test_one_that_is_struck_off_leaves_its_seats_and_its_link_stops(
    world: World, now: datetime
) -> None:
    of = make.association(world.rakvere, listed_at=now)
    asked = make.asked(of, world.coordinator, now)
    club = network(world.rakvere, world.activity)
    as_such = member(club, of.organisation)
    person = member(club, of.organisation, name="Ilze Laulik", email="ilze@example.ee")
    held = mandate(seat(club), person)
    other = member(club, world.fund)
    day = date(2023, 9, 1)
    strike_off(association=of, end_date=day, source="äriregister", by=world.coordinator, now=now)
    for row in (as_such, person, held, other, asked):
        row.refresh_from_db()
    assert [as_such.end_date, person.end_date, held.end_date, other.end_date] == [day] * 3 + [None]
    assert held.ended_reason
    with pytest.raises(LinkStopped):
        confirm_by_link(request=asked, facts=None, now=now)
    assert list(Association.objects.listed()) == [of]
    with pytest.raises(StepNotOpen):
        note_end(association=of, end_date=day, source="kiri", by=world.coordinator, now=now)
    restore_association(association=of, by=world.coordinator, now=now)
    assert (of.is_active, of.ended_date, of.ended_source) == (True, None, "")


def test_an_end_needs_a_day_that_has_come_and_a_source(world: World, now: datetime) -> None:
    of = make.association(world.rakvere)
    said = {"association": of, "by": world.coordinator, "now": now}
    with pytest.raises(EndIsToCome):
        strike_off(**said, end_date=now.date() + DAY, source="äriregister")
    with pytest.raises(SourceMissing):
        strike_off(**said, end_date=now.date(), source=" ")
    assert Association.objects.get().is_active


def test_it_may_say_itself_that_it_has_ended(world: World, now: datetime) -> None:
    of = make.association(world.rakvere)
    asked = make.asked(of, world.coordinator, now)
    say_ended(request=asked, end_date=now.date(), now=now)
    of.refresh_from_db()
    assert (of.state, of.confirmed_at, of.confirmations.get().has_ended) == ("ended", None, True)
    with pytest.raises(LinkStopped):
        say_ended(request=asked, end_date=now.date(), now=now)


def test_a_file_of_the_business_register_touches_only_ones_own_once(
    world: World, now: datetime
) -> None:
    mine, theirs = make.association(world.rakvere), make.association(world.tartu)
    rows = [StruckOff(of.pk, date(2023, 9, 1)) for of in (mine, theirs)]
    said = {"rows": rows, "source": "avaandmed", "by": world.coordinator, "now": now}
    assert strike_off_listed(**said) == [mine]
    assert strike_off_listed(**said) == []
    theirs.refresh_from_db()
    assert theirs.is_active
