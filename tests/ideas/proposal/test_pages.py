"""Pages of proposals: who sees and does what, filters, figures, files, and query counts."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from io import BytesIO
from typing import Any
from uuid import uuid4

import pytest
from django.test import Client
from openpyxl import load_workbook

from loim.ideas.models import Proposal, Shown
from loim.ideas.queries.proposal.waiting import proposals_overdue_of, proposals_to_answer
from loim.people.models import Role
from tests.clock import freeze_time
from tests.factories import organisation
from tests.factories.ideas import challenge, forum, forum_event, idea
from tests.factories.proposals import (
    answered,
    milestone,
    owner_of,
    proposal,
    recorder,
    strategy,
    told,
)

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 3, 2, 9, tzinfo=UTC)
DAY = timedelta(days=1)


@pytest.fixture(autouse=True)
def _frozen() -> Iterator[None]:
    with freeze_time(NOW):
        yield


def text(client: Client, path: str, **query: Any) -> str:
    response = client.get(path, query)
    assert response.status_code == 200, path
    return response.content.decode()


class TestPage:
    def test_everybody_reads_it_and_no_person_is_named(self, client: Client) -> None:
        made = proposal(NOW, title="Õhtune buss")
        answered(made, NOW, "rejected", "Raha ei ole.")
        answered(made, NOW, "accepted", "Raha leiti.")
        person = made.answered_by
        page = text(client, f"/en/proposals/{made.pk}/")
        for words in ("Õhtune buss", "Raha ei ole.", "an earlier answer", "Raha leiti."):
            assert words in page
        assert person is not None
        assert person.email not in page
        assert "kantselei@example.ee" not in page

    def test_a_late_answer_is_told_politely(self, client: Client) -> None:
        made = proposal(NOW - 40 * DAY)
        assert "has not come yet; we have reminded them" in text(
            client, f"/en/proposals/{made.pk}/"
        )

    def test_ideas_of_a_closed_forum_stay_there(self, client: Client) -> None:
        keeper = organisation()
        ideas = [
            idea(forum(forum_event(organiser=keeper), is_public=is_public), title)
            for is_public, title in ((True, "Avalik mõte"), (False, "Suletud mõte"))
        ]
        made = proposal(NOW, made_by=keeper, ideas=ideas)
        page = text(client, f"/en/proposals/{made.pk}/")
        assert "Avalik mõte" in page
        assert "Suletud" not in page

    @pytest.mark.parametrize("length", [1, 3])
    def test_its_queries_do_not_grow(
        self, client: Client, length: int, django_assert_num_queries: Any
    ) -> None:
        keeper = organisation()
        place = forum(forum_event(organiser=keeper))
        made = proposal(NOW, made_by=keeper, ideas=[idea(place) for _ in range(length)])
        for number in range(length):
            answered(made, NOW, text=f"Vastus {number}")
            milestone(made, date(2026, 5, 1), NOW)
        # One of them asks counselling whether a figure stands behind it.
        with django_assert_num_queries(5):
            client.get(f"/en/proposals/{made.pk}/")


class TestList:
    def test_each_figure_opens_onto_its_rows(self, client: Client) -> None:
        proposal(NOW)
        proposal(NOW - 40 * DAY)  # late
        answered(proposal(NOW - 40 * DAY), NOW)  # answered too late
        told(answered(proposal(NOW), NOW), NOW, "under_way", "")
        told(answered(proposal(NOW), NOW), NOW, "done")
        withdrawn = proposal(NOW)
        Proposal.objects.filter(pk=withdrawn.pk).update(status="withdrawn")

        response = client.get("/en/proposals/")
        figures = {figure.key: figure.count for figure in response.context["figures"]}
        assert figures == {
            "sent": 5, "waiting": 2, "overdue": 1, "in_time": 2, "under_way": 1, "done": 1,
        }  # fmt: skip
        for key, count in figures.items():
            rows = client.get("/en/proposals/", {"show": key}).context["proposals"]
            assert (key, rows.page.paginator.count) == (key, count)
        asked = client.get("/en/proposals/", {"show": "withdrawn"}).context["proposals"]
        assert [row.pk for row in asked.page] == [withdrawn.pk]

    def test_filters(self, client: Client) -> None:
        keeper, feeds = organisation(), strategy()
        place = forum(forum_event(organiser=keeper))
        of_forum = proposal(NOW, made_by=keeper, ideas=[idea(place), idea(place)], title="Buss")
        other = proposal(NOW, strategy=feeds, title="Kohvik")

        def found(**query: Any) -> list[int]:
            return [row.pk for row in client.get("/en/proposals/", query).context["proposals"].page]

        assert found() == [other.pk, of_forum.pk]
        assert found(forum=place.pk) == [of_forum.pk]
        assert found(strategy=feeds.pk) == [other.pk]
        assert found(owner=other.owner_id) == [other.pk]
        assert found(text="kohv") == [other.pk]
        assert found(text="miski") == []
        assert found(show="nonsense", owner="x") == [other.pk, of_forum.pk]

    @pytest.mark.parametrize("rows", [1, 3])
    def test_its_queries_do_not_grow(
        self, client: Client, rows: int, django_assert_num_queries: Any
    ) -> None:
        for _row in range(rows):
            keeper = organisation()
            answered(
                proposal(
                    NOW, made_by=keeper, strategy=strategy(),
                    ideas=[idea(forum(forum_event(organiser=keeper)))],
                ),
                NOW,
            )  # fmt: skip
        with django_assert_num_queries(7):
            client.get("/en/proposals/")

    def test_the_file_has_the_same_rows(self, client: Client) -> None:
        told(answered(proposal(NOW, title="Buss"), NOW, text="Jah."), NOW, text="Käib.")
        proposal(NOW, title="=1+1")
        response = client.get("/en/proposals/export.xlsx", {"show": "done"})
        [_head, row] = load_workbook(BytesIO(response.content)).active.values
        assert (row[0], row[10], row[13]) == ("Buss", "Jah.", "Käib.")
        assert client.get("/en/proposals/export.pdf").status_code == 404


class TestMaking:
    def form(self, keeper: Any, **fields: Any) -> dict[str, Any]:
        return {
            "title": "Õhtune buss",
            "description": "Et koju saaks.",
            "language": "et",
            "title_ru": "Вечерний автобус",
            "made_by": keeper.pk,
            "owner": organisation().pk,
            "owner_email": "buss@example.ee",
            "answer_by": "2026-04-01",
            "submission": str(uuid4()),
            **fields,
        }

    def test_the_forums_keeper_makes_one_of_several_ideas(self, client: Client) -> None:
        keeper = organisation()
        place = forum(forum_event(organiser=keeper))
        asked = challenge(place, owner=organisation("Bussiamet"))
        ideas = [idea(place, "Buss õhtul", challenge=asked), idea(place, "Buss öösel")]
        client.force_login(recorder(keeper))
        path = f"/en/proposals/new/?idea={ideas[0].pk}&idea={ideas[1].pk}"
        page = client.get(path)
        assert page.context["form"]["owner"].value() == asked.owner_id
        assert "Of these 2 ideas" in page.content.decode()

        form = self.form(keeper, ideas=[one.pk for one in ideas])
        for _time in range(2):
            assert client.post("/en/proposals/new/", form).status_code == 302

        made = Proposal.objects.get()
        assert made.ideas.count() == 2
        assert str(made.text("title", "ru")) == "Вечерний автобус"

    def test_others_make_none_of_it_and_members_none_at_all(self, client: Client) -> None:
        of = idea(forum(forum_event(organiser=organisation())), "Buss õhtul")
        stranger = organisation()
        client.force_login(recorder(stranger))
        response = client.get("/en/proposals/new/", {"idea": of.pk})
        assert response.status_code == 403
        assert "Buss" not in response.content.decode()
        posted = client.post("/en/proposals/new/", self.form(stranger, ideas=[of.pk]))
        assert posted.status_code == 403
        client.force_login(recorder(stranger, Role.MEMBER))
        assert client.get("/en/proposals/new/").status_code == 403
        assert Proposal.objects.count() == 0

    @pytest.mark.parametrize(
        ("wrong", "words"),
        [
            ({"answer_by": "2026-03-01"}, "choose a day that is still to come"),
            ({"owner_email": ""}, "Nobody of"),
            ({"owner_email": "buss"}, "valid email"),
            ({"title": ""}, "This field is required"),
        ],
    )
    def test_what_is_wrong_is_said_and_nothing_typed_is_lost(
        self, client: Client, wrong: dict[str, str], words: str
    ) -> None:
        keeper = organisation()
        client.force_login(recorder(keeper))
        page = client.post("/en/proposals/new/", self.form(keeper, **wrong)).content.decode()
        assert words in page
        assert "Et koju saaks." in page
        assert "Вечерний автобус" in page
        assert Proposal.objects.count() == 0


class TestOwner:
    def test_from_the_answer_to_the_outcome_by_pages(self, client: Client) -> None:
        made = proposal(NOW)
        client.force_login(owner_of(made))
        path = f"/en/proposals/{made.pk}"

        def send(page: str, **fields: Any) -> str:
            last = made.steps.order_by("pk").last()
            form = {"language": "et", "seen": last.pk, **fields}
            return client.post(f"{path}/{page}/", form, follow=True).content.decode()

        assert "There is nothing to tell of the work yet" in text(client, f"{path}/progress/")
        send("answer", status="accepted", note="Teeme ära.", note_en="We will.")
        send("milestones", title="Sõiduplaan", due_date="2026-05-01", submission=str(uuid4()))
        step = made.milestones.get()
        send(f"milestones/{step.pk}", what="moved", day="2026-06-01", note="Hange venib.")
        send(f"milestones/{step.pk}", what="reached", day="2026-03-02")
        send("progress", status="under_way", day="2026-03-02")
        page = send("progress", status="done", day="2026-03-02", note="Buss käib.")
        for words in ("We will.", "Sõiduplaan", "Hange venib.", "The work has begun", "Buss käib."):
            assert words in page
        made.refresh_from_db()
        assert (made.status, made.ended_date) == ("done", date(2026, 3, 2))

    def test_a_colleagues_answer_is_shown_and_the_second_decides(self, client: Client) -> None:
        made = proposal(NOW)
        client.force_login(recorder(made.owner))
        seen = made.steps.get().pk
        answered(made, NOW, text="Kolleegi sõnad.")
        form = {"status": "rejected", "note": "Minu sõnad.", "language": "et", "seen": seen}
        response = client.post(f"/en/proposals/{made.pk}/answer/", form)
        page = response.content.decode()
        assert "Somebody has written here since" in page
        assert "Kolleegi sõnad." in page
        assert "Minu sõnad." in page
        form["seen"] = response.context["form"]["seen"].value()
        assert client.post(f"/en/proposals/{made.pk}/answer/", form).status_code == 302
        made.refresh_from_db()
        assert made.answer == "Minu sõnad."

    @pytest.mark.parametrize("page", ["answer", "progress", "milestones"])
    def test_others_are_refused(self, client: Client, page: str) -> None:
        made = answered(proposal(NOW), NOW)
        for stranger in (
            recorder(made.made_by),
            recorder(organisation(), Role.PROGRAMME_MANAGER),
            recorder(made.owner, Role.MEMBER),
        ):
            client.force_login(stranger)
            assert client.get(f"/en/proposals/{made.pk}/{page}/").status_code == 403
            assert client.post(f"/en/proposals/{made.pk}/{page}/", {}).status_code == 403


class TestKeeping:
    def test_the_maker_moves_the_date_withdraws_and_sends_again(self, client: Client) -> None:
        made = proposal(NOW)
        client.force_login(recorder(made.made_by))
        path = f"/en/proposals/{made.pk}/keep/"
        client.post(path, {"what": "date", "date-answer_by": "2026-05-01", "date-note": "Puhkused"})
        assert "instead of" in text(client, f"/en/proposals/{made.pk}/")
        client.post(path, {"what": "withdraw", "withdraw-reason": "Lahenes ise."})
        made.refresh_from_db()
        assert made.status == "withdrawn"
        client.post(path, {"what": "send", "send-answer_by": "2026-06-01"})
        made.refresh_from_db()
        assert (made.status, made.answer_by) == ("sent", date(2026, 6, 1))

    def test_after_the_answer_words_stay_and_translations_go_on(self, client: Client) -> None:
        made = proposal(NOW, title="Buss", text="Et saaks.")
        client.force_login(recorder(made.made_by))
        path = f"/en/proposals/{made.pk}/edit/"
        form = {"title": "Rong", "description": "Et saaks.", "language": "et"}
        answered(made, NOW)
        assert "title and text stay" in client.post(path, form).content.decode()
        client.post(path, {**form, "title": "Buss", "title_uk": "Автобус"})
        made.refresh_from_db()
        assert (made.title, str(made.text("title", "uk"))) == ("Buss", "Автобус")
        assert made.answer == "Teeme ära."

    @pytest.mark.parametrize("page", ["edit", "keep"])
    def test_others_keep_nothing(self, client: Client, page: str) -> None:
        made = proposal(NOW)
        for stranger in (owner_of(made), recorder(made.made_by, Role.MEMBER)):
            client.force_login(stranger)
            assert client.get(f"/en/proposals/{made.pk}/{page}/").status_code == 403
            posted = client.post(
                f"/en/proposals/{made.pk}/{page}/", {"what": "withdraw", "withdraw-reason": "Ei"}
            )
            assert posted.status_code == 403


class TestOutcomes:
    def test_a_forum_tells_years_later_what_became_of_everything(self, client: Client) -> None:
        keeper = organisation()
        place = forum(forum_event(organiser=keeper))
        one, two, three = (idea(place, title) for title in ("Buss", "Kohvik", "Kava"))
        idea(place, "Peidus", state=Shown.HIDDEN, state_note="Solvav")
        told(answered(proposal(NOW, made_by=keeper, ideas=[one]), NOW), NOW, text="Buss käib.")
        answered(proposal(NOW, made_by=keeper, ideas=[one, two]), NOW, "rejected", "Ei jõua.")

        response = client.get(f"/en/ideas/{place.pk}/outcomes/")

        assert response.context["counts"] == {
            "ideas": 3, "proposals": 2, "answered": 2, "accepted": 1, "done": 1,
        }  # fmt: skip
        assert [row.idea for row in response.context["found"].rows] == [one, two, three]
        page = response.content.decode()
        for words in ("Buss käib.", "Ei jõua.", "It has not become a proposal."):
            assert words in page
        assert "Peidus" not in page
        file = client.get(f"/en/ideas/{place.pk}/outcomes.xlsx")
        assert load_workbook(BytesIO(file.content)).active.max_row == 5

    def test_a_closed_forum_tells_its_keepers_alone(self, client: Client) -> None:
        keeper = organisation()
        place = forum(forum_event(organiser=keeper), is_public=False)
        idea(place, "Suletud mõte")
        for path in (f"/en/ideas/{place.pk}/outcomes/", f"/en/ideas/{place.pk}/outcomes.xlsx"):
            response = client.get(path)
            assert response.status_code == 403
            assert "Suletud" not in response.content.decode()
        client.force_login(recorder(keeper))
        assert "Make a proposal of it" in text(client, f"/en/ideas/{place.pk}/outcomes/")

    @pytest.mark.parametrize("rows", [1, 3])
    def test_its_queries_do_not_grow(
        self, client: Client, rows: int, django_assert_num_queries: Any
    ) -> None:
        keeper = organisation()
        place = forum(forum_event(organiser=keeper))
        for _row in range(rows):
            made = answered(proposal(NOW, made_by=keeper, ideas=[idea(place)]), NOW)
            milestone(made, date(2026, 5, 1), NOW)
        with django_assert_num_queries(6):
            client.get(f"/en/ideas/{place.pk}/outcomes/")


def test_what_waits_for_whom() -> None:
    waits, late = proposal(NOW), proposal(NOW - 40 * DAY)
    done = answered(proposal(NOW - 40 * DAY), NOW)
    today = NOW.date()
    assert list(proposals_to_answer(owner_of(waits), today)) == [waits]
    assert list(proposals_to_answer(owner_of(done), today)) == []
    assert list(proposals_to_answer(recorder(waits.owner, Role.MEMBER), today)) == []
    assert list(proposals_overdue_of(recorder(late.made_by), today)) == [late]
    assert list(proposals_overdue_of(recorder(waits.made_by), today)) == []
