import csv
from datetime import date
from io import BytesIO, StringIO

import openpyxl
import pytest
from django.urls import reverse
from django.utils.translation import override

from loim.programmes.actions.indicators import refresh_stale_values
from loim.programmes.logic.counting import CountingRule
from loim.programmes.models import IndicatorValue, StaleSource
from tests import factories as make
from tests.programmes.indicators.conftest import NOW, held, make_place


def page(name: str, *args: object) -> str:
    """An address of the English pages, whatever language the test before it left on."""
    with override("en"):
        return reverse(name, args=args)


class TestIndicator:
    def test_anybody_reads_how_it_is_counted_and_what_came_of_it(self, place, client):
        held(place, 3)
        refresh_stale_values(now=NOW)

        text = client.get(page("indicator", place.indicator.pk)).content.decode()

        assert "Counts each municipality once per event: events of activities" in text
        assert "3.5.1.3 and 3.5.1.4 that have been held." in text
        assert "3 rows" in text
        assert "Jagatud." in text
        assert "Shared by activities, counted once" in text
        assert "As of 2 October 2023, 12:00." in text

    def test_the_chart_has_words_and_the_table_has_its_numbers(self, place, client):
        held(place, 2)
        refresh_stale_values(now=NOW)

        text = client.get(page("indicator", place.indicator.pk)).content.decode()

        assert 'role="img" aria-labelledby="chart-title chart-text"' in text
        assert "2023: actual 2, target 15." in text
        assert 'style="' not in text

    def test_zero_is_shown_as_zero_and_a_year_to_come_as_nothing(self, place, client):
        text = client.get(page("indicator", place.indicator.pk)).content.decode()

        assert "<strong>0</strong>" in text
        assert "to come" in text
        assert IndicatorValue.objects.filter(indicator=place.indicator, value=0).count() == 2

    def test_without_a_measure_there_is_no_data(self, place, client):
        place.measure.delete()

        text = client.get(page("indicator", place.indicator.pk)).content.decode()

        assert "Nobody has chosen yet how this indicator is counted." in text
        assert "no data" in text
        assert "<strong>0</strong>" not in text

    def test_while_records_wait_to_be_counted_the_page_says_so_and_does_not_count(
        self, place, client
    ):
        refresh_stale_values(now=NOW)
        held(place, 1)

        text = client.get(page("indicator", place.indicator.pk)).content.decode()

        assert "the numbers are being updated" in text
        assert StaleSource.objects.exists()

    def test_the_number_of_queries_is_fixed(self, place, client, django_assert_num_queries):
        address = page("indicator", place.indicator.pk)
        for records in (1, 3):
            held(place, records)
            refresh_stale_values(now=NOW)
            with django_assert_num_queries(11):
                client.get(address)

    def test_a_draft_is_for_those_who_take_part(self, place, client):
        draft = make_place(approved=False)
        address = page("indicator", draft.indicator.pk)

        for person, status in [
            (None, 403),
            (draft.stranger, 403),
            (place.manager, 403),
            (draft.member, 200),
            (draft.manager, 200),
        ]:
            client.logout()
            if person:
                client.force_login(person)
            assert client.get(address).status_code == status
            assert client.get(page("indicator-rows", draft.indicator.pk)).status_code == status
            export = page("indicator-rows-export", draft.indicator.pk, "csv")
            assert client.get(export).status_code == status

    def test_only_the_manager_is_offered_to_change_it(self, place, client):
        for person, is_offered in [(place.manager, True), (place.member, False)]:
            client.force_login(person)
            text = client.get(page("indicator", place.indicator.pk)).content.decode()
            assert (page("indicator-measure", place.indicator.pk) in text) == is_offered


class TestRows:
    def test_every_row_opens_its_record(self, place, client):
        (event,) = held(place, 1)
        text = client.get(page("indicator-rows", place.indicator.pk)).content.decode()

        assert page("event", event.pk) in text
        assert "<strong>1</strong>" in text

    def test_rows_are_narrowed_by_year_kind_and_municipality(self, place, client):
        held(place, 2, kind="training")
        (other,) = held(place, 1, kind="study_trip")
        municipality = other.attendances.get().organisation.municipality_id
        address = page("indicator-rows", place.indicator.pk)

        def count(query: str) -> int:
            return client.get(f"{address}?{query}").context["rows"].page.paginator.count

        assert count("period=2023") == 3
        assert count("period=2023&kind=training") == 2
        assert count(f"period=2023&municipality={municipality}") == 1
        assert count("period=all&kind=study_trip") == 1
        assert count("period=nonsense&kind=nonsense") == 3

    @pytest.mark.parametrize("order", ["newest", "oldest", "title", "municipality", "people"])
    def test_rows_come_in_the_order_that_is_asked_for(self, place, client, order):
        for n in (2, 1, 3):
            event = make.event(place.activity, title=f"Sündmus {n}", start_date=date(2023, n, 1))
            make.attendance(event, make.municipality_organisation(f"Vald {n}"), people=n)

        found = client.get(f"{page('indicator-rows', place.indicator.pk)}?order={order}")

        titles = [row.title[-1] for row in found.context["rows"].page]
        assert "".join(titles) == ("321" if order in ("newest", "people") else "123")

    def test_pages_show_every_row_once(self, place, client):
        held(place, 53)
        make.manual_entry(place.indicator, "2")
        address = page("indicator-rows", place.indicator.pk)

        pages = [client.get(f"{address}?page={n}").context["rows"].page for n in (1, 2)]

        assert [len(list(shown)) for shown in pages] == [50, 4]
        rows = [row for shown in pages for row in shown]
        assert rows[0].is_manual
        assert len({(row.record, row.is_manual) for row in rows}) == 54

    def test_the_number_of_queries_is_fixed(self, place, client, django_assert_num_queries):
        address = page("indicator-rows", place.indicator.pk)
        for records in (1, 3):
            held(place, records)
            make.manual_entry(place.indicator)
            with django_assert_num_queries(12):
                client.get(address)

    def test_an_entry_by_hand_is_marked_and_its_evidence_is_for_those_who_take_part(
        self, place, client
    ):
        entry = make.manual_entry(place.indicator, explanation="Kolm kohtumist enne platvormi")
        address = page("indicator-rows", place.indicator.pk)
        evidence = page("manual-entry-evidence", entry.pk)

        text = client.get(address).content.decode()
        assert "entered by hand" in text
        assert evidence not in text
        client.force_login(place.member)
        assert evidence in client.get(address).content.decode()

    def test_posts_are_listed_without_the_name_of_who_holds_them(self, place, client):
        make.measure(place.indicator, "posts", rule=CountingRule.MUNICIPALITIES)
        city = make.municipality_organisation("Näidislinn")
        make.holding(make.post(make.agreement(place.programme, city), city), "Salajane Nimi")

        text = client.get(page("indicator-rows", place.indicator.pk)).content.decode()

        assert "Näidislinn" in text
        assert "Salajane" not in text
        assert "/agreements/" not in text


class TestExport:
    def test_csv_has_a_mark_semicolons_and_no_formulas(self, place, client):
        event = make.event(place.activity, title="=cmd|' /C calc'!A0", start_date=date(2023, 5, 10))
        make.attendance(event, make.municipality_organisation("Näidisvald"), people=4)

        content = client.get(page("indicator-rows-export", place.indicator.pk, "csv")).content

        assert content.startswith(b"\xef\xbb\xbf")
        header, row = csv.reader(StringIO(content.decode("utf-8-sig")), delimiter=";")
        assert header[:4] == ["Date", "Record", "Kind", "Municipality"]
        assert row[:4] == ["2023-05-10", "'=cmd|' /C calc'!A0", "network meeting", "Näidisvald"]
        assert row[5:7] == ["1", "4"]

    def test_xlsx_has_the_rows_that_the_filters_leave(self, place, client):
        held(place, 2, kind="training")
        held(place, 1, kind="study_trip")
        address = page("indicator-rows-export", place.indicator.pk, "xlsx")

        content = client.get(f"{address}?period=2023&kind=training").content

        sheet = openpyxl.load_workbook(BytesIO(content)).active
        assert sheet.max_row == 3
        assert [cell.value for cell in sheet[2]][5] == 1

    def test_another_format_is_not_known(self, place, client):
        address = page("indicator-rows-export", place.indicator.pk, "pdf")
        assert client.get(address).status_code == 404


class TestMeasure:
    def form(self, place, **fields):
        return {
            "source": "attendance",
            "rule": "municipalities",
            "activities": [place.activity.pk],
            "reason": "",
        } | fields

    def test_a_preview_shows_old_and_new_and_saves_nothing(self, place, client):
        events = [make.event(place.activity) for _ in range(2)]
        city = make.municipality_organisation()
        for event in events:
            make.attendance(event, city)
        client.force_login(place.manager)

        found = client.post(
            page("indicator-measure", place.indicator.pk), self.form(place, preview="")
        )

        lines = [(line.is_now, line.would_be) for line in found.context["tried"]["lines"]]
        assert lines == [(2, 1), (2, 1)]
        assert place.indicator.measures.count() == 1

    def test_a_change_needs_a_reason_and_is_a_new_version_that_counts_at_once(self, place, client):
        held(place, 2)
        client.force_login(place.manager)
        address = page("indicator-measure", place.indicator.pk)

        refused = client.post(address, self.form(place, save=""))
        assert "reason" in refused.context["form"].errors
        saved = client.post(address, self.form(place, save="", reason="Ministeeriumi selgitus."))

        assert saved.status_code == 302
        newest = place.indicator.measures.get(version=2)
        assert (newest.rule, newest.reason) == ("municipalities", "Ministeeriumi selgitus.")
        assert set(IndicatorValue.objects.values_list("measure", flat=True)) == {newest.pk}
        shown = client.get(page("indicator", place.indicator.pk)).content.decode()
        assert "Ministeeriumi selgitus." in shown

    def test_the_same_way_of_counting_is_no_new_version(self, place, client):
        client.force_login(place.manager)
        same = self.form(
            place,
            rule="participations",
            activities=[place.activity.pk, place.other.pk],
            reason="Uuesti.",
            save="",
        )

        found = client.post(page("indicator-measure", place.indicator.pk), same)

        assert "already counted in this way" in found.content.decode()
        assert place.indicator.measures.count() == 1

    def test_another_source_offers_its_own_choices(self, place, client):
        client.force_login(place.manager)

        found = client.get(f"{page('indicator-measure', place.indicator.pk)}?source=posts")

        assert list(found.context["form"].fields) == ["rule", "reason"]

    def test_a_suggestion_is_confirmed(self, place, client):
        place.measure.is_suggested = True
        place.measure.save()
        client.force_login(place.manager)

        client.post(page("indicator-measure-confirm", place.indicator.pk))

        place.measure.refresh_from_db()
        assert not place.measure.is_suggested

    @pytest.mark.parametrize("name", ["indicator-measure", "manual-entry-new"])
    def test_nobody_but_the_manager_may(self, place, client, name):
        other = make_place()
        for person in (place.member, place.stranger, other.manager):
            client.force_login(person)
            assert client.get(page(name, place.indicator.pk)).status_code == 403
            assert client.post(page(name, place.indicator.pk), {}).status_code == 403
        client.logout()
        assert client.get(page(name, place.indicator.pk)).status_code == 302
