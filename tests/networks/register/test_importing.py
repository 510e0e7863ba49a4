"""A register kept elsewhere, and the business register's states: looked at, then confirmed."""

import re
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from loim.common.tables import Table, as_xlsx
from loim.networks.models import Association
from tests.factories import register as make
from tests.world import World

pytestmark = pytest.mark.django_db
HEADINGS = [
    "Registry code",
    "Name",
    "Municipality",
    "Communities",
    "Languages",
    "Members",
    "E-mail",
]


@pytest.fixture
def browser(world: World, client: Client) -> Client:
    client.force_login(world.coordinator)
    return client


def looked_at(browser: Client, *rows: list[Any]) -> str:
    content = as_xlsx(Table("x", HEADINGS, rows))
    file = SimpleUploadedFile("register.xlsx", content)
    return browser.post("/en/networks/register/import/", {"file": file}).content.decode()


def confirm(browser: Client, page: str, address: str = "import") -> None:
    sealed = re.search(r'name="rows" value="([^"]+)"', page)
    assert sealed is not None
    browser.post(f"/en/networks/register/{address}/", {"rows": sealed[1]})


def test_a_file_is_saved_once_confirmed_and_again_changes_nothing(
    world: World, browser: Client
) -> None:
    rows = [
        [int(make.code(1)), "MTÜ Läti Selts", "Rakvere linn", "Latvians; marslased", "Latvian", 40, "selts@example.ee"],
        [make.code(2), "MTÜ Vaikne", None, None, None, None, None],
    ]  # fmt: skip
    page = looked_at(browser, *rows)
    assert "New: 2, to be changed: 0" in page
    assert Association.objects.count() == 0
    confirm(browser, page)
    made = Association.objects.get(organisation__registry_code=make.code(1))
    assert (made.nationalities, made.other_nationality, made.languages, made.member_count) == (
        ["lv"], "marslased", ["lv"], 40,
    )  # fmt: skip
    assert (made.listed_at, made.published, made.keeper) == (None, [], world.rakvere)
    assert "Nothing in the file is to be saved." in looked_at(browser, *rows)
    rows[0][5] = 45
    confirm(browser, looked_at(browser, *rows))
    made.refresh_from_db()
    assert (made.member_count, made.revision, Association.objects.count()) == (45, 2, 2)


def test_what_is_wrong_is_told_by_row_and_column(world: World, browser: Client) -> None:
    theirs = make.association(world.tartu)
    page = looked_at(
        browser,
        ["123", "MTÜ Üks", "Kuu vald", None, "klingoni", "palju", "pole aadress"],
        [theirs.organisation.registry_code, "x", None, None, None, None, None],
        [make.code(997), "MTÜ Kaks", None, None, None, None, None],
        [make.code(997), "MTÜ Kaks", None, None, None, None, None],
    )
    told = re.findall(r'<td class="number">(\d)</td><td>([^<]+)</td><td>', page)
    assert {(row, column) for row, column in told} == {
        ("2", "Registry code"), ("2", "Municipality"), ("2", "Languages"), ("2", "Members"),
        ("2", "E-mail"), ("3", "Registry code"), ("5", "Registry code"),
    }  # fmt: skip
    confirm(browser, page)
    assert set(Association.objects.values_list("organisation__name", flat=True)) == {
        "MTÜ Kaks", theirs.organisation.name,
    }  # fmt: skip


def test_codes_and_states_are_pasted_and_only_deleted_ones_of_ours_are_struck_off(
    world: World, browser: Client
) -> None:
    gone, lives = make.association(world.rakvere), make.association(world.rakvere)
    lines = "\n".join(
        [
            "ariregistri_kood;ettevotja_staatus;kustutamise_kpv",
            f"{gone.organisation.registry_code};K;01.09.2023",
            f"{lives.organisation.registry_code};R;",
            f"{make.code(77)};K;01.09.2023",
            "abc;K;",
        ]
    )
    sent = {"lines": lines, "source": "avaandmed"}
    page = browser.post("/en/networks/register/struck-off/", sent).content.decode()
    assert "Row 5" in page
    confirm(browser, page, "struck-off")
    gone.refresh_from_db()
    lives.refresh_from_db()
    assert (gone.state, str(gone.ended_date), lives.state) == ("struck_off", "2023-09-01", "active")


def test_a_preview_that_was_tampered_with_saves_nothing(world: World, browser: Client) -> None:
    browser.post("/en/networks/register/import/", {"rows": "vale"})
    browser.post("/en/networks/register/struck-off/", {"rows": "vale"})
    assert Association.objects.count() == 0
