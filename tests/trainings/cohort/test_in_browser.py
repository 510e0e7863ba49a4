"""Each page as people see it: wide and on a phone, without a violation, a sideways scroll or a
target that a finger misses."""

import pytest
from django.utils import translation

from loim.trainings.models import Deliverable, HandIn
from tests.browser import walk
from tests.factories import cohort
from tests.trainings.cohort.test_pages import PAST, Scene

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
ORGANISERS = (
    "cohort", "training-running", "training-announcements", "training-announcement-new",
    "training-days", "training-day-new", "training-attendance", "training-assignments",
    "assignment-new", "training-mentoring", "mentor-new", "training-models",
    "training-certificates",
)  # fmt: skip


@pytest.fixture
def scene(transactional_db: None) -> Scene:
    scene = Scene(teams=2)
    HandIn.objects.create(
        assignment=scene.assignment, team=scene.team, version=1, text="Valmis", handed_in_at=PAST
    )
    version = cohort.deliverable_version(cohort.deliverable(scene.team), state="accepted")
    Deliverable.objects.filter(pk=version.deliverable_id).update(
        consented_at=PAST, published_at=PAST, published_version=version
    )
    return scene


def test_the_organisers_pages(scene, page, sign_in) -> None:  # type: ignore[no-untyped-def]
    sign_in(scene.organiser, page)
    walk(page, [scene.url(name, scene.training.pk) for name in ORGANISERS])


def test_a_members_pages_by_their_own_link(scene, page) -> None:  # type: ignore[no-untyped-def]
    with translation.override("en"):
        urls = [scene.own(name) for name in ("cohort", "assignments", "mentoring", "model")]
        urls.append(scene.own("assignment", scene.assignment.pk))
    walk(page, urls)


def test_what_everybody_reads_and_a_mentor(scene, page, sign_in) -> None:  # type: ignore[no-untyped-def]
    model = Deliverable.objects.get()
    walk(
        page,
        [
            scene.url("model-list"),
            scene.url("model", model.pk),
            scene.url("training-certificate-check"),
        ],
    )
    sign_in(scene.mentor.user, page)
    walk(page, [scene.url("mentor-work"), scene.url("hand-ins-to-read")])
