"""Needs are heard, put under a topic, made one, and followed to a service or a proposal."""

from datetime import date, datetime, timedelta
from uuid import uuid4

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction

from loim.ideas.actions.proposal.keeping import ProposalText
from loim.networks.actions.register.following import (
    follow_by_service,
    propose_from_need,
    unlink_follow_up,
)
from loim.networks.actions.register.needs import (
    NeedFacts,
    map_need,
    merge_needs,
    record_need,
    step_need,
)
from loim.networks.actions.register.refusals import (
    NothingFollows,
    OnlyLikeWithLike,
    ReasonMissing,
    StepNotOpen,
    TopicMissing,
)
from loim.networks.models import Need
from loim.networks.queries.register.needs import (
    associations_by_topic,
    needs_with_counts,
    public_needs,
)
from loim.people.models import Role
from tests.factories import membership, user
from tests.factories import register as make
from tests.factories.services import service
from tests.world import World

pytestmark = pytest.mark.django_db


def test_words_make_a_need_and_others_join_it(world: World, now: datetime) -> None:
    one, two = make.association(world.rakvere), make.association(world.rakvere)
    said = {"heard": "meeting", "heard_date": date(2023, 9, 1), "by": world.coordinator, "now": now}
    submission = uuid4()
    first = record_need(association=one, text=" Ruumi ", submission=submission, **said)
    assert record_need(association=one, text="Ruumi", submission=submission, **said) == first
    record_need(association=two, text="Saali", need=first.need, submission=uuid4(), **said)
    record_need(association=two, text="Veel", need=first.need, submission=uuid4(), **said)
    [need] = needs_with_counts(Need.objects.all())
    assert (need.title, need.associations, need.state) == ("Ruumi", 2, "new")


def test_nobody_reads_a_need_before_it_is_under_a_topic(world: World, now: datetime) -> None:
    need = make.need(world.rakvere, make.association(world.rakvere))
    assert list(public_needs()) == []
    with pytest.raises(TopicMissing):
        map_need(need=need, facts=NeedFacts("Ruum", ""), by=world.coordinator, now=now)
    map_need(need=need, facts=NeedFacts("Ruum", "rooms"), by=world.coordinator, now=now)
    assert list(public_needs()) == [need]
    assert associations_by_topic(public_needs()) == {"rooms": 1}


def test_merged_ones_keep_their_voices_and_lead_on(world: World, now: datetime) -> None:
    one, two = make.association(world.rakvere), make.association(world.rakvere)
    into = make.need(world.rakvere, one, topic="rooms", state="mapped")
    need = make.need(world.rakvere, two)
    elsewhere = make.need(world.tartu)
    said = {"by": world.coordinator, "now": now}
    with pytest.raises(OnlyLikeWithLike):
        merge_needs(need=need, into=elsewhere, **said)
    merge_needs(need=need, into=into, **said)
    assert (need.state, need.merged_into, into.voices.count()) == ("merged", into, 2)
    with pytest.raises(StepNotOpen):
        map_need(need=need, facts=NeedFacts("Ruum", "rooms"), **said)
    with pytest.raises(OnlyLikeWithLike):
        merge_needs(need=into, into=need, **said)


def test_a_service_or_a_proposal_follows_and_then_it_can_be_met(
    world: World, now: datetime
) -> None:
    need = make.need(world.rakvere, make.association(world.rakvere))
    said = {"by": world.coordinator, "now": now}
    editor = user("toimetaja@example.ee")
    membership(editor, world.rakvere, Role.EDITOR)
    shown = service(world.rakvere, editor)
    given = {"need": need, "service": shown, "since_date": date(2023, 3, 1)}
    with pytest.raises(StepNotOpen):
        follow_by_service(**given, **said)
    map_need(need=need, facts=NeedFacts("Ruum", "rooms"), **said)
    with pytest.raises(StepNotOpen):
        step_need(need=need, state="met", reason="Saal on olemas", **said)
    follow_up = follow_by_service(**given, **said)
    assert follow_by_service(**given, **said) == follow_up
    proposal = propose_from_need(
        need=need, words=ProposalText("Saal ühingutele", "Vaja saali", "et"),
        made_by=world.rakvere, owner=world.tartu, owner_email="linn@example.ee",
        answer_by=now.date() + timedelta(days=30), submission=uuid4(), **said,
    )  # fmt: skip
    assert {one.proposal or one.service for one in need.follow_ups.all()} == {
        proposal, given["service"],
    }  # fmt: skip
    with pytest.raises(ReasonMissing):
        step_need(need=need, state="met", **said)
    step_need(need=need, state="met", reason="Saal on olemas", **said)
    with pytest.raises(StepNotOpen):
        unlink_follow_up(follow_up=follow_up, **said)
    step_need(need=need, state="followed", **said)
    for one in need.follow_ups.all():
        unlink_follow_up(follow_up=one, **said)
    need.refresh_from_db()
    assert need.state == "mapped"
    with pytest.raises((NothingFollows, StepNotOpen)):
        step_need(need=need, state="followed", **said)


def test_another_citys_coordinator_changes_nothing(world: World, now: datetime) -> None:
    need = make.need(world.rakvere, make.association(world.rakvere))
    stranger = user("voras@example.ee")
    membership(stranger, world.tartu, Role.COORDINATOR)
    with pytest.raises(PermissionDenied):
        map_need(need=need, facts=NeedFacts("Ruum", "rooms"), by=stranger, now=now)
    assert Need.objects.get().state == "new"


def test_the_database_keeps_needs_whole(world: World) -> None:
    need = make.need(world.rakvere)
    for change in (
        {"state": "mapped"},
        {"state": "merged"},
        {"state": "dropped"},
        {"title": ""},
    ):
        with pytest.raises(IntegrityError), transaction.atomic():
            Need.objects.filter(pk=need.pk).update(**change)
