"""Upload, preview, confirm or discard: nothing is saved before somebody has seen it."""

import io
import zipfile
from dataclasses import replace
from datetime import date, timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import translation

from loim.common import uploads
from loim.programmes.documents.refusals import REFUSALS
from loim.programmes.documents.writer_docx import write_plan_docx
from loim.programmes.models import Plan, PlanFile, PlanVersion
from loim.programmes.queries.stored_plans import stored_document
from tests.programmes.plans.conftest import CONTENT_2023


@pytest.fixture(autouse=True)
def english(_every_test_begins_in_estonian):
    """The pages are read in English here; tests/journeys reads them in every language."""
    translation.activate("en")


pytestmark = pytest.mark.django_db


def upload(client, programme, content=CONTENT_2023, name="plaan.docx"):
    file = SimpleUploadedFile(name, content)
    return client.post(reverse("plan-import", args=[programme.slug]), {"file": file})


@pytest.fixture
def managing(client, manager):
    client.force_login(manager)
    return client


def test_an_upload_leads_to_a_preview_that_saves_nothing(managing, programme):
    response = upload(managing, programme)
    assert response.status_code == 302
    page = managing.get(response.url).text
    for shown in ("No 24 of 26 January 2023", "1 January 2023–31 December 2023", "3.5.2.4", "in 7 places",
                  "Vähemalt", "KOV koordinaatorite arv", "Klubi"):  # fmt: skip
        assert shown.lower() in page.lower()
    assert not Plan.objects.exists()


def test_a_reload_of_the_preview_loses_nothing(managing, programme):
    address = upload(managing, programme).url
    assert (
        managing.get(address).text.count("3.5.2.4")
        == managing.get(address).text.count("3.5.2.4")
        > 0
    )
    assert (
        reverse("plan-import-preview", args=[programme.slug, PlanFile.objects.get().pk]) == address
    )
    assert address in managing.get(reverse("plan-import", args=[programme.slug])).text


def test_confirming_saves_the_draft_with_its_file(managing, programme, document):
    address = upload(managing, programme).url
    response = managing.post(address, {})
    version = PlanVersion.objects.get()
    assert response.url == reverse("plan", args=[version.pk])
    assert stored_document(version) == document
    assert bytes(version.source_file.content) == CONTENT_2023


def test_discarding_keeps_nothing(managing, programme):
    address = upload(managing, programme).url
    response = managing.post(address, {"discard": "1"})
    assert response.url == reverse("plan-import", args=[programme.slug])
    assert not PlanFile.objects.exists()
    assert not Plan.objects.exists()


def test_what_was_not_recognised_is_shown_with_its_place(managing, programme, document):
    first = document.activities[0]
    strange = replace(first.rows[0], responsible="ELVL")
    content = write_plan_docx(document, report={first.code: ["Midagi tehti ära."]})
    assert strange
    page = managing.get(upload(managing, programme, content).url).text
    assert "Midagi tehti ära." in page
    assert "section 1.1" in page


def test_differences_from_the_current_version_are_shown(managing, programme, imported, document):
    indicator = replace(document.indicators[2], target=document.indicators[2].target + 5)
    indicators = (*document.indicators[:2], indicator, *document.indicators[3:])
    content = write_plan_docx(replace(document, indicators=indicators))
    page = managing.get(upload(managing, programme, content).url).text
    assert "rises from 15 to 20." in page


def test_a_draft_is_replaced_only_when_that_is_ticked(managing, programme, imported, document):
    content = write_plan_docx(replace(document, indicators=document.indicators[:1]))
    address = upload(managing, programme, content).url
    form = managing.get(address).context["form"]
    refused = managing.post(address, {"replaces": form.initial["replaces"]})
    assert refused.status_code == 200
    assert imported.indicators.count() == 6
    managing.post(address, {"replaces": form.initial["replaces"], "is_replacing": "on"})
    assert imported.indicators.count() == 1


def test_a_draft_that_changed_since_the_preview_is_not_replaced(
    managing, programme, imported, document
):
    address = upload(managing, programme).url
    seen = managing.get(address).context["form"].initial["replaces"]
    imported.sections.filter(code="3.5.1.1").update(title="Muudetud vahepeal")
    page = managing.post(address, {"replaces": seen, "is_replacing": "on"})
    assert "Muudetud vahepeal" in page.text
    assert imported.sections.filter(title="Muudetud vahepeal").exists()
    again = page.context["form"].initial["replaces"]
    managing.post(address, {"replaces": again, "is_replacing": "on"})
    assert not imported.sections.filter(title="Muudetud vahepeal").exists()


def test_a_document_without_a_period_asks_for_it(managing, programme, document):
    rows = [replace(r, overall=r.overall) for r in document.rows]
    assert rows
    address = upload(managing, programme, write_plan_docx(replace(document, period=None))).url
    page = managing.get(address)
    assert "start_date" in page.context["form"].fields
    assert managing.post(address, {}).status_code == 200
    assert not Plan.objects.exists()
    managing.post(address, {"start_date": "2025-12-31", "end_date": "2025-01-01"})
    assert not Plan.objects.exists()
    managing.post(address, {"start_date": "2025-01-01", "end_date": "2025-12-31"})
    assert Plan.objects.get().start_date == date(2025, 1, 1)


def test_a_document_of_another_programme_is_named(managing, programme, document):
    content = write_plan_docx(replace(document, title="Hoopis teine programm"))
    page = managing.get(upload(managing, programme, content).url).text
    assert "Hoopis teine programm" in page
    assert "Is it the right document?" in page


@pytest.mark.parametrize("person", ["stranger", "partner", "approver"])
def test_others_neither_upload_nor_look(person, programme, manager, client, request):
    client.force_login(manager)
    address = upload(client, programme).url
    client.force_login(request.getfixturevalue(person))
    assert upload(client, programme).status_code == 403
    assert client.get(address).status_code == 403
    assert client.post(address, {}).status_code == 403
    assert PlanFile.objects.count() == 1
    assert not Plan.objects.exists()


def test_another_managers_upload_is_not_shown(programme, managing, client):
    from loim.people.models import Role
    from tests import factories as make

    address = upload(managing, programme).url
    colleague = make.user()
    make.membership(colleague, programme.implementer, Role.PROGRAMME_MANAGER)
    client.force_login(colleague)
    assert client.get(address).status_code == 302
    assert client.post(address, {"discard": "1"}).status_code == 302
    assert PlanFile.objects.count() == 1


def test_an_upload_is_forgotten_after_a_day(managing, programme):
    address = upload(managing, programme).url
    yesterday = PlanFile.objects.get().uploaded_at - timedelta(hours=25)
    PlanFile.objects.update(uploaded_at=yesterday)
    upload(managing, programme)
    assert managing.get(address).url == reverse("plan-import", args=[programme.slug])


def _zip(**parts: str) -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return packed.getvalue()


HOSTILE = {
    "not_docx": b"%PDF-1.7 ...",
    "old_doc": b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "WordDocument".encode("utf-16-le"),
    "encrypted": b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"),
    "damaged_file": CONTENT_2023[: len(CONTENT_2023) // 2],
    "unsafe_name": _zip(**{"../../evil.xml": "<a/>"}),
    "entities": _zip(
        **{"word/document.xml": '<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]><a>&x;</a>'}
    ),
}


@pytest.mark.parametrize("code", HOSTILE)
def test_a_hostile_file_is_refused_in_words_and_nothing_is_stored(code, managing, programme):
    response = upload(managing, programme, HOSTILE[code])
    assert response.status_code == 200
    error = response.context["form"].errors.as_data()["file"][0]
    assert error.code == code
    assert "try again" in error.message or "not opened" in error.message
    assert not PlanFile.objects.exists()


def test_no_file_and_an_empty_one_are_refused(managing, programme):
    address = reverse("plan-import", args=[programme.slug])
    assert "file" in managing.post(address, {}).context["form"].errors
    assert "file" in upload(managing, programme, b"").context["form"].errors
    assert not PlanFile.objects.exists()


def test_a_file_over_the_limit_is_neither_read_nor_kept_on_the_disk(
    managing, programme, monkeypatch
):
    from loim.programmes.forms import plan_import

    kept: list[int] = []
    complete = uploads.LimitedUploadHandler.file_complete

    def measured(handler, size):
        file = complete(handler, size)
        kept.append(file.file.seek(0, 2))
        return file

    monkeypatch.setattr(uploads.LimitedUploadHandler, "file_complete", measured)
    monkeypatch.setattr(uploads, "MAX_UPLOAD_BYTES", 1_000)
    monkeypatch.setattr(plan_import, "MAX_UPLOAD_BYTES", 1_000)
    monkeypatch.setattr(plan_import, "read_plan", lambda _: pytest.fail("it was read"))
    response = upload(managing, programme, b"x" * 200_000)
    error = response.context["form"].errors.as_data()["file"][0]
    assert error.code == "too_big"
    assert kept == [0]
    assert not PlanFile.objects.exists()


def test_every_refusal_of_the_reader_has_words():
    assert set(HOSTILE) <= set(REFUSALS)
