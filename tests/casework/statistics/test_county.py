"""The county's picture: counts from a register, shared with its municipalities, small ones hidden."""

from datetime import UTC, date, datetime
from io import BytesIO
from uuid import uuid4

import openpyxl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import transaction
from django.db.utils import IntegrityError
from django.test import Client

from loim.casework.actions.statistics.county import (
    CountedRow,
    SharedAlready,
    TooFewToShare,
    publish_pictures_of_records,
    share_register,
)
from loim.casework.models import CountyFigure, CountyPicture, RegisterCount
from loim.people.models import Municipality, Role
from tests.casework.conftest import Desks
from tests.casework.protection.test_row_security import as_web_role
from tests.factories.casework import client as record_of
from tests.factories.people import membership, user
from tests.world import government

NOW = datetime(2023, 10, 9, 9, tzinfo=UTC)
ROWS = [
    CountedRow("0663", "ukraine", "children", 40), CountedRow("0663", "eu", "alone", 12),
    CountedRow("0661", "ukraine", "alone", 20), CountedRow("0661", "eu", "couple", 3),
]  # fmt: skip
PAGE = "/en/counselling/statistics/county/0060/"


@pytest.fixture
def county(desks: Desks) -> Desks:
    government("Rakvere", "rural", "0661")
    return desks


def share(desks: Desks, rows: list[CountedRow] = ROWS, **fields: object) -> CountyPicture:
    place = desks.rakvere.municipality
    assert place
    said = {
        "county": place.county, "organisation": desks.rakvere, "source": "Register",
        "as_of": date(2023, 1, 1), "file_name": "a.csv", "submission": uuid4(), "by": desks.anu,
        "now": NOW, **fields,
    }  # fmt: skip
    return share_register(rows=rows, **said)  # type: ignore[arg-type]


def signed_in(person: object) -> Client:
    client = Client()
    client.force_login(person)
    return client


def test_small_numbers_of_a_register_are_hidden_with_others(county: Desks) -> None:
    picture = share(county)

    shown = {
        (f.municipality_id, f.dimension, f.category): f.value
        for f in CountyFigure.objects.filter(picture=picture)
    }
    assert shown[None, "all", ""] == 75
    assert shown["0661", "origin", "eu"] is None
    hidden = [key for key, value in shown.items() if value is None and key[1] == "origin"]
    assert sorted(hidden) == [
        ("0661", "origin", "eu"), ("0661", "origin", "ukraine"),
        ("0663", "origin", "eu"), ("0663", "origin", "ukraine"),
    ]  # fmt: skip
    with as_web_role():
        assert CountyFigure.objects.exists()
        assert not RegisterCount.objects.exists()
    with pytest.raises(IntegrityError, match="stays as it is"), transaction.atomic():
        CountyFigure.objects.update(value=7)


def test_a_day_of_a_source_is_shared_once(county: Desks) -> None:
    submission = uuid4()
    first = share(county, submission=submission)

    assert share(county, submission=submission) == first
    with pytest.raises(SharedAlready):
        share(county)
    with pytest.raises(TooFewToShare):
        share(county, rows=[CountedRow("0663", "eu", "alone", 2)], as_of=date(2022, 1, 1))
    assert CountyPicture.objects.count() == 1


def test_the_countys_people_see_it_and_others_do_not(county: Desks) -> None:
    share(county)
    neighbour, stranger, manager = user(), user(), user()
    membership(neighbour, county.rakvere, Role.MEMBER)
    membership(stranger, county.tartu, Role.MEMBER)
    membership(manager, county.tartu, Role.PROGRAMME_MANAGER)

    assert "75" in signed_in(neighbour).get(PAGE).content.decode()
    assert signed_in(manager).get(PAGE).status_code == 200
    assert signed_in(stranger).get(PAGE).status_code == 403
    assert signed_in(stranger).get(f"{PAGE}file/").status_code == 403
    assert Client().get(PAGE).status_code == 302
    sheet = openpyxl.load_workbook(BytesIO(signed_in(neighbour).get(f"{PAGE}file/").content))
    rows = {row[0]: row[1:] for row in sheet.worksheets[0].iter_rows(values_only=True)}
    assert rows["Rakvere vald"] == (23, "hidden", "hidden")


def test_a_file_is_looked_through_and_shared_as_it_was_shown(county: Desks) -> None:
    client = signed_in(county.anu)
    text = "omavalitsus;päritolu;perekond;arv\nRakvere linn;Ukraine;alone;30\n0661;eu;;25\n"

    preview = client.post(f"{PAGE}import/", _sent(text))
    done = client.post(
        f"{PAGE}import/", {"rows": preview.context["confirm"].initial["rows"]}, follow=True
    )

    assert "2 rows, 55 people." in preview.content.decode()
    assert not preview.context["preview"].problems
    assert "Shared: the county’s municipalities see the picture now." in done.content.decode()
    assert CountyPicture.objects.get().source == "Register of population"


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("omavalitsus;arv\nTartu linn;5\n", "no municipality of this county"),
        ("omavalitsus;arv\n0663;mitu\n", "no whole number of people"),
        ("omavalitsus;arv\n0663;5\n0663;6\n", "Row 3"),
        ("nimi;arv\nMari;5\n", "Missing: municipality"),
        ("omavalitsus;arv\n38001085718;1\n", "personal codes"),
    ],
)
def test_what_is_wrong_with_a_file_is_said(county: Desks, text: str, said: str) -> None:
    answer = signed_in(county.anu).post(f"{PAGE}import/", _sent(text))

    assert said in answer.content.decode()
    assert "Register of population" in answer.content.decode()  # nothing typed is lost
    assert not CountyPicture.objects.exists()


def test_another_countys_counsellor_brings_nothing(county: Desks) -> None:
    assert signed_in(county.olev).get(f"{PAGE}import/").status_code == 403


def _sent(text: str) -> dict[str, object]:
    return {
        "source": "Register of population",
        "as_of": "2023-01-01",
        "file": SimpleUploadedFile("counts.csv", text.encode()),
    }


def test_records_make_a_picture_at_the_years_end_and_count_everybody_once(county: Desks) -> None:
    own, beside = county.rakvere.municipality, Municipality.objects.get(pk="0661")
    for number in range(9):
        record_of(
            county.rakvere, municipality=own, target_group="newcomer", pseudonym=f"{number:064}",
            origin="ukraine" if number < 6 else "eu",
        )  # fmt: skip
    for number in range(8, 15):
        record_of(
            county.rakvere, municipality=beside, target_group="newcomer",
            pseudonym=f"{number:064}", made_at=NOW, origin="ukraine",
        )  # fmt: skip
    # Neither who is no newcomer nor who did not agree to be counted.
    record_of(county.rakvere, municipality=own, target_group="newcomer", scope=("record",))
    record_of(county.rakvere, municipality=own, target_group="resident")

    assert publish_pictures_of_records(now=NOW) == 1
    assert publish_pictures_of_records(now=NOW) == 0

    picture = CountyPicture.objects.get()
    assert (picture.kind, picture.as_of) == ("records", date(2022, 12, 31))
    totals = CountyFigure.objects.filter(picture=picture, dimension="all")
    # The one with two records is counted where the later was made.
    assert dict(totals.values_list("municipality_id", "value")) == {
        None: 15, own.pk: 8, beside.pk: 7
    }  # fmt: skip
    origins = CountyFigure.objects.filter(picture=picture, dimension="origin", municipality=None)
    # Thirteen of fifteen; the two others are too few, and one number alone would tell of them.
    assert dict(origins.values_list("category", "value")) == {"ukraine": None, "eu": None}
