"""A city's way into a network of cities: begun, walked step by step, ended."""

from datetime import date, datetime, timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.core.exceptions import PermissionDenied
from django.core.files.base import ContentFile
from django.db import IntegrityError, transaction

from loim.assessments.subjects import kind_of
from loim.networks.actions.joining.beginning import (
    NotOpen,
    ProcessFacts,
    TargetTooEarly,
    UnderWay,
    begin_joining,
)
from loim.networks.actions.joining.deciding import (
    AgreementMissing,
    DecidedTooEarly,
    ReasonMissing,
    note_joined,
    stop_joining,
    take_up_again,
)
from loim.networks.actions.joining.erasing import erase_what_is_due
from loim.networks.actions.joining.stepping import (
    DoneInTheFuture,
    StepChangedMeanwhile,
    StepFacts,
    StepHasDocuments,
    add_document,
    add_step,
    edit_step,
    move_step_on,
    order_step,
    remove_document,
    remove_step,
)
from loim.networks.actions.joining.templates import TemplateNamed, ready_facts, save_template
from loim.networks.logic.joining.ready_steps import READY_STEPS
from loim.networks.models import JoiningProcess, JoiningStep, JoiningTemplate
from loim.people.models import Role
from loim.people.permissions import Person
from tests.factories import joining as make
from tests.factories import membership, network, user
from tests.world import World

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)


@pytest.fixture
def said(world: World, now: datetime) -> dict[str, Any]:
    return {"by": world.coordinator, "now": now}


def begin(world: World, said: dict[str, Any], **changes: Any) -> JoiningProcess:
    given = {
        "network": make.cities(world.rakvere, world.activity), "template": None,
        "facts": ProcessFacts(date(2023, 8, 31)), "submission": uuid4(), **said, **changes,
    }  # fmt: skip
    return begin_joining(**given)


def stranger(world: World) -> Person:
    person = user("voras@example.ee")
    membership(person, world.narva, Role.COORDINATOR)
    return person


def test_a_way_begins_with_ready_made_steps_in_four_languages(
    world: World, said: dict[str, Any]
) -> None:
    process = begin(world, said)
    steps = list(process.steps.order_by("position"))
    assert len(steps) == len(READY_STEPS)
    assert steps[0].due_date == date(2023, 9, 30)
    assert {str(steps[0].text("title", code)) for code in ("et", "en", "ru", "uk")} == set(
        READY_STEPS[0].title
    )
    kind = kind_of(process.subject)
    assert kind.may_lead(world.coordinator, process.subject)
    assert not kind.may_lead(stranger(world), process.subject)
    assert kind.page(process.subject).endswith(f"/joining/{process.pk}/")


def test_one_way_at_a_time_and_only_into_an_international_network(
    world: World, said: dict[str, Any]
) -> None:
    cities, submission = make.cities(world.rakvere, world.activity), uuid4()
    one = begin(world, said, network=cities, submission=submission)
    assert begin(world, said, network=cities, submission=submission) == one
    with pytest.raises(UnderWay):
        begin(world, said, network=cities)
    with pytest.raises(TargetTooEarly):
        begin(world, said, facts=ProcessFacts(date(2023, 8, 31), date(2023, 8, 30)))
    for changes in (
        {"network": network(world.rakvere, world.activity)},
        {"network": cities, "by": stranger(world)},
    ):
        with pytest.raises(PermissionDenied):
            begin(world, said, **changes)
    assert JoiningProcess.objects.count() == 1


def test_a_template_is_kept_by_managers_and_gives_its_own_steps(
    world: World, said: dict[str, Any], now: datetime
) -> None:
    with pytest.raises(PermissionDenied):
        save_template(template=None, facts=ready_facts(), **said)
    given = {"facts": ready_facts(), "by": world.manager, "now": now}
    made = save_template(template=None, **given)
    with pytest.raises(TemplateNamed):
        save_template(template=None, **given)
    made.steps.exclude(position=0).delete()
    process = begin(world, said, template=JoiningTemplate.objects.get())
    assert process.steps.get().title == READY_STEPS[0].title[0]


def test_a_step_is_given_to_somebody_done_and_opened_again(
    world: World, said: dict[str, Any], now: datetime
) -> None:
    process = make.process(make.cities(world.rakvere, world.activity), None, None)
    first, second = process.steps.order_by("position")
    facts = StepFacts(
        "Otsus", responsible=world.coordinator, responsible_name="x", due_date=now.date()
    )
    edit_step(step=first, facts=facts, **said)
    assert (first.responsible, first.responsible_name) == (world.coordinator, "")
    with pytest.raises(DoneInTheFuture):
        move_step_on(step=first, state="done", done_date=now.date() + DAY, **said)
    move_step_on(step=first, state="done", **said)
    assert first.done_date == now.date()
    with pytest.raises(StepChangedMeanwhile):
        move_step_on(step=first, state="not_needed", **said)
    move_step_on(step=first, state="under_way", **said)
    assert first.done_date is None
    third = add_step(process=process, facts=StepFacts("Lõpp"), **said)
    order_step(step=third, up=True, **said)
    order_step(step=first, up=True, **said)
    titles = process.steps.order_by("position").values_list("title", flat=True)
    assert list(titles) == ["Otsus", "Lõpp", second.title]
    with pytest.raises(PermissionDenied):
        move_step_on(step=first, state="done", by=stranger(world), now=now)


def test_documents_stay_with_their_step(world: World, said: dict[str, Any]) -> None:
    step = make.process(make.cities(world.rakvere, world.activity), None).steps.get()
    submission = uuid4()
    for _twice in range(2):
        document = add_document(
            step=step, title="Otsus", file=ContentFile(b"%PDF-", "otsus.pdf"),
            submission=submission, **said,
        )  # fmt: skip
    assert step.documents.get() == document
    with pytest.raises(StepHasDocuments):
        remove_step(step=step, **said)
    remove_document(document=document, **said)
    remove_step(step=step, **said)
    assert not JoiningStep.objects.exists()


def test_it_ends_by_an_agreement_or_stops_for_a_reason_and_can_be_taken_up_again(
    world: World, said: dict[str, Any], now: datetime
) -> None:
    process = make.process(make.cities(world.rakvere, world.activity), None)
    with pytest.raises(ReasonMissing):
        stop_joining(process=process, ended_date=now.date(), reason=" ", **said)
    with pytest.raises(DecidedTooEarly):
        stop_joining(process=process, ended_date=date(2023, 1, 1), reason="Raha", **said)
    stop_joining(process=process, ended_date=now.date(), reason="Raha", **said)
    with pytest.raises(NotOpen):
        add_step(process=process, facts=StepFacts("Lõpp"), **said)
    take_up_again(process=process, **said)
    with pytest.raises(AgreementMissing):
        note_joined(process=process, ended_date=now.date(), agreement="", **said)
    note_joined(
        process=process, ended_date=now.date(), agreement="Leping 1", contact_name="Ann",
        contact_email="ann@example.ee", **said,
    )  # fmt: skip
    assert (process.state, process.agreement, process.contact_name) == ("joined", "Leping 1", "Ann")
    with pytest.raises(NotOpen):
        take_up_again(process=process, **said)
    assert erase_what_is_due(now=now + 365 * DAY) == 0
    assert erase_what_is_due(now=now + 367 * DAY) == 1
    process.refresh_from_db()
    assert process.contact_email == ""


def test_the_database_keeps_ways_and_steps_whole(world: World) -> None:
    cities = make.cities(world.rakvere, world.activity)
    process = make.process(cities, None)
    with pytest.raises(IntegrityError), transaction.atomic():
        make.process(cities)
    for change in ({"state": "joined"}, {"state": "stopped", "ended_date": date(2023, 9, 1)}):
        with pytest.raises(IntegrityError), transaction.atomic():
            JoiningProcess.objects.filter(pk=process.pk).update(**change)
    for change in (
        {"state": "done"},
        {"done_date": date(2023, 9, 1)},
        {"title": ""},
        {"responsible": world.coordinator, "responsible_name": "x"},
    ):
        with pytest.raises(IntegrityError), transaction.atomic():
            JoiningStep.objects.filter(process=process).update(**change)
