"""Pages of reports: starting, filtering, steps, numbers, and how much they ask the database."""

from datetime import date
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import translation

from loim.programmes.actions.corrections import record_change
from loim.programmes.actions.report_steps import submit_report
from loim.programmes.models import Report
from loim.programmes.queries import report_differences
from tests.clock import freeze_time
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
from tests.programmes.reports.opening import (
    as_role,
    in_state,
)

pytestmark = pytest.mark.django_db


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
        ("status", "expected"), [("draft", 13), ("submitted", 18), ("accepted", 18)]
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
        with django_assert_num_queries(13):
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
