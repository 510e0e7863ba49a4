"""Assessors judge alone: interest first, points with reasons, nobody led by another's points."""

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.test import Client
from django.urls import reverse
from django.utils import translation

from loim.trainings.actions.assessment.assessing import (
    AssessmentNotOpen,
    Finished,
    InterestFirst,
    NotAllAssessed,
    PointsOutOfRange,
    declare_interest,
    finish_assessment,
    save_score,
)
from loim.trainings.models import Assessor, Team, TeamScore
from loim.trainings.queries.assessment.own import teams_to_assess
from loim.trainings.queries.assessment.progress import progress_of
from tests.clock import freeze_time
from tests.factories import trainings as make
from tests.factories.people import user
from tests.world import World

pytestmark = pytest.mark.django_db
AFTER = make.CLOSES + timedelta(days=1)


@pytest.fixture
def assessor(world: World) -> Assessor:
    call = make.call(make.training(world.rakvere))
    make.criterion(call, number=1, title="Vajadus")
    return make.assessor(call, user("hindaja@example.ee"))


@pytest.fixture
def team(assessor: Assessor) -> Team:
    return make.whole_team(assessor.call, "submitted", name="Salajane meeskond")


def give(
    assessor: Assessor, team: Team, points: int | None, note: str = "Hea.", **options: Any
) -> None:
    save_score(
        assessor=assessor,
        team=team,
        criterion=team.call.criteria.get(),
        points=points,
        note=note,
        by=options.get("by", assessor.user),
        now=options.get("now", AFTER),
    )


def declare(assessor: Assessor, team: Team, reason: str = "") -> None:
    declare_interest(
        assessor=assessor, team=team, is_conflict=bool(reason), reason=reason,
        by=assessor.user, now=AFTER,
    )  # fmt: skip


def test_points_come_after_the_declaration(assessor: Assessor, team: Team) -> None:
    with pytest.raises(InterestFirst):
        give(assessor, team, 3)
    declare(assessor, team)
    give(assessor, team, 0)

    assert TeamScore.objects.get().points == 0


def test_a_conflict_takes_the_points_away(assessor: Assessor, team: Team) -> None:
    declare(assessor, team)
    give(assessor, team, 3)

    declare(assessor, team, "Töötan seal.")

    assert not TeamScore.objects.exists()
    with pytest.raises(InterestFirst):
        give(assessor, team, 3)


def test_points_are_within_the_criterion(assessor: Assessor, team: Team) -> None:
    declare(assessor, team)

    for points in (-1, 6):
        with pytest.raises(PointsOutOfRange):
            give(assessor, team, points)


def test_before_the_deadline_nothing_is_assessed(assessor: Assessor, team: Team) -> None:
    with pytest.raises(AssessmentNotOpen):
        declare_interest(
            assessor=assessor, team=team, is_conflict=False, by=assessor.user, now=make.CLOSES
        )


def test_it_is_finished_with_all_points_and_their_reasons(assessor: Assessor, team: Team) -> None:
    declare(assessor, team)
    give(assessor, team, 3, note="")
    with pytest.raises(NotAllAssessed):
        finish_assessment(assessor=assessor, by=assessor.user, now=AFTER)
    give(assessor, team, 3)

    finish_assessment(assessor=assessor, by=assessor.user, now=AFTER)

    with pytest.raises(Finished):
        give(assessor, team, 5)


def test_nobody_gives_points_in_anothers_name_or_call(assessor: Assessor, team: Team) -> None:
    declare(assessor, team)
    with pytest.raises(PermissionDenied):
        give(assessor, team, 3, by=user())
    elsewhere = make.whole_team(make.call(), "submitted")
    with pytest.raises(PermissionDenied):
        declare(assessor, elsewhere)


def test_the_organiser_sees_points_of_those_who_finished_only(
    assessor: Assessor, team: Team, world: World
) -> None:
    declare(assessor, team)
    give(assessor, team, 4)
    [row] = progress_of(assessor.call, world.coordinator).spreads
    assert row.points == [None]

    finish_assessment(assessor=assessor, by=assessor.user, now=AFTER)

    [row] = progress_of(assessor.call, world.coordinator).spreads
    assert [str(cell) for cell in row.points] == ["4.000"]


def test_an_organiser_who_assesses_too_sees_nothing_before_finishing(
    assessor: Assessor, team: Team, world: World
) -> None:
    make.assessor(assessor.call, world.coordinator)
    declare(assessor, team)
    give(assessor, team, 4)
    finish_assessment(assessor=assessor, by=assessor.user, now=AFTER)

    progress = progress_of(assessor.call, world.coordinator)

    assert progress.is_hidden
    assert progress.spreads[0].points == [None, None]


@pytest.fixture
def browser(client: Client, assessor: Assessor) -> Iterator[Client]:
    translation.activate("en")
    with freeze_time(AFTER):
        client.force_login(assessor.user)
        yield client


def test_the_application_is_shown_after_the_declaration_and_without_addresses(
    browser: Client, assessor: Assessor, team: Team
) -> None:
    member = team.members.all()[0]
    url = reverse("assess-team", args=[team.pk])
    assert member.name not in browser.get(url).content.decode()

    browser.post(url, {"step": "interest", "answer": "none"})

    page = browser.get(url).content.decode()
    assert member.name in page
    assert member.email not in page
    assert team.leader_email not in page


def test_points_are_saved_by_themselves_and_by_the_button(
    browser: Client, assessor: Assessor, team: Team
) -> None:
    declare(assessor, team)
    criterion = team.call.criteria.get()
    url = reverse("assess-team", args=[team.pk])
    sent = {"step": "scores", f"points_{criterion.pk}": "4", f"note_{criterion.pk}": "Hea."}

    saved = browser.post(url, sent, headers={"Accept": "application/json"})
    browser.post(reverse("training-assess", args=[team.call.training_id]))

    assert saved.json() == {"kept": True}
    assessor.refresh_from_db()
    assert assessor.finished_at is not None


def test_who_does_not_assess_here_sees_nothing(browser: Client, client: Client, team: Team) -> None:
    other = make.assessor(make.call(), user())
    client.force_login(other.user)

    for url in (
        reverse("assess-team", args=[team.pk]),
        reverse("training-assess", args=[team.call.training_id]),
        reverse("training-assessment", args=[team.call.training_id]),
    ):
        assert client.get(url).status_code == 403


def test_an_assessor_sees_no_draft(browser: Client, assessor: Assessor) -> None:
    draft = make.whole_team(assessor.call, "draft")

    assert browser.get(reverse("assess-team", args=[draft.pk])).status_code == 403


@pytest.mark.parametrize("number", [1, 3])
def test_lists_have_a_fixed_number_of_queries(
    number: int,
    assessor: Assessor,
    world: World,
    browser: Client,
    client: Client,
    django_assert_num_queries: Any,
) -> None:
    for _ in range(number):
        one = make.whole_team(assessor.call, "submitted")
        make.interest(assessor, one)
        make.score(assessor, one, assessor.call.criteria.get(), 3)
        make.assessor(assessor.call, user())

    with django_assert_num_queries(2):
        teams_to_assess(assessor.user)
    url = reverse("training-assess", args=[assessor.call.training_id])
    browser.get(url)
    with django_assert_num_queries(13):
        browser.get(url)
    client.force_login(world.coordinator)
    url = reverse("training-assessment", args=[assessor.call.training_id])
    client.get(url)
    with django_assert_num_queries(12):
        client.get(url)
