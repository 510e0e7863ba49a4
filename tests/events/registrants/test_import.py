"""Many participants from a file: shown first, then all of them or none."""

from datetime import date
from io import BytesIO
from typing import Any

import openpyxl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from loim.common.models import OutgoingMail
from loim.events.models import Event, Participant, Registration
from loim.people.models import User
from tests.events.registrants.conftest import let_in
from tests.factories.registration import (
    option,
    participant,
    published_event,
    question,
    registration_settings,
)
from tests.mail import run_jobs
from tests.world import World

pytestmark = pytest.mark.django_db
HEAD = "Name;E-mail;Party;Organisation;Municipality;Language"
ANNA = "Anna Näidis;anna@example.ee;community;Rakvere LV;Tartu linn;ru"
BORIS = "Boris Näidis;boris@example.ee;;Vaba Selts;;"


def address(event: Event, rest: str = "import/") -> str:
    return f"/en/events/{event.pk}/participants/{rest}"


def upload(browser: Client, event: Event, *rows: str, encoding: str = "utf-8") -> Any:
    content = "\r\n".join(rows).encode(encoding)
    return browser.post(address(event), {"file": SimpleUploadedFile("osalejad.csv", content)})


def confirm(browser: Client, event: Event, preview: Any) -> Any:
    sealed = preview.context["confirm"]["rows"].value()
    return browser.post(address(event), {"rows": sealed})


def good(preview: Any) -> list[str]:
    return [row.name for row in preview.context["preview"].rows]


def told(preview: Any) -> list[tuple[int, str]]:
    return [(found.row, found.column) for found in preview.context["preview"].problems]


def test_nobody_is_on_the_list_before_it_is_confirmed(
    world: World, meeting: Event, browser: Client
) -> None:
    preview = upload(browser, meeting, HEAD, ANNA, "", BORIS)
    assert "2 people can be put on the list" in preview.content.decode()
    assert Participant.objects.count() == 0

    page = browser.get(confirm(browser, meeting, preview)["Location"])

    assert "2 people are on the list: has a place 2." in page.content.decode()
    anna, boris = Participant.objects.order_by("pk")
    assert (anna.name, anna.party, anna.language, anna.state) == (
        "Anna Näidis",
        "community",
        "ru",
        "admitted",
    )
    assert (anna.organisation, anna.municipality) == (world.rakvere, world.tartu.municipality)
    assert (boris.organisation, boris.organisation_name, boris.language) == (
        None,
        "Vaba Selts",
        "et",
    )
    assert anna.registration.door == "import"
    assert anna.decisions.get().reason == "free_place"


@pytest.mark.parametrize(
    "head",
    [
        "Nimi;E-post;Osapool",
        "Имя и фамилия;Электронная почта;Сторона",
        "Ім'я;Пошта;Party",
        "FULL NAME;Email;PARTY",
        "name;email;party",
    ],
)
@pytest.mark.parametrize("word", ["KOV", "municipality", "самоуправление", "муніципалітет"])
def test_headings_and_words_are_understood_in_every_language(
    meeting: Event, browser: Client, head: str, word: str
) -> None:
    preview = upload(browser, meeting, head, f"Anna;anna@example.ee;{word}")

    [row] = preview.context["preview"].rows
    assert (row.name, row.email, row.party) == ("Anna", "anna@example.ee", "municipality")


def test_a_name_in_two_columns_is_one_name(meeting: Event, browser: Client) -> None:
    assert good(upload(browser, meeting, "Eesnimi,Perekonnanimi", "Anna,Näidis")) == ["Anna Näidis"]


@pytest.mark.parametrize("encoding", ["utf-8-sig", "cp1251", "utf-16"])
def test_letters_are_right_in_every_encoding(
    meeting: Event, browser: Client, encoding: str
) -> None:
    preview = upload(browser, meeting, "Имя;Почта", "Жанна;z@example.ee", encoding=encoding)
    assert good(preview) == ["Жанна"]


def test_every_bad_row_is_told_with_its_column_and_the_good_ones_go_on(
    world: World, meeting: Event, browser: Client
) -> None:
    participant(meeting, email="Already@example.ee")
    participant(meeting, name="Nimeta Nimi", email="")
    preview = upload(
        browser,
        meeting,
        HEAD,
        ANNA,
        ";kadri@example.ee;;;;",
        "Kadri;kadri@;;;;",
        "Kadri;a@example.ee;pidu;;;",
        "Kadri;b@example.ee;;;Atlantis;",
        "Kadri;c@example.ee;;;Rakvere;",  # the city or the rural municipality?
        "Kadri;d@example.ee;;;;ladina",
        f"{'K' * 151};e@example.ee;;;;",
        "Kadri;already@EXAMPLE.ee;;;;",
        "Kadri;ANNA@example.ee;;;;",
        "nimeta nimi;;;;;",
        "Siim;;;;;",
        "SIIM;;;;;",
        BORIS,
    )
    assert told(preview) == [
        (3, "Name"),
        (4, "E-mail"),
        (5, "Party"),
        (6, "Municipality"),
        (7, "Municipality"),
        (8, "Language"),
        (9, "Name"),
        (10, "E-mail"),
        (11, "E-mail"),
        (12, "Name"),
        (14, "Name"),
    ]
    assert good(preview) == ["Anna Näidis", "Siim", "Boris Näidis"]
    confirm(browser, meeting, preview)
    assert Participant.objects.filter(registration__door="import").count() == 3


def test_answers_stand_in_columns_of_their_own(meeting: Event, browser: Client) -> None:
    meals = question(meeting, "several_of", label="Söök", translations={"ru": {"label": "Еда"}})
    soup = option(meals, "supp, kuum", translations={"en": {"label": "soup"}})
    cake = option(meals, "kook")
    beds = question(meeting, "one_of", label="Ööbimine")
    single = option(beds, "üksi")
    phone = question(meeting, "phone", label="Telefon")
    diet = question(meeting, "diet", label="Eritoit")
    vegan = option(diet, "vegan")
    preview = upload(
        browser,
        meeting,
        "Nimi\tеда\tÖöbimine\tTelefon\tERITOIT",
        "Anna\tsoup; Kook\tüksi\t+372 5123 4567\tvegan, ei söö seeni",
        "Boris\tSupp, kuum\t\t\t",
    )
    assert told(preview) == []

    confirm(browser, meeting, preview)

    answers = {
        person.name: set(person.answers.values_list("question", "option", "text"))
        for person in Participant.objects.all()
    }
    assert answers == {
        "Anna": {
            (meals.pk, soup.pk, ""),
            (meals.pk, cake.pk, ""),
            (beds.pk, single.pk, ""),
            (phone.pk, None, "+37251234567"),
            (diet.pk, vegan.pk, ""),
            (diet.pk, None, "ei söö seeni"),
        },
        "Boris": {(meals.pk, soup.pk, "")},
    }


def test_an_answer_that_is_not_known_is_told(meeting: Event, browser: Client) -> None:
    beds = question(meeting, "one_of", label="Ööbimine")
    option(beds, "üksi")
    shared = option(beds, "kahekesi")
    number = question(meeting, "number", label="Lapsi")
    with_whom = question(meeting, "short_text", label="Kellega", only_if=shared)
    preview = upload(
        browser,
        meeting,
        "Nimi;Ööbimine;Lapsi;Kellega",
        "Anna;telgis;;",
        "Boris;;palju;",
        "Kadri;üksi;;Annaga",
        "Mari;kahekesi;2;Annaga",
    )
    assert told(preview) == [(2, "Ööbimine"), (3, "Lapsi"), (4, "Kellega")]
    assert "üksi, kahekesi" in preview.content.decode()
    confirm(browser, meeting, preview)
    assert set(Participant.objects.get().answers.values_list("question", flat=True)) == {
        beds.pk, number.pk, with_whom.pk,
    }  # fmt: skip


def test_a_workbook_with_dates_and_numbers_is_read(meeting: Event, browser: Client) -> None:
    born = question(meeting, "date", label="Sünnipäev")
    phone = question(meeting, "phone", label="Telefon")
    book = openpyxl.Workbook()
    sheet: Any = book.active
    sheet.append(["Nimi", "Sünnipäev", "Telefon", "Märkus"])
    sheet.append(["Anna", date(1990, 5, 24), 51234567.0, "x"])
    out = BytesIO()
    book.save(out)

    preview = browser.post(
        address(meeting), {"file": SimpleUploadedFile("osalejad.xlsx", out.getvalue())}
    )

    assert preview.context["preview"].unknown == ["Märkus"]
    confirm(browser, meeting, preview)
    assert dict(Participant.objects.get().answers.values_list("question", "text")) == {
        born.pk: "1990-05-24",
        phone.pk: "51234567",
    }


def test_without_a_column_of_names_nothing_is_read(meeting: Event, browser: Client) -> None:
    preview = upload(browser, meeting, "E-mail", "anna@example.ee")

    assert told(preview) == [(1, "Name")]
    assert "No row can be used as it is." in preview.content.decode()


def test_a_preview_counts_once(meeting: Event, browser: Client) -> None:
    preview = upload(browser, meeting, HEAD, ANNA)
    confirm(browser, meeting, preview)

    again = confirm(browser, meeting, preview)

    assert "nobody was added twice" in browser.get(again["Location"]).content.decode()
    assert Participant.objects.count() == 1


def test_if_one_cannot_be_added_nobody_is(meeting: Event, browser: Client) -> None:
    preview = upload(browser, meeting, HEAD, BORIS, ANNA)
    participant(meeting, email="anna@example.ee")  # registers while the preview is read

    page = browser.get(confirm(browser, meeting, preview)["Location"])

    assert "anna@example.ee is registered for this event already" in page.content.decode()
    assert Registration.objects.filter(door="import").count() == 0


def test_more_than_fit_wait_in_the_order_of_the_file(meeting: Event, browser: Client) -> None:
    meeting.registration_settings.capacity = 1
    meeting.registration_settings.save()

    confirm(browser, meeting, upload(browser, meeting, HEAD, BORIS, ANNA))

    assert list(Participant.objects.order_by("pk").values_list("name", "state")) == [
        ("Boris Näidis", "admitted"),
        ("Anna Näidis", "waiting"),
    ]


def test_whoever_is_put_on_the_list_is_told(meeting: Event, browser: Client) -> None:
    confirm(browser, meeting, upload(browser, meeting, HEAD, ANNA, "Nimi;;;;;"))

    run_jobs(name="loim.events.write_place_letters")

    assert list(OutgoingMail.objects.values_list("to", "language")) == [("anna@example.ee", "ru")]


def test_a_preview_is_good_for_its_event_and_its_reader_alone(
    world: World, meeting: Event, browser: Client, client: Client
) -> None:
    other = published_event(organiser=world.rakvere)
    registration_settings(other)
    preview = upload(browser, meeting, HEAD, ANNA)
    sealed = preview.context["confirm"]["rows"].value()

    browser.post(address(meeting), {"rows": sealed[:-2] + "xx"})
    confirm(browser, other, preview)
    client.force_login(world.manager)
    confirm(client, meeting, preview)

    assert Participant.objects.count() == 0


@pytest.mark.parametrize("file_format", ["csv", "xlsx"])
def test_the_template_is_read_as_it_is(
    world: World, meeting: Event, browser: Client, file_format: str
) -> None:
    option(question(meeting, "one_of", label="Ööbimine"), "üksi")
    template = browser.get(address(meeting, f"template.{file_format}"))

    preview = browser.post(
        address(meeting),
        {"file": SimpleUploadedFile(f"mall.{file_format}", template.content)},
    )

    # Its municipality is one that this county has.
    assert told(preview) == []
    assert preview.context["preview"].unknown == []
    assert good(preview) == ["Mari Näidis"]


@pytest.mark.parametrize("many", [1, 30])
def test_a_preview_takes_as_many_queries_however_long_the_file(
    meeting: Event, browser: Client, many: int, django_assert_num_queries: Any
) -> None:
    option(question(meeting, "one_of", label="Ööbimine"), "üksi")
    rows = [f"Nimi {number};n{number}@example.ee;üksi" for number in range(many)]
    browser.get(address(meeting))

    with django_assert_num_queries(13):
        upload(browser, meeting, "Name;E-mail;Ööbimine", *rows)


@pytest.mark.parametrize("content", [b"", b"\xff\xfe\x00", b"Name\x00;x"])
def test_a_file_that_cannot_be_read_is_refused_in_words(
    meeting: Event, browser: Client, content: bytes
) -> None:
    page = browser.post(address(meeting), {"file": SimpleUploadedFile("x.csv", content)})
    assert page.context["form"].errors["file"]


@pytest.mark.parametrize("rest", ["import/", "template.xlsx"])
def test_only_the_organiser_puts_people_on_the_list(
    meeting: Event, client: Client, outsiders: dict[str, User], rest: str
) -> None:
    assert let_in(client, outsiders, address(meeting, rest)) == []
