import zipfile
from datetime import date
from decimal import Decimal
from io import BytesIO

import pytest
from django.core.exceptions import PermissionDenied
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils.translation import override

from loim.programmes.actions.corrections import PeriodLocked
from loim.programmes.actions.indicators.manual_entries import (
    EntryOutsideProgramme,
    EvidenceMissing,
    NotMeasuredYet,
    add_manual_entry,
    withdraw_manual_entry,
)
from loim.programmes.forms.evidence_file import MAX_BYTES
from loim.programmes.models import IndicatorValue, ManualEntry, PeriodLock, Report
from tests.programmes.indicators.conftest import NOW, make_place

PDF = b"%PDF-1.7\n1 0 obj"


@pytest.fixture(autouse=True)
def files_folder(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path


def office(*names: str) -> bytes:
    out = BytesIO()
    with zipfile.ZipFile(out, "w") as parts:
        for name in names:
            parts.writestr(name, "x")
    return out.getvalue()


def pdf(name: str = "nimekiri.pdf", content: bytes = PDF) -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content)


def add(place, **fields):
    known = {
        "indicator": place.indicator,
        "day": date(2023, 5, 1),
        "amount": Decimal(3),
        "municipality": None,
        "explanation": "Kolm kohtumist enne platvormi",
        "evidence": pdf(),
        "by": place.manager,
        "now": NOW,
    }
    return add_manual_entry(**(known | fields))


def lock(place) -> None:
    """A submitted report on the first half of the year, as its lock stands in the database."""
    report = Report.objects.create(
        programme=place.programme,
        plan_version=place.version,
        kind="half_year",
        start_date=date(2023, 1, 1),
        end_date=date(2023, 6, 30),
        created_at=NOW,
    )
    PeriodLock.objects.create(
        programme=place.programme,
        report=report,
        start_date=report.start_date,
        end_date=report.end_date,
    )


class TestAction:
    def test_an_entry_counts_at_once(self, place):
        add(place)

        values = IndicatorValue.objects.filter(indicator=place.indicator)
        assert set(values.values_list("value", "row_count")) == {(3, 1)}

    @pytest.mark.parametrize("who", ["member", "stranger"])
    def test_only_the_manager_may(self, place, who):
        with pytest.raises(PermissionDenied):
            add(place, by=getattr(place, who))
        entry = add(place)
        with pytest.raises(PermissionDenied):
            withdraw_manual_entry(entry=entry, by=getattr(place, who), now=NOW)

    def test_the_manager_of_another_programme_may_not(self, place):
        with pytest.raises(PermissionDenied):
            add(place, by=make_place().manager)

    def test_without_evidence_it_is_no_number(self, place):
        with pytest.raises(EvidenceMissing):
            add(place, evidence=None)

    def test_without_a_measure_there_is_nothing_to_add_to(self, place):
        unmeasured = make_place(measured=False)
        with pytest.raises(NotMeasuredYet):
            add(unmeasured)

    @pytest.mark.parametrize("day", [date(2022, 12, 31), date(2023, 10, 3), date(2030, 1, 1)])
    def test_a_day_before_the_programme_or_in_the_future_does_not_count(self, place, day):
        with pytest.raises(EntryOutsideProgramme):
            add(place, day=day)

    def test_a_withdrawn_entry_no_longer_counts(self, place):
        entry = add(place)

        withdraw_manual_entry(entry=entry, by=place.manager, now=NOW)

        values = IndicatorValue.objects.filter(indicator=place.indicator)
        assert set(values.values_list("value", "row_count")) == {(0, 0)}

    def test_in_a_locked_period_it_takes_a_written_reason(self, place):
        lock(place)

        with pytest.raises(PeriodLocked):
            add(place)
        entry = add(place, reason="Leitud veel üks nimekiri.")
        with pytest.raises(PeriodLocked):
            withdraw_manual_entry(entry=entry, by=place.manager, now=NOW)

        assert ManualEntry.objects.count() == 1

    @pytest.mark.parametrize("field", ["explanation", "evidence"])
    def test_the_database_keeps_no_entry_without_explanation_or_evidence(self, place, field):
        entry = add(place)
        with pytest.raises(IntegrityError), transaction.atomic():
            ManualEntry.objects.filter(pk=entry.pk).update(**{field: ""})


class TestPage:
    def post(self, client, place, file, **fields):
        data = {
            "date": "2023-05-01",
            "amount": "3",
            "explanation": "Kolm kohtumist enne platvormi",
            "evidence": file,
        }
        with override("en"):
            address = reverse("manual-entry-new", args=[place.indicator.pk])
        return client.post(address, data | fields)

    @pytest.mark.parametrize(
        ("name", "content"),
        [
            ("nimekiri.pdf", PDF),
            ("nimekiri.DOCX", office("word/document.xml")),
            ("nimekiri.xlsx", office("xl/workbook.xml")),
            ("foto.jpg", b"\xff\xd8\xff\xe0"),
            ("foto.jpeg", b"\xff\xd8\xff\xe1"),
            ("foto.png", b"\x89PNG\r\n\x1a\n"),
        ],
    )
    def test_documents_and_pictures_are_taken(self, place, client, name, content):
        client.force_login(place.manager)

        assert self.post(client, place, pdf(name, content)).status_code == 302
        with ManualEntry.objects.get().evidence.open() as kept:
            assert kept.read() == content

    @pytest.mark.parametrize(
        ("name", "content"),
        [
            ("nimekiri.pdf", b"<script>alert(1)</script>"),
            ("nimekiri.svg", b"<svg/>"),
            ("nimekiri.html", PDF),
            ("nimekiri", PDF),
            ("nimekiri.docx", b"PK\x03\x04 not really"),
            ("nimekiri.docx", office("xl/workbook.xml")),
            ("nimekiri.docx", office("word/document.xml", "word/vbaProject.bin")),
            ("nimekiri.docm", office("word/document.xml")),
            ("foto.png", b"\xff\xd8\xff"),
        ],
    )
    def test_what_is_something_else_is_refused(self, place, client, name, content):
        client.force_login(place.manager)

        found = self.post(client, place, pdf(name, content))

        assert "evidence" in found.context["form"].errors
        assert not ManualEntry.objects.exists()

    def test_more_than_20_megabytes_are_refused(self, place, client):
        client.force_login(place.manager)

        found = self.post(client, place, pdf(content=PDF + bytes(MAX_BYTES)))

        assert "larger than 20" in found.context["form"].errors["evidence"][0]

    def test_a_locked_period_asks_the_manager_for_a_reason(self, place, client):
        lock(place)
        client.force_login(place.manager)

        refused = self.post(client, place, pdf())
        assert "locked" in refused.content.decode()
        assert 'name="correction_reason"' in refused.content.decode()
        saved = self.post(client, place, pdf(), correction_reason="Leitud veel üks nimekiri.")

        assert saved.status_code == 302

    def test_evidence_is_downloaded_by_those_who_take_part_alone(self, place, client):
        entry = add(place)
        other = make_place()
        address = reverse("manual-entry-evidence", args=[entry.pk])

        for person, status in [
            (place.manager, 200),
            (place.member, 200),
            (place.stranger, 403),
            (other.manager, 403),
        ]:
            client.force_login(person)
            found = client.get(address)
            assert found.status_code == status
            if status == 200:
                assert b"".join(found.streaming_content) == PDF
                assert found["Content-Disposition"].startswith("attachment")
        client.logout()
        assert client.get(address).status_code == 302

    def test_withdrawing_asks_first(self, place, client):
        entry = add(place)
        address = reverse("manual-entry-withdraw", args=[entry.pk])
        client.force_login(place.manager)

        assert client.get(address).status_code == 200
        assert ManualEntry.objects.exists()
        client.post(address)

        assert not ManualEntry.objects.exists()
