"""Pages of reports: who sees what, writing together, and how much they ask the database."""

from datetime import date
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import translation
from freezegun import freeze_time

from loim.people.models import User
from loim.programmes.actions.corrections import record_change
from loim.programmes.actions.report_steps import accept_report, send_back_report, submit_report
from loim.programmes.logic.edited_texts import fingerprint
from loim.programmes.models import Report, ReportNote
from loim.programmes.queries import report_differences
from tests.factories import (
    activity,
    attendance,
    event,
    indicator,
    municipality_organisation,
    plan_indicator,
    plan_row,
    plan_section,
    plan_version,
)
from tests.programmes.reports.conftest import NOON, World, approve

pytestmark = pytest.mark.django_db
SECRET = "Salajane poolik mõte"
ROLES = ["manager", "approver", "coordinator", "outsider", None]


def open_as(client: Client, person: User | None) -> Client:
    client.logout()
    if person is not None:
        client.force_login(person)
    return client


def as_role(client: Client, world: World, name: str | None) -> Client:
    return open_as(client, getattr(world, name) if name else None)


def in_state(world: World, status: str) -> Report:
    report = world.start("year")
    world.write(report)
    Report.objects.filter(pk=report.pk).update(summary=SECRET)
    if status != "draft":
        submit_report(report=report, by=world.manager, now=NOON, note="Sõnum ministeeriumile")
    if status == "sent_back":
        send_back_report(report=report, by=world.approver, now=NOON, note="Täpsustage arvu")
    if status == "accepted":
        accept_report(report=report, by=world.approver, now=NOON)
    report.refresh_from_db()
    return report


def post_texts(report: Report, world: World, **texts: str) -> dict[str, str]:
    """What the form sends: `done`, `deviation` of the first activity, `summary`, and bases."""
    about = world.meetings.pk
    names = {
        "summary": "summary",
        "done": f"done-{about}",
        "deviation": f"deviation-{about}",
        "other_done": f"done-{world.journeys.pk}",
        "other_deviation": f"deviation-{world.journeys.pk}",
    }
    sent = dict.fromkeys(names.values(), "")
    sent |= {f"base-{name}": fingerprint("") for name in names.values()}
    for key, text in texts.items():
        name = names[key.removeprefix("base_")]
        sent[f"base-{name}" if key.startswith("base_") else name] = (
            fingerprint(text) if key.startswith("base_") else text
        )
    return sent


class TestWhoSees:
    @pytest.mark.parametrize("name", ROLES)
    @pytest.mark.parametrize("status", ["draft", "submitted", "sent_back", "accepted"])
    def test_a_report(self, world: World, client: Client, status: str, name: str | None) -> None:
        report = in_state(world, status)
        takes_part = name in {"manager", "approver", "coordinator"}
        as_role(client, world, name)
        for address in [
            reverse("report", args=[report.pk]),
            reverse("report-compare", args=[report.pk]),
            *[reverse("report-export", args=[report.pk, kind]) for kind in ("docx", "pdf", "xlsx")],
        ]:
            response = client.get(address)
            if takes_part or status == "accepted":
                assert response.status_code == 200
            else:
                assert response.status_code in {302, 403}
                assert SECRET.encode() not in response.content

    def test_names_and_notes_are_not_for_everyone(self, world: World, client: Client) -> None:
        report = in_state(world, "accepted")
        public = client.get(reverse("report", args=[report.pk])).content.decode()
        assert SECRET in public  # the summary is public now
        assert "Sõnum ministeeriumile" not in public
        assert "Manager Näidis" not in public
        assert "Approver Näidis" not in public
        inside = as_role(client, world, "coordinator").get(reverse("report", args=[report.pk]))
        assert "Sõnum ministeeriumile" in inside.content.decode()

    def test_the_list_shows_others_what_is_accepted(self, world: World, client: Client) -> None:
        world.start("quarter")
        accepted = in_state(world, "accepted")
        address = reverse("reports", args=[world.programme.slug])
        for name, count in [(None, 1), ("outsider", 1), ("coordinator", 2), ("manager", 2)]:
            shown = as_role(client, world, name).get(address)
            assert len(shown.context["reports"].page.object_list) == count
        sneaky = as_role(client, world, None).get(address, {"status": "draft"})
        assert list(sneaky.context["reports"].page) == [accepted]

    def test_only_the_manager_may_start_from_the_list(self, world: World, client: Client) -> None:
        address = reverse("reports", args=[world.programme.slug])
        start = reverse("report-start", args=[world.programme.slug])
        for name in ["approver", "coordinator", "outsider"]:
            shown = as_role(client, world, name).get(address)
            assert shown.context["start_form"] is None
            assert client.post(start, {"period": "year:2023-01-01"}).status_code == 403
        assert not Report.objects.exists()

    @pytest.mark.parametrize("name", ["approver", "coordinator", "outsider"])
    def test_writing_and_submitting_is_the_managers(
        self, world: World, client: Client, name: str
    ) -> None:
        report = in_state(world, "draft")
        as_role(client, world, name)
        for page in ["report-texts", "report-autosave", "report-plan"]:
            assert client.post(reverse(page, args=[report.pk])).status_code == 403
        for page in ["report-submit", "report-discard"]:
            assert client.get(reverse(page, args=[report.pk])).status_code == 403
            assert client.post(reverse(page, args=[report.pk])).status_code == 403
        report.refresh_from_db()
        assert (report.status, report.summary) == ("draft", SECRET)

    @pytest.mark.parametrize("name", ["manager", "coordinator", "outsider"])
    def test_answering_is_the_ministrys(self, world: World, client: Client, name: str) -> None:
        report = in_state(world, "submitted")
        as_role(client, world, name)
        address = reverse("report-answer", args=[report.pk])
        assert client.get(address).status_code == 403
        assert client.post(address, {"step": "accept"}).status_code == 403
        report.refresh_from_db()
        assert report.status == "submitted"

    @pytest.mark.parametrize("name", ["coordinator", "outsider"])
    def test_notes_are_between_the_two_sides(self, world: World, client: Client, name: str) -> None:
        report = in_state(world, "submitted")
        before = ReportNote.objects.count()
        as_role(client, world, name)
        address = reverse("report-note", args=[report.pk])
        assert client.post(address, {"text": "Mina ka"}).status_code == 403
        assert ReportNote.objects.count() == before


class TestStarting:
    @freeze_time("2023-10-02 09:00")
    def test_periods_are_offered_by_kind_and_one_is_started(
        self, world: World, client: Client
    ) -> None:
        as_role(client, world, "manager")
        address = reverse("reports", args=[world.programme.slug])
        offered = client.get(address).context["start_form"].fields["period"].choices
        assert [[value for value, _label in periods] for _kind, periods in offered] == [
            ["quarter:2023-07-01", "quarter:2023-04-01", "quarter:2023-01-01"],
            ["half_year:2023-01-01"],
        ]
        start = reverse("report-start", args=[world.programme.slug])
        response = client.post(start, {"period": "quarter:2023-04-01"})
        report = Report.objects.get()
        assert response.headers["Location"] == reverse("report", args=[report.pk])
        assert report.start_date == date(2023, 4, 1)

    @freeze_time("2023-10-02 09:00")
    @pytest.mark.parametrize("period", ["quarter:2023-10-01", "year:2023-01-01", "nonsense", ""])
    def test_an_unfinished_or_unknown_period_is_refused_in_words(
        self, world: World, client: Client, period: str
    ) -> None:
        as_role(client, world, "manager")
        start = reverse("report-start", args=[world.programme.slug])
        response = client.post(start, {"period": period}, follow=True)
        assert len(list(response.context["messages"])) == 1
        assert not Report.objects.exists()


class TestFilters:
    def test_by_kind_status_and_year(self, world: World, client: Client) -> None:
        quarter = world.start("quarter")
        year = in_state(world, "submitted")
        as_role(client, world, "manager")
        address = reverse("reports", args=[world.programme.slug])

        def found(**asked: str) -> list[Report]:
            return list(client.get(address, asked).context["reports"].page)

        assert found(kind="quarter") == [quarter]
        assert found(status="submitted") == [year]
        assert found(year="2024") == []
        assert found(kind="quarter", status="submitted") == []
        assert len(found(kind="nonsense", year="x")) == 2


class TestWriting:
    def test_every_text_is_saved_at_once(self, world: World, client: Client) -> None:
        report = world.start("year")
        as_role(client, world, "manager")
        sent = post_texts(report, world, summary="Kokku", done="Tehtud", other_done="Ka tehtud")
        response = client.post(reverse("report-texts", args=[report.pk]), sent)
        assert response.headers["Location"] == reverse("report", args=[report.pk])
        report.refresh_from_db()
        assert report.summary == "Kokku"
        assert set(report.entries.values_list("done", flat=True)) == {"Tehtud", "Ka tehtud"}

    def test_the_form_shows_what_is_stored(self, world: World, client: Client) -> None:
        report = world.start("year")
        world.write(report)
        as_role(client, world, "manager")
        shown = client.get(reverse("report", args=[report.pk])).content.decode()
        for text in ["Kokkuvõte", "Tehtud 3.5.1.3", "Põhjus 3.5.2.1"]:
            assert f">\n{text}</textarea>" in shown
            assert f'value="{fingerprint(text)}"' in shown

    def test_of_two_editors_the_second_sees_both_texts_and_loses_nothing(
        self, world: World, client: Client
    ) -> None:
        report = world.start("year")
        as_role(client, world, "manager")
        address = reverse("report-texts", args=[report.pk])
        client.post(address, post_texts(report, world, done="Esimese sõnad"))

        both = client.post(address, post_texts(report, world, done="Teise sõnad", summary="Uus"))

        assert both.status_code == 409
        shown = both.content.decode()
        assert "Esimese sõnad" in shown
        assert "Teise sõnad" in shown
        assert "Manager Näidis" in shown
        assert report.entries.get(activity=world.meetings).done == "Esimese sõnad"
        report.refresh_from_db()
        assert report.summary == "Uus"
        # The page that shows both carries the fingerprint of what it shows.
        again = post_texts(
            report,
            world,
            done="Mõlema sõnad",
            base_done="Esimese sõnad",
            summary="Uus",
            base_summary="Uus",
        )
        assert f'value="{fingerprint("Esimese sõnad")}"' in shown
        assert client.post(address, again).status_code == 302
        assert report.entries.get(activity=world.meetings).done == "Mõlema sõnad"

    def test_what_is_typed_into_a_report_submitted_meanwhile_can_be_copied(
        self, world: World, client: Client
    ) -> None:
        report = in_state(world, "submitted")
        as_role(client, world, "manager")
        response = client.post(
            reverse("report-texts", args=[report.pk]),
            post_texts(report, world, done="Viimase hetke mõte"),
        )
        assert response.status_code == 409
        assert "Viimase hetke mõte" in response.content.decode()
        assert report.entries.get(activity=world.meetings).done != "Viimase hetke mõte"

    def test_a_text_too_long_is_kept_in_the_field_with_a_message(
        self, world: World, client: Client
    ) -> None:
        report = world.start("year")
        as_role(client, world, "manager")
        response = client.post(
            reverse("report-texts", args=[report.pk]),
            post_texts(report, world, done="a" * 20_001),
        )
        assert response.status_code == 400
        assert "a" * 20_001 in response.content.decode()

    def test_markup_in_a_text_is_shown_as_text(self, world: World, client: Client) -> None:
        report = world.start("year")
        as_role(client, world, "manager")
        evil = "<script>alert(1)</script>"
        client.post(reverse("report-texts", args=[report.pk]), post_texts(report, world, done=evil))
        for name in ["manager", "coordinator"]:
            page = as_role(client, world, name).get(reverse("report", args=[report.pk]))
            assert evil not in page.content.decode()
            assert "&lt;script&gt;" in page.content.decode()

    def test_saving_goes_on_to_submission_where_asked(self, world: World, client: Client) -> None:
        report = world.start("year")
        as_role(client, world, "manager")
        sent = post_texts(report, world, done="Tehtud") | {"submit": "1"}
        response = client.post(reverse("report-texts", args=[report.pk]), sent)
        assert response.headers["Location"] == reverse("report-submit", args=[report.pk])


class TestFilling:
    def fill(self, client: Client, report: Report, world: World, wanted: str, **texts: str) -> None:
        sent = post_texts(report, world, **texts) | {"fill": wanted}
        assert client.post(reverse("report-texts", args=[report.pk]), sent).status_code == 302

    def test_empty_texts_get_the_periods_records_in_order_of_days(
        self, world: World, client: Client
    ) -> None:
        event(world.meetings, title="Talvekohtumine", start_date=date(2023, 2, 3))
        event(world.meetings, title="Järgmise aasta oma", start_date=date(2024, 1, 3))
        event(world.meetings, title="Ära jäänud", status="cancelled")
        report = world.start("year")
        as_role(client, world, "manager")
        self.fill(client, report, world, "empty")
        lines = report.entries.get(activity=world.meetings).done.splitlines()
        assert [line.split(" (")[0] for line in lines] == [
            "· 03.02.2023 Talvekohtumine",
            "· 10.05.2023 Kevadkohtumine",
        ]
        assert report.entries.get(activity=world.journeys).done == ""

    def test_typed_text_stays_and_the_records_come_below_it_once(
        self, world: World, client: Client
    ) -> None:
        report = world.start("year")
        as_role(client, world, "manager")
        self.fill(client, report, world, str(world.meetings.pk), done="Minu sõnad")
        once = report.entries.get(activity=world.meetings).done
        assert once.splitlines()[0] == "Minu sõnad"
        assert once.splitlines()[1].startswith("· 10.05.2023 Kevadkohtumine")
        self.fill(client, report, world, str(world.meetings.pk), done=once, base_done=once)
        assert report.entries.get(activity=world.meetings).done == once

    def test_filling_empty_texts_leaves_a_typed_one_alone(
        self, world: World, client: Client
    ) -> None:
        report = world.start("year")
        as_role(client, world, "manager")
        self.fill(client, report, world, "empty", done="Minu sõnad")
        assert report.entries.get(activity=world.meetings).done == "Minu sõnad"


class TestAutosave:
    def test_it_saves_and_answers_with_new_fingerprints_and_what_is_missing(
        self, world: World, client: Client
    ) -> None:
        report = world.start("year")
        as_role(client, world, "manager")
        name = f"done-{world.meetings.pk}"
        response = client.post(
            reverse("report-autosave", args=[report.pk]),
            post_texts(report, world, done="Pooleli lause "),
        )
        answer = response.content.decode()
        assert report.entries.get(activity=world.meetings).done == "Pooleli lause"
        assert f'id="base-{name}" value="{fingerprint("Pooleli lause")}"' in answer
        assert f"#id_{name}" not in answer  # no longer missing
        assert f"#id_done-{world.journeys.pk}" in answer

    def test_in_conflict_it_says_so_and_keeps_the_old_fingerprint(
        self, world: World, client: Client
    ) -> None:
        report = world.start("year")
        as_role(client, world, "manager")
        address = reverse("report-autosave", args=[report.pk])
        client.post(address, post_texts(report, world, done="Esimene"))
        answer = client.post(address, post_texts(report, world, done="Teine")).content.decode()
        assert report.entries.get(activity=world.meetings).done == "Esimene"
        assert f'id="base-done-{world.meetings.pk}"' not in answer
        assert f'id="base-done-{world.journeys.pk}"' in answer


class TestSteps:
    def test_an_incomplete_report_is_not_submitted_and_says_what_is_missing(
        self, world: World, client: Client
    ) -> None:
        report = world.start("year")
        as_role(client, world, "manager")
        response = client.post(reverse("report-submit", args=[report.pk]), {"note": ""})
        assert response.status_code == 200
        assert "3.5.1.3" in response.content.decode()
        report.refresh_from_db()
        assert report.status == "draft"

    def test_from_submission_over_a_return_to_acceptance(
        self, world: World, client: Client
    ) -> None:
        report = in_state(world, "draft")
        submit = reverse("report-submit", args=[report.pk])
        answer = reverse("report-answer", args=[report.pk])
        as_role(client, world, "manager").post(submit, {"note": "Palun"})
        as_role(client, world, "approver")
        refused = client.post(answer, {"step": "send_back", "note": " "})
        assert refused.context["form"].errors.keys() == {"note"}
        client.post(answer, {"step": "send_back", "note": "Täpsustage"})
        shown = as_role(client, world, "manager").get(reverse("report", args=[report.pk]))
        assert shown.context["asked_for"].text == "Täpsustage"
        client.post(submit, {"note": ""})
        as_role(client, world, "approver").post(answer, {"step": "accept", "note": ""})
        report.refresh_from_db()
        assert report.status == "accepted"
        assert [note.step for note in report.notes.order_by("pk")] == [
            "submit",
            "send_back",
            "submit",
            "accept",
        ]

    def test_a_step_that_is_over_leads_back_to_the_report(
        self, world: World, client: Client
    ) -> None:
        report = in_state(world, "accepted")
        for name, page in [("manager", "report-submit"), ("approver", "report-answer")]:
            response = as_role(client, world, name).get(reverse(page, args=[report.pk]))
            assert response.headers["Location"] == reverse("report", args=[report.pk])

    def test_a_draft_is_discarded_after_asking(self, world: World, client: Client) -> None:
        report = world.start("year")
        as_role(client, world, "manager")
        address = reverse("report-discard", args=[report.pk])
        assert client.get(address).status_code == 200
        assert Report.objects.exists()
        client.post(address)
        assert not Report.objects.exists()

    def test_another_report_that_keeps_the_days_locked_is_named(
        self, world: World, client: Client
    ) -> None:
        half = world.start("half_year")
        world.write(half)
        submit_report(report=half, by=world.manager, now=NOON)
        report = in_state(world, "sent_back")
        shown = as_role(client, world, "manager").get(reverse("report", args=[report.pk]))
        assert shown.context["locked_by"] == half

    def test_an_amended_plan_is_taken_over(self, world: World, client: Client) -> None:
        report = world.start("year")
        amended = plan_version(world.version.plan, 2)
        plan_section(amended, world.meetings)
        approve(amended, "150", date(2023, 6, 30))
        as_role(client, world, "manager")
        shown = client.get(reverse("report", args=[report.pk]))
        assert shown.context["newer_version"] == amended
        client.post(reverse("report-plan", args=[report.pk]))
        report.refresh_from_db()
        assert report.plan_version == amended


class TestNumbers:
    def number(self, client: Client, report: Report) -> Any:
        page = client.get(reverse("report", args=[report.pk])).context["page"]
        return page.activities[0].numbers[0].number

    def test_a_number_opens_onto_the_rows_of_its_period(self, world: World, client: Client) -> None:
        report = world.start("half_year")
        as_role(client, world, "manager")
        address = (
            reverse("indicator-rows", args=[world.participation.pk])
            + "?period=2023-01-01_2023-06-30"
        )
        assert address in client.get(reverse("report", args=[report.pk])).content.decode()
        assert "Kevadkohtumine" in client.get(address).content.decode()

    def test_a_part_of_the_year_also_shows_the_number_since_the_plan_began(
        self, world: World, client: Client
    ) -> None:
        report = world.start("quarter", date(2023, 7, 1))
        as_role(client, world, "manager")
        found = self.number(client, report)
        assert (found.value, found.since_start, found.standing) == (0, 1, "on_pace")

    def test_once_submitted_the_number_stays_whatever_the_records_say(
        self, world: World, client: Client, django_capture_on_commit_callbacks: Any
    ) -> None:
        report = in_state(world, "submitted")
        newcomer = municipality_organisation("Paide linn")
        with record_change(
            by=world.manager,
            now=NOON,
            step="edit",
            programmes=[world.programme],
            reason="Nimekiri oli poolik",
        ):
            attendance(world.event, newcomer)
        page = as_role(client, world, "manager").get(reverse("report", args=[report.pk]))
        assert self.number(client, report).value == 1
        [found] = page.context["differences"]
        assert (found.drift.was, found.drift.is_now) == (1, 2)
        assert "Nimekiri oli poolik" in page.content.decode()

    @pytest.mark.parametrize("limit", ["QUICK", "QUICK_TABLE"])
    def test_where_recounting_takes_long_it_is_done_on_a_page_of_its_own(
        self, world: World, client: Client, monkeypatch: pytest.MonkeyPatch, limit: str
    ) -> None:
        report = in_state(world, "submitted")
        monkeypatch.setattr(report_differences, limit, -2)
        shown = as_role(client, world, "manager").get(reverse("report", args=[report.pk]))
        assert shown.context["differences"] is None
        compare = reverse("report-compare", args=[report.pk])
        assert compare in shown.content.decode()
        assert client.get(compare).context["differences"] == []

    def test_reasons_and_names_of_corrections_are_not_public(
        self, world: World, client: Client
    ) -> None:
        report = in_state(world, "accepted")
        with record_change(
            by=world.manager, now=NOON, step="x", programmes=[world.programme], reason="Mari eksis"
        ):
            attendance(world.event, municipality_organisation("Paide linn"))
        shown = client.get(reverse("report", args=[report.pk])).content.decode()
        assert "Paide linn" in shown
        assert "Mari eksis" not in shown
        assert "Manager Näidis" not in shown


class TestQueries:
    def test_the_list(self, world: World, client: Client, django_assert_num_queries: Any) -> None:
        as_role(client, world, "manager")
        address = reverse("reports", args=[world.programme.slug])
        world.start("quarter", date(2023, 1, 1))
        client.get(address)
        with django_assert_num_queries(8):
            client.get(address)
        world.start("quarter", date(2023, 4, 1))
        world.start("year", date(2023, 1, 1))
        with django_assert_num_queries(8):
            client.get(address)

    @pytest.mark.parametrize(
        ("status", "expected"), [("draft", 16), ("submitted", 18), ("accepted", 18)]
    )
    def test_a_report(
        self,
        world: World,
        client: Client,
        django_assert_num_queries: Any,
        status: str,
        expected: int,
    ) -> None:
        """As many for a plan of two activities as for one of five, and for more records."""
        report = in_state(world, status)
        as_role(client, world, "manager")
        address = reverse("report", args=[report.pk])
        client.get(address)
        with django_assert_num_queries(expected):
            client.get(address)

    def test_a_longer_plan_asks_for_no_more(
        self, world: World, client: Client, django_assert_num_queries: Any
    ) -> None:
        longer = plan_version(world.version.plan, 2)
        for position, about in enumerate([world.meetings, world.journeys], start=1):
            plan_section(longer, about, position)
        for position in range(3, 6):
            about = activity(world.programme, f"3.5.9.{position}")
            section = plan_section(longer, about, position)
            plan_row(section, about, position=position)
            plan_indicator(section, indicator(world.programme))
            event(about, start_date=date(2023, 3, position))
        approve(longer, "150", date(2023, 6, 30))
        report = world.start("year")
        as_role(client, world, "manager")
        address = reverse("report", args=[report.pk])
        client.get(address)
        with django_assert_num_queries(16):
            client.get(address)


@pytest.mark.parametrize("language", ["et", "en", "ru", "uk"])
def test_the_pages_open_in_every_language(world: World, client: Client, language: str) -> None:
    report = in_state(world, "submitted")
    as_role(client, world, "approver")
    for name, key in [
        ("reports", world.programme.slug),
        ("report", report.pk),
        ("report-answer", report.pk),
    ]:
        with translation.override(language):
            address = reverse(name, args=[key])
        response = client.get(address)
        assert response.status_code == 200
        assert f'<html lang="{language}"' in response.content.decode()
