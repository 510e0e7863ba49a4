"""Terms are kept, looked for, taken out as a table and brought back; pages of the glossary."""

from datetime import datetime
from io import BytesIO
from typing import Any
from uuid import uuid4

import openpyxl
import pytest
from django.core.exceptions import PermissionDenied
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError, transaction
from django.test import Client

from loim.content.actions.glossary.terms import (
    NoWord,
    TermExists,
    TermFacts,
    retire_term,
    save_term,
)
from loim.content.logic.glossary.written_words import WrittenWord
from loim.content.models import Term, TermWord
from loim.content.queries.glossary import warnings
from loim.content.queries.terms import TermSearch, listed_terms
from tests.world import World

pytestmark = pytest.mark.django_db
PERMIT = (
    WrittenWord("et", "elamisluba", "preferred"),
    WrittenWord("ru", "вид на жительство", "preferred"),
    WrittenWord("ru", "разрешение на проживание", "avoided"),
)


def term(
    world: World, now: datetime, *words: WrittenWord, is_common: bool = True, **more: Any
) -> Term:
    by = world.manager if is_common else world.coordinator
    owner = None if is_common else world.rakvere
    facts = TermFacts(words or PERMIT, owner, "Ametlik nimi")
    return save_term(facts=facts, by=by, now=now, **more)


@pytest.fixture
def browser(world: World) -> Client:
    made = Client()
    made.force_login(world.coordinator)
    return made


def test_the_editor_is_warned_field_by_field_in_rich_text_too(
    world: World, now: datetime, django_assert_num_queries: Any
) -> None:
    term(world, now)
    term(
        world,
        now,
        WrittenWord("et", "linn", "preferred"),
        WrittenWord("ru", "город", "preferred"),
        is_common=False,
    )
    source = {"title": "Elamisloa pikendamine", "body": "<p>Rakvere <em>linnas</em></p>"}
    target = {"title": "Продление", "body": "<p>В посёлке</p>"}
    with django_assert_num_queries(2):
        found = warnings(source, target, "et", "ru", owner=world.rakvere.pk)
    assert [(w.field, w.source, w.preferred, w.is_avoided) for w in found] == [
        ("title", "elamisluba", "вид на жительство", False),
        ("body", "linn", "город", False),
    ]
    # Another organisation's own terms bind nobody else.
    assert [w.field for w in warnings(source, target, "et", "ru", owner=world.tartu.pk)] == [
        "title"
    ]
    target["title"] = "Разрешения на проживание"
    assert str(warnings(source, target, "et", "ru")[0]) != ""
    assert warnings(source, target, "et", "ru")[0].used == "разрешение на проживание"


def test_who_keeps_which_terms(world: World, now: datetime) -> None:
    own = term(world, now, is_common=False)
    with pytest.raises(PermissionDenied):
        save_term(facts=TermFacts(PERMIT, None), by=world.coordinator, now=now)
    with pytest.raises(PermissionDenied):
        save_term(facts=TermFacts(PERMIT, None), term=own, by=world.manager, now=now)
    with pytest.raises(PermissionDenied):
        retire_term(term=own, by=world.manager, now=now)


def test_a_term_is_there_once_and_has_a_word(world: World, now: datetime) -> None:
    once = uuid4()
    first = term(world, now, submission=once)
    assert term(world, now, submission=once) == first
    with pytest.raises(TermExists, match="Elamisluba"):
        term(world, now, WrittenWord("et", "Elamisluba", "preferred"))
    with pytest.raises(NoWord):
        term(world, now, WrittenWord("et", "uus", "allowed"))
    retire_term(term=first, by=world.manager, now=now)
    assert warnings({"t": "elamisluba"}, {"t": "x"}, "et", "ru") == []
    with pytest.raises(IntegrityError, match="term_one_preferred_word"), transaction.atomic():
        TermWord.objects.create(term=first, language="ru", word="ВНЖ")
    with pytest.raises(IntegrityError, match="once_per_language"), transaction.atomic():
        TermWord.objects.create(term=first, language="et", word="ELAMISLUBA", usage="allowed")


def test_the_preferred_word_changes_places_and_the_rest_stays(world: World, now: datetime) -> None:
    made = term(world, now)
    kept = made.words.get(language="et").pk
    swapped = (
        PERMIT[0],
        WrittenWord("ru", "разрешение на проживание", "preferred"),
        WrittenWord("ru", "вид на жительство", "allowed"),
    )
    save_term(facts=TermFacts(swapped), term=made, by=world.manager, now=now)
    assert dict(made.words.filter(language="ru").values_list("word", "usage")) == {
        "разрешение на проживание": "preferred", "вид на жительство": "allowed",
    }  # fmt: skip
    assert made.words.get(language="et").pk == kept


@pytest.mark.parametrize("count", [1, 3])
def test_the_list_is_as_many_queries_for_one_term_as_for_three(
    world: World, now: datetime, django_assert_num_queries: Any, count: int
) -> None:
    for number in range(count):
        term(world, now, WrittenWord("et", f"sõna{number}", "preferred"))
    rows = listed_terms(world.coordinator, TermSearch(words="sõna", lacks="uk"))
    list(world.coordinator.memberships.all())
    with django_assert_num_queries(2):
        assert [row.words.all()[0].word for row in rows] == [f"sõna{n}" for n in range(count)]
    assert not listed_terms(world.coordinator, TermSearch(lacks="et")).exists()


def test_a_term_is_written_on_its_page_and_errors_lose_nothing(
    browser: Client, world: World, now: datetime
) -> None:
    common = term(world, now)
    page = browser.get("/en/texts/glossary/").content.decode()
    assert "elamisluba" in page
    assert (
        "Managers of programmes keep"
        in browser.get(f"/en/texts/glossary/{common.pk}/").content.decode()
    )
    data = {
        "owner": world.rakvere.pk,
        "preferred_et": "vald | v",
        "allowed_et": "kogukond",
        "note": "Oma sõna",
    }
    wrong = browser.post("/en/texts/glossary/new/", data).content.decode()
    assert "two letters or more" in wrong
    assert "Oma sõna" in wrong
    assert (
        browser.post(
            "/en/texts/glossary/new/", {**data, "owner": "common", "preferred_et": "vald"}
        ).status_code
        == 200
    )
    browser.post("/en/texts/glossary/new/", {**data, "preferred_et": "vald | valla"})
    made = TermWord.objects.get(word="vald")
    assert (made.stems, made.term.owner) == (["valla"], world.rakvere)
    shown = browser.get(f"/en/texts/glossary/{made.term_id}/").content.decode()
    assert "vald | valla" in shown
    assert (
        browser.get("/en/texts/glossary/?words=nothing")
        .content.decode()
        .count("No term is like that")
        == 1
    )


@pytest.mark.parametrize("kind", ["csv", "xlsx"])
def test_a_table_comes_back_as_it_went_out(
    browser: Client, world: World, now: datetime, kind: str
) -> None:
    term(
        world,
        now,
        *PERMIT,
        WrittenWord("et", "=vald", "allowed", ("valla", "valda")),
        is_common=False,
    )
    content = browser.get(f"/en/texts/glossary/export.{kind}").content

    def bring(given: bytes) -> str:
        file = SimpleUploadedFile(f"sõnastik.{kind}", given)
        answer = browser.post(
            "/en/texts/glossary/import/", {"file": file, "owner": world.rakvere.pk}, follow=True
        )
        return answer.content.decode()

    assert "Added: 0. Changed: 0. Already so: 1." in bring(content)
    TermWord.objects.filter(usage="avoided").delete()
    assert "Added: 0. Changed: 1. Already so: 0." in bring(content)
    assert TermWord.objects.filter(usage="avoided").count() == 1


def test_a_table_with_a_mistake_is_told_by_row_and_nothing_is_taken(
    browser: Client, world: World
) -> None:
    book = openpyxl.Workbook()
    for row in (
        ["et preferred", "et allowed", "ru preferred"],
        ["vald", "", "волость"],
        ["", "kogukond", ""],
        ["linn; alev", "", "город"],
        ["kool", "kool", ""],
    ):
        book.active.append(row)
    out = BytesIO()
    book.save(out)
    for name, content, said in (
        (
            "a.xlsx",
            out.getvalue(),
            ["Row 3 has no preferred", "Row 4: only one", "Row 5: “kool” is there twice"],
        ),
        ("a.pdf", b"x", ["Choose an .xlsx or a .csv file."]),
        ("a.csv", b"nimi;asi\r\n1;2", ["none of the headings"]),
    ):
        file = SimpleUploadedFile(name, content)
        page = browser.post(
            "/en/texts/glossary/import/", {"file": file, "owner": world.rakvere.pk}
        ).content.decode()
        for sentence in said:
            assert sentence in page
    assert not Term.objects.exists()
