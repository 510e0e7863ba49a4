"""Who sees which report, and who may do what on its pages."""

import pytest
from django.test import Client
from django.urls import reverse

from loim.programmes.models import Report, ReportNote
from tests.programmes.reports.conftest import World
from tests.programmes.reports.opening import (
    ROLES,
    SECRET,
    as_role,
    in_state,
)

pytestmark = pytest.mark.django_db


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
