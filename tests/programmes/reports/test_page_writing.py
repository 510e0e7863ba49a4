"""Writing a report on its page: saving, two editors, filling in, saving while one writes."""

from datetime import date

import pytest
from django.test import Client
from django.urls import reverse

from loim.programmes.logic.edited_texts import fingerprint
from loim.programmes.models import Report
from tests.factories import (
    event,
)
from tests.programmes.reports.conftest import World
from tests.programmes.reports.opening import (
    as_role,
    in_state,
    post_texts,
)

pytestmark = pytest.mark.django_db


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
