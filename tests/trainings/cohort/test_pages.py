"""Every page of the cohort: who opens it, how many queries it takes, what its forms do."""

from datetime import UTC, datetime, timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone, translation

from loim.people.models import Role
from loim.trainings.models import (
    Announcement,
    AnnouncementLetter,
    Deliverable,
    HandIn,
    HandInDraft,
    Mentoring,
    TrainingCertificate,
)
from loim.trainings.queries.teams import member_key, team_key
from tests import factories as make
from tests.factories import cohort

pytestmark = pytest.mark.django_db
PAST = datetime(2023, 5, 1, tzinfo=UTC)


class Scene:
    def __init__(self, teams: int = 1) -> None:
        self.organiser = make.user()
        where = make.organisation()
        make.membership(self.organiser, where, Role.ORGANISER)
        self.training = cohort.running_training(where)
        self.teams = [cohort.admitted_team(self.training, members=2) for _ in range(teams)]
        self.team = self.teams[0]
        self.member = self.team.members.order_by("pk").first()
        self.mentor = cohort.mentor(self.training)
        cohort.training_day(self.training)
        soon = timezone.now() + timedelta(days=5)
        self.assignment = cohort.assignment(self.training, due_at=soon)
        Announcement.objects.create(
            training=self.training, subject="Tere", body="Tulge!", sent_at=PAST
        )
        self.key = member_key(self.member)

    def own(self, name: str, *parts: object) -> str:
        with translation.override("en"):
            return reverse(f"own-team-{name}", args=[self.key, *parts])

    def url(self, name: str, *parts: object) -> str:
        with translation.override("en"):
            return reverse(name, args=parts)

    def browser(self, person=None) -> Client:  # type: ignore[no-untyped-def]
        client = Client()
        client.force_login(person or self.organiser)
        return client


ORGANISERS = (
    "cohort", "training-running", "training-announcements", "training-announcement-new",
    "training-days", "training-day-new", "training-attendance", "training-attendance-export",
    "training-assignments", "assignment-new", "training-mentoring", "training-mentoring-export",
    "mentor-new", "training-models", "training-certificates",
)  # fmt: skip


def test_the_organisers_pages_open_for_the_organiser_and_nobody_else() -> None:
    scene = Scene()
    stranger = make.user()
    make.membership(stranger, make.organisation(), Role.ORGANISER)

    opened = {}
    for name in ORGANISERS:
        url = scene.url(name, scene.training.pk)
        opened[name] = (
            scene.browser().get(url).status_code,
            scene.browser(stranger).get(url).status_code,
            Client().get(url).status_code,
        )

    assert opened == dict.fromkeys(ORGANISERS, (200, 403, 302))


@pytest.mark.parametrize("name", ["cohort", "assignments", "mentoring", "model"])
def test_a_members_own_link_opens_their_teams_work_and_the_leaders_does_too(name: str) -> None:
    scene = Scene()
    with translation.override("en"):
        as_leader = reverse(f"own-team-{name}", args=[team_key(scene.team)])
        nobody = reverse(f"own-team-{name}", args=["x" * 32])

    assert Client().get(scene.own(name)).status_code == 200
    assert Client().get(as_leader).status_code == 200
    assert Client().get(nobody).status_code == 404


def test_a_link_of_one_who_has_left_opens_nothing() -> None:
    scene = Scene()
    type(scene.member).objects.filter(pk=scene.member.pk).update(state="left", left_at=PAST)

    assert Client().get(scene.own("cohort")).status_code == 404


def test_a_team_page_by_account_is_for_its_people_and_readers() -> None:
    scene = Scene(teams=2)
    member = make.user()
    type(scene.member).objects.filter(pk=scene.member.pk).update(user=member)
    own, others = (scene.url("team-assignments", team.pk) for team in scene.teams)

    assert scene.browser(member).get(own).status_code == 200
    assert scene.browser(member).get(others).status_code == 403
    assert scene.browser().get(others).status_code == 200
    assert scene.browser(scene.mentor.user).get(own).status_code == 403
    assert Client().get(own).status_code == 302


@pytest.mark.parametrize("teams", [1, 3])
def test_lists_take_a_fixed_number_of_queries(teams: int, django_assert_max_num_queries) -> None:  # type: ignore[no-untyped-def]
    scene = Scene(teams)
    for team in scene.teams:
        version = cohort.deliverable_version(cohort.deliverable(team), state="accepted")
        Deliverable.objects.filter(pk=version.deliverable_id).update(
            consented_at=PAST, published_at=PAST, published_version=version
        )
    limits = {
        "training-assignments": 20, "training-mentoring": 20, "training-models": 20,
        "training-attendance": 20, "training-days": 24, "training-certificates": 24, "cohort": 24,
    }  # fmt: skip
    browser = scene.browser()
    for name, limit in limits.items():
        with django_assert_max_num_queries(limit):
            assert browser.get(scene.url(name, scene.training.pk)).status_code == 200
    with django_assert_max_num_queries(8):
        assert Client().get(scene.url("model-list")).status_code == 200


def test_a_member_saves_a_draft_and_hands_it_in() -> None:
    scene, browser = Scene(), Client()
    url = scene.own("assignment", scene.assignment.pk)
    form = browser.get(url).context["form"]
    once = str(form["submission"].value())

    browser.post(url, {"text": "Pooleli", "seen": 0, "submission": once, "draft": ""})
    page = browser.get(url)
    assert "Pooleli" in page.content.decode()
    assert HandInDraft.objects.get().saved_by == scene.member
    browser.post(url, {"text": "Valmis", "seen": 1, "submission": once, "hand_in": ""})

    assert HandIn.objects.get().text == "Valmis"
    assert not HandInDraft.objects.exists()


def test_handed_in_too_late_the_words_are_kept_and_the_page_says_what_to_do() -> None:
    scene = Scene()
    late = cohort.assignment(scene.training, due_at=timezone.now() - timedelta(days=9))
    url = scene.own("assignment", late.pk)

    page = Client().post(
        url,
        {"text": "Hiljaks jäi", "seen": 0, "submission": "6a1f0f52-0000-4000-8000-000000000001", "hand_in": ""},
    )  # fmt: skip

    said = page.content.decode()
    assert "kept as a draft" in said
    assert "Hiljaks jäi" in said
    assert not HandIn.objects.exists()


def test_the_organiser_accepts_and_takes_it_back() -> None:
    scene, browser = Scene(), Scene.browser
    row = HandIn.objects.create(
        assignment=scene.assignment, team=scene.team, version=1, text="Valmis", handed_in_at=PAST
    )
    url = scene.url("team-assignment", scene.team.pk, scene.assignment.pk)
    once = "6a1f0f52-0000-4000-8000-000000000002"
    data = {"hand_in_version": row.pk, "submission": once, "words": "Aitäh"}

    browser(scene).post(url, {**data, "accept": ""})
    row.refresh_from_db()
    assert row.state == "accepted"
    browser(scene).post(url, {**data, "submission": once.replace("2", "3"), "undo": ""})

    row.refresh_from_db()
    assert row.state == "handed_in"


def test_a_team_books_and_the_form_says_why_it_cannot() -> None:
    scene, browser = Scene(), Client()
    url = scene.own("mentoring")
    start = timezone.localtime(timezone.now() + timedelta(days=3)).strftime("%Y-%m-%dT%H:%M")
    data = {
        "mentor": scene.mentor.pk,
        "start_at": start,
        "minutes": 60,
        "place": "",
        "topic": "Kaart",
    }

    browser.post(url, {**data, "submission": "6a1f0f52-0000-4000-8000-000000000004"})
    again = browser.post(url, {**data, "submission": "6a1f0f52-0000-4000-8000-000000000005"})

    assert Mentoring.objects.get().topic == "Kaart"
    assert "another meeting at this time" in again.content.decode()
    assert 'value="Kaart"' in again.content.decode()


def test_a_model_goes_from_its_first_version_to_its_public_page_and_back() -> None:
    scene, member = Scene(), Client()
    own, theirs = scene.own("model"), scene.url("team-model", scene.team.pk)
    words = {"title": "Meie mudel", "summary": "Koos", "language": "et", "text": "Mudeli tekst"}

    member.post(own, {**words, "submission": "6a1f0f52-0000-4000-8000-000000000006", "version": ""})
    deliverable = Deliverable.objects.get()
    public = scene.url("model", deliverable.pk)
    assert Client().get(public).status_code == 404
    version = deliverable.versions.get()
    scene.browser().post(theirs, {"decides": version.pk, "words": "", "accept": ""})
    scene.browser().post(theirs, {"publish": ""})
    assert Client().get(public).status_code == 404  # nobody has agreed
    member.post(own, {"consent": ""})
    scene.browser().post(theirs, {"publish": ""})

    assert "Mudeli tekst" in Client().get(public).content.decode()
    assert "Meie mudel" in Client().get(scene.url("model-list")).content.decode()
    assert scene.member.name not in Client().get(public).content.decode()
    scene.browser().post(theirs, {"take_back": "", "words": "Viga kaardil"})
    taken_back = Client().get(public)
    assert taken_back.status_code == 410
    assert "Mudeli tekst" not in taken_back.content.decode()


def test_certificates_are_previewed_issued_checked_printed_and_revoked() -> None:
    scene = Scene()
    scene.training.days.all().delete()
    day = cohort.training_day(scene.training, status="held")
    from loim.trainings.models import DayPlace
    from tests.factories.registration import participant

    for place, member in enumerate(scene.team.members.order_by("pk")):
        state = "attended" if place == 0 else "absent"
        DayPlace.objects.create(
            day=day, member=member, participant=participant(day.event, state, name=member.name)
        )
    url = scene.url("training-certificates", scene.training.pk)
    page = scene.browser().get(url).content.decode()
    assert "was there less than 80% of the days" in page

    scene.browser().post(url, {"issue": ""})
    paper = TrainingCertificate.objects.get()
    check = scene.url("training-certificate", paper.code)
    assert paper.member == scene.member
    assert scene.member.name in Client().get(check).content.decode()
    pdf = Client().get(scene.url("training-certificate-file", paper.code))
    assert pdf.content.startswith(b"%PDF-")
    scene.browser().post(url, {"revoke": "", "certificate": paper.pk, "reason": "Viga"})

    assert Client().get(check).status_code == 410
    assert Client().get(scene.url("training-certificate", "AAAA-AAAA-AAAA")).status_code == 404


def test_a_letter_to_the_cohort_goes_to_everybody_once() -> None:
    scene = Scene()
    url = scene.url("training-announcement-new", scene.training.pk)
    data = {
        "subject": "Homme", "body": "Kohtume kell 10.",
        "sent_once": "6a1f0f52-0000-4000-8000-000000000007",
    }  # fmt: skip
    before = Announcement.objects.count()

    for _ in range(2):
        scene.browser().post(url, data)

    assert Announcement.objects.count() == before + 1
    assert AnnouncementLetter.objects.count() == 2
    page = scene.browser().get(
        scene.url("training-announcement", scene.training.pk, Announcement.objects.last().pk)
    )
    assert "waits to be sent" in page.content.decode()


def test_a_training_does_not_end_while_days_are_to_come() -> None:
    scene = Scene()
    url = scene.url("training-running", scene.training.pk)

    page = scene.browser().post(url, {"end": ""}, follow=True).content.decode()
    scene.training.refresh_from_db()

    assert scene.training.status == "running"
    assert "training days are still to come" in page


def test_a_file_of_a_team_is_downloaded_by_its_people_alone() -> None:
    from django.core.files.base import ContentFile

    scene = Scene(teams=2)
    row = HandIn(
        assignment=scene.assignment, team=scene.teams[1], version=1, handed_in_at=PAST,
        original_name="<b>too.pdf",
    )  # fmt: skip
    row.file.save("too.pdf", ContentFile(b"%PDF-"), save=True)

    assert Client().get(scene.own("hand-in-file", row.pk)).status_code == 404
    given = scene.browser().get(scene.url("team-hand-in-file", scene.teams[1].pk, row.pk))
    assert given["Content-Disposition"].startswith("attachment")
    assert given["Content-Type"] == "application/octet-stream"
    b"".join(given)
