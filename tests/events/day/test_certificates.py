"""Certificates: tagged, checked by their code, withdrawn and issued anew."""

import re
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from io import BytesIO
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.core.files.base import ContentFile
from django.test import Client
from django.urls import reverse
from django.utils import translation
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image
from pypdf import PdfReader

from loim.events.actions.day.certificates import (
    NobodyToIssueTo,
    NotHeldYet,
    NotIssuable,
    NotWithdrawable,
    ReasonMissing,
    issue_ordered,
    order_certificates,
    reissue_certificate,
    withdraw_certificate,
)
from loim.events.documents.certificate_pdf import write_certificate_pdf
from loim.events.logic.day.certificate_code import BITS, as_typed, certificate_code
from loim.events.logic.day.hours import hours_by_day
from loim.events.models import AgendaRelease, Certificate, DaySettings, Event, Partner, PartnerRole
from loim.events.queries.day.certificate_document import certificate_document
from loim.events.queries.day.certificates import is_being_issued
from loim.events.queries.registration.own_link import own_path_for
from loim.people.models import Role
from tests.events.day.conftest import DAY, letters
from tests.factories import membership, user
from tests.factories.registration import participant
from tests.mail import run_jobs
from tests.world import World

pytestmark = pytest.mark.django_db
DAY_AFTER = datetime(2023, 11, 16, 7, 0, 1, 2345, tzinfo=UTC)  # as clocks give it
SESSIONS = [  # as the agenda of a meeting gives them
    ("10:00", "10:30", "arrival", ""),
    ("10:30", "12:00", "plenary", ""),
    ("11:00", "12:30", "group_work", "Saal 2"),  # beside the plenary
    ("12:30", None, "lunch", ""),
    ("13:30", None, "plenary", ""),  # until the way home
    ("15:00", None, "departure", ""),
]


def session(start: str, end: str | None, kind: str, room: str, day: date = DAY) -> dict[str, Any]:
    return {"day": day.isoformat(), "start": start, "end": end, "kind": kind, "room": room}


def release(of: Event, *days: date) -> None:
    sessions = [session(*one, day) for day in days for one in SESSIONS]
    content = {"language": "et", "sessions": sessions, "speakers": [], "materials": []}
    AgendaRelease.objects.create(event=of, number=1, content=content, released_at=DAY_AFTER)


@pytest.fixture
def held(meeting: Event) -> Event:
    meeting.status = "held"
    meeting.save()
    return meeting


def issue(event: Event, by: Any) -> list[Certificate]:
    order_certificates(event=event, by=by, now=DAY_AFTER)
    issue_ordered(event_id=event.pk, now=DAY_AFTER)
    return list(Certificate.objects.order_by("pk"))


def one(world: World, held: Event, **fields: Any) -> Certificate:
    participant(held, "attended", **{"name": "Mari Mets", "email": "mari@example.ee", **fields})
    return issue(held, world.coordinator)[0]


# ---- codes and hours


@given(st.integers(0, 2**BITS - 1))
def test_a_code_is_read_back_however_it_was_copied(number: int):
    code = certificate_code(number)
    assert re.fullmatch(r"[0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]{4}", code)
    assert as_typed(code.lower().replace("-", " ")) == code
    assert as_typed(code.replace("0", "o").replace("1", "I")) == code


def test_hours_leave_out_meals_and_count_what_is_parallel_once():
    assert hours_by_day([session(*one) for one in SESSIONS]) == {DAY: Decimal("3.50")}
    assert hours_by_day([]) == {}
    assert hours_by_day([session("10:00", None, "plenary", "")]) == {}


@given(st.lists(st.tuples(st.integers(0, 1439), st.integers(0, 1439)), max_size=8))
def test_hours_are_the_minutes_that_something_covers(spans):
    def clock(minute: int) -> str:
        return f"{minute // 60:02}:{minute % 60:02}"

    sessions = [
        session(clock(start), clock(end), "plenary", str(number))
        for number, (start, end) in enumerate(spans)
        if start < end
    ]
    covered = {minute for start, end in spans for minute in range(start, end)}
    found = hours_by_day(sessions)
    assert sum(found.values()) == (Decimal(len(covered)) / 60).quantize(Decimal("0.01"))


# ---- issuing


def test_everybody_who_came_gets_one_and_is_written_to(world: World, held: Event):
    release(held, DAY)
    participant(held, "attended", name="Mari Mets", email="mari@example.ee", language="en")
    participant(held, "attended", name="Олена Лис", email="olena@example.ee", language="uk")
    participant(held, "absent", name="Puuduv Peeter")
    participant(held, "admitted")

    issued = issue(held, world.coordinator)

    assert [(row.name, row.language, row.hours) for row in issued] == [
        ("Mari Mets", "en", Decimal("3.50")),
        ("Олена Лис", "uk", Decimal("3.50")),
    ]
    by_address = {letter.to: letter for letter in letters()}
    assert set(by_address) == {"mari@example.ee", "olena@example.ee"}
    assert by_address["mari@example.ee"].subject == "Your certificate: Kogukonnapäev"
    assert f"/en/events/certificates/{issued[0].code}/" in by_address["mari@example.ee"].body
    assert f"/uk/events/certificates/{issued[1].code}/" in by_address["olena@example.ee"].body


def test_a_worker_issues_them_and_the_page_follows(world: World, held: Event):
    for _ in range(3):
        participant(held, "attended")
    assert not is_being_issued(held)
    assert order_certificates(event=held, by=world.coordinator, now=DAY_AFTER) == 3
    assert is_being_issued(held)
    run_jobs(name="loim.events.issue_certificates")
    assert Certificate.objects.count() == 3
    assert not is_being_issued(held)


def test_issuing_again_reaches_only_whoever_came_late(world: World, held: Event):
    participant(held, "attended")
    issue(held, world.coordinator)
    with pytest.raises(NobodyToIssueTo):
        order_certificates(event=held, by=world.coordinator, now=DAY_AFTER)
    participant(held, "attended", name="Hiline Hele", email="hele@example.ee")
    issue(held, world.coordinator)
    issue_ordered(event_id=held.pk, now=DAY_AFTER)  # the job ran twice
    assert Certificate.objects.count() == 2
    assert len(letters()) == 2


def test_before_the_event_there_is_nothing_to_issue(world: World, meeting: Event):
    participant(meeting, "attended")
    with pytest.raises(NotHeldYet):
        order_certificates(event=meeting, by=world.coordinator, now=DAY_AFTER)


def test_hours_are_of_the_days_on_which_somebody_was_there(world: World, meeting: Event, checks_in):
    second = DAY + timedelta(days=1)
    meeting.end_date = second
    meeting.save()
    release(meeting, DAY, second)
    mari, jaan = participant(meeting, name="Mari"), participant(meeting, name="Jaan")
    checks_in(mari, jaan)
    checks_in(mari, now=DAY_AFTER)
    meeting.refresh_from_db()

    issued = {row.name: row.hours for row in issue(meeting, world.coordinator)}

    assert issued == {"Mari": Decimal("7.00"), "Jaan": Decimal("3.50")}


def test_the_organisers_hours_hold_and_without_an_agenda_none_are_named(world: World, held: Event):
    assert one(world, held).hours is None
    DaySettings.objects.create(event=held, certificate_hours=Decimal("12.5"))
    participant(held, "attended")
    assert issue(held, world.coordinator)[-1].hours == Decimal("12.50")


@pytest.mark.parametrize("people", [1, 3])
def test_issuing_takes_as_many_queries_however_many_came(
    world: World, held: Event, django_assert_num_queries: Any, people: int
):
    for _ in range(people):
        participant(held, "attended", language="en")
    with django_assert_num_queries(28):
        issue_ordered(event_id=held.pk, now=DAY_AFTER)


# ---- the paper


def text_of(pdf: bytes) -> str:
    return " ".join(" ".join(page.extract_text() for page in PdfReader(BytesIO(pdf)).pages).split())


def paper(certificate: Certificate) -> bytes:
    return write_certificate_pdf(certificate_document(certificate), issued_at=certificate.issued_at)


def test_the_paper_is_a_tagged_pdf_that_says_its_language(world: World, held: Event):
    picture = BytesIO()
    Image.new("RGB", (900, 300), "darkgreen").save(picture, "PNG")
    world.rakvere.logo.save("logo.png", ContentFile(picture.getvalue()))
    certificate = one(world, held, language="ru")

    pdf = paper(certificate)

    reader = PdfReader(BytesIO(pdf))
    root: Any = reader.trailer["/Root"]
    assert root["/MarkInfo"]["/Marked"] is True or root["/MarkInfo"]["/Marked"] == True  # noqa: E712
    assert root["/Lang"] == "ru"
    assert "pdfuaid" in root["/Metadata"].get_data().decode()
    assert re.search(r"pdfuaid:part(>|=\")1", root["/Metadata"].get_data().decode())
    assert root["/ViewerPreferences"]["/DisplayDocTitle"]
    kinds: list[str] = []

    def walk(element: Any) -> None:
        element = element.get_object()
        if isinstance(element, list):
            for child in element:
                walk(child)
        elif isinstance(element, dict):
            if "/S" in element:
                kinds.append(element["/S"])
                if element["/S"] == "/Figure":
                    assert element["/Alt"] or element["/A"]
            if "/K" in element:
                walk(element["/K"])

    walk(root["/StructTreeRoot"])
    assert kinds.count("/Figure") == 2  # logo and code
    assert len(reader.pages) == 1


def test_the_paper_names_what_has_to_be_named(world: World, held: Event):
    held.place, held.translations = "Rahvamaja", {"uk": {"title": "День громади"}}
    held.save()
    Partner.objects.create(event=held, organisation=world.fund, role=PartnerRole.FUNDER)
    Partner.objects.create(event=held, organisation=world.tartu, role=PartnerRole.CO_ORGANISER)
    release(held, DAY)
    certificate = one(world, held, name="Олена Їжакевич-Ґава", language="uk")
    certificate = Certificate.objects.select_related("event__organiser").get()

    said = text_of(paper(certificate))

    for part in (
        "Олена Їжакевич-Ґава",
        "День громади",
        "Rahvamaja",
        "3,5",
        "Rakvere Linnavalitsus, Tartu Linnavalitsus",
        "Eesti Töötukassa",
        certificate.code,
        f"/uk/events/certificates/{certificate.code}/",
    ):
        assert part in said
    assert paper(certificate) == paper(certificate)


@pytest.mark.parametrize("name", ["李小龙", "🎉 Mari", "#panic() $x$ *Mari* \\ <label>", "M" * 150])
def test_any_name_becomes_a_paper(world: World, held: Event, name: str):
    certificate = one(world, held, name=name)
    assert paper(certificate).startswith(b"%PDF-")


def test_signs_of_the_typesetter_are_only_text(world: World, held: Event):
    certificate = one(world, held, name="#panic() $x$ *Mari*")
    assert "#panic() $x$ *Mari*" in text_of(paper(certificate))


# ---- withdrawing and issuing anew


def test_a_withdrawn_certificate_says_why_and_stays_withdrawn(world: World, held: Event):
    certificate = one(world, held)
    by = {"by": world.coordinator, "now": DAY_AFTER}
    with pytest.raises(ReasonMissing):
        withdraw_certificate(certificate=certificate, reason=" ", **by)  # type: ignore[arg-type]
    withdraw_certificate(certificate=certificate, reason="Ei osalenud", **by)  # type: ignore[arg-type]
    with pytest.raises(NotWithdrawable):
        withdraw_certificate(certificate=certificate, reason="Veel kord", **by)  # type: ignore[arg-type]
    certificate.refresh_from_db()
    assert (certificate.withdrawn_reason, certificate.withdrawn_by) == (
        "Ei osalenud", world.coordinator,
    )  # fmt: skip
    with pytest.raises(NobodyToIssueTo):
        order_certificates(event=held, **by)  # type: ignore[arg-type]


def test_a_corrected_name_is_issued_anew_and_the_old_paper_names_nobody(world: World, held: Event):
    old = one(world, held, name="Mari Metz")
    person = held.participants.get()
    person.name = "Mari Mets"
    person.save()

    new = reissue_certificate(certificate=old, by=world.coordinator, now=DAY_AFTER)

    old.refresh_from_db()
    assert (old.name, old.participant, old.withdrawn_reason) == ("", None, "replaced")
    assert (new.name, new.participant) == ("Mari Mets", person)
    assert new.code != old.code
    assert [letter.to for letter in letters()] == ["mari@example.ee"] * 2
    assert new.code in letters()[1].body
    with pytest.raises(NotIssuable):  # a double click
        reissue_certificate(certificate=old, by=world.coordinator, now=DAY_AFTER)


def test_whoever_did_not_come_after_all_gets_no_new_one(world: World, held: Event):
    certificate = one(world, held)
    held.participants.update(state="absent")
    with pytest.raises(NotIssuable):
        reissue_certificate(certificate=certificate, by=world.coordinator, now=DAY_AFTER)


def test_an_outsider_issues_and_withdraws_nothing(world: World, held: Event):
    certificate = one(world, held)
    stranger = user("narva@example.ee")
    membership(stranger, world.narva, Role.COORDINATOR)
    by = {"by": stranger, "now": DAY_AFTER}
    with pytest.raises(PermissionDenied):
        order_certificates(event=held, **by)  # type: ignore[arg-type]
    with pytest.raises(PermissionDenied):
        withdraw_certificate(certificate=certificate, reason="x", **by)  # type: ignore[arg-type]
    with pytest.raises(PermissionDenied):
        reissue_certificate(certificate=certificate, **by)  # type: ignore[arg-type]


# ---- pages


def page(name: str, *arguments: Any) -> str:
    with translation.override("en"):
        return reverse(name, args=arguments)


def test_anybody_checks_a_code_and_reads_what_the_paper_says(world: World, held: Event):
    release(held, DAY)
    certificate = one(world, held)
    client = Client()

    typed = client.get(page("certificate-check"), {"code": certificate.code.lower()}, follow=True)
    said = typed.content.decode()
    for part in ("This certificate is valid", "Mari Mets", "Kogukonnapäev", "3.5", "noindex"):
        assert part in said
    assert "mari@example.ee" not in said
    file = client.get(page("certificate-file", certificate.code))
    assert file.headers["Content-Type"] == "application/pdf"
    assert "Mari Mets" in text_of(file.content)


def test_a_withdrawn_certificate_is_told_and_not_printed(world: World, held: Event):
    certificate = one(world, held)
    withdraw_certificate(
        certificate=certificate, reason="Ei osalenud", by=world.coordinator, now=DAY_AFTER
    )
    response = Client().get(page("certificate", certificate.code))
    said = response.content.decode()
    assert response.status_code == 410
    assert "This certificate is not valid" in said
    assert "Mari Mets" not in said
    assert "Ei osalenud" not in said
    assert Client().get(page("certificate-file", certificate.code)).status_code == 302


@pytest.mark.parametrize("code", ["0000-0000-0000", "nonsense", "K3F7"])
def test_an_unknown_code_is_told(db: None, code: str):
    response = Client().get(page("certificate", code))
    assert response.status_code == 404
    assert "There is no such certificate" in response.content.decode()


def test_the_organisers_page_issues_withdraws_and_issues_anew(world: World, held: Event):
    mari = participant(held, "attended", name="Mari Metz")
    client = Client()
    client.force_login(world.coordinator)
    address = page("event-certificates", held.pk)

    assert "Issue 1 certificate" in client.get(address).content.decode()
    said = client.post(address, {"issue": ""}, follow=True).content.decode()
    assert "They are being issued" in said
    assert "hx-get" in client.get(page("event-certificates-progress", held.pk)).content.decode()
    run_jobs(name="loim.events.issue_certificates")
    certificate = Certificate.objects.get()
    assert certificate.code in client.get(address).content.decode()

    mari.name = "Mari Mets"
    mari.save()
    assert "on the paper: Mari Metz" in client.get(address).content.decode()
    client.post(address, {"certificate": certificate.pk, "again": ""})
    newest = Certificate.objects.get(participant=mari)
    assert newest.name == "Mari Mets"
    said = client.post(
        address, {"certificate": newest.pk, "withdraw": "", "reason": "Eksitus"}, follow=True
    ).content.decode()
    assert "The certificate is withdrawn." in said
    assert "Eksitus" in said
    assert client.post(address, {"certificate": "x", "again": ""}).status_code == 302


def test_a_stranger_sees_no_list_of_certificates(world: World, held: Event):
    one(world, held)
    stranger = user("narva@example.ee")
    membership(stranger, world.narva, Role.COORDINATOR)
    client = Client()
    client.force_login(stranger)
    for name in ("event-certificates", "event-certificates-progress"):
        response = client.get(page(name, held.pk))
        assert response.status_code == 403
        assert b"Mari" not in response.content


@pytest.mark.parametrize("people", [1, 3])
def test_the_list_takes_as_many_queries_however_long(
    world: World, held: Event, django_assert_num_queries: Any, people: int
):
    for _ in range(people):
        participant(held, "attended")
    issue(held, world.coordinator)
    client = Client()
    client.force_login(world.coordinator)
    client.get(page("event-certificates", held.pk))
    with django_assert_num_queries(10):
        client.get(page("event-certificates", held.pk))


def test_its_owner_finds_it_on_the_page_of_the_registration(world: World, held: Event):
    certificate = one(world, held)
    own = own_path_for(held.participants.select_related("registration").get())
    said = Client().get(own).content.decode()
    assert f"/certificates/{certificate.code}.pdf" in said
    withdraw_certificate(
        certificate=certificate, reason="Eksitus", by=world.coordinator, now=DAY_AFTER
    )
    assert certificate.code not in Client().get(own).content.decode()
