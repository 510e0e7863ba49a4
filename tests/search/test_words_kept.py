"""Editors keep words of the same meaning; others neither see nor change them."""

import pytest
from django.core.exceptions import PermissionDenied

from loim.search.actions.words_kept import keep_words
from loim.search.models import WordGroup
from tests import factories

FORM = {"et": "Sihtasutus\nSA", "en": "foundation", "ru": "", "uk": "", "note": ""}


@pytest.fixture
def editor(db):
    person = factories.user("toimetaja@example.ee")
    factories.membership(person, factories.organisation("Oma"), "editor")
    return person


def test_what_an_editor_adds_is_searched_by_at_once(editor, invented, index, found, client):
    invented.say(1, "Sihtasutuse toetus")
    index()
    assert found("foundation") == []
    client.force_login(editor)
    sent = {**FORM, "submission": "6b0b3a52-2f0e-4d0c-9a39-3d0e3a1f1a11"}

    for _twice in range(2):
        client.post("/en/search/words/new/", sent)

    assert found("foundation") == [1]
    assert WordGroup.objects.filter(submission=sent["submission"]).count() == 1


def test_a_word_that_was_looked_for_in_vain_begins_a_group(editor, client):
    client.force_login(editor)

    latin = client.get("/en/search/words/new/", {"word": "kodukülastus"}).context["form"]
    cyrillic = client.get("/en/search/words/new/", {"word": "садик"}).context["form"]

    assert (latin["et"].value(), latin["ru"].value()) == ("kodukülastus", None)
    assert (cyrillic["et"].value(), cyrillic["ru"].value()) == (None, "садик")


def test_one_word_alone_is_refused_and_stays_in_the_form(editor, client):
    client.force_login(editor)

    response = client.post("/en/search/words/new/", {"et": "üksik", "note": "miks"})

    assert "Write at least two words" in response.content.decode()
    assert "üksik" in response.content.decode()


@pytest.mark.parametrize("role", ["member", "coordinator", "counsellor", "organiser", "translator"])
def test_others_neither_see_nor_change_them(role, editor, client, now):
    group = keep_words(words={"et": ["salasõna", "salakeel"]}, note="", by=editor, now=now)
    other = factories.user("muu@example.ee")
    factories.membership(other, factories.organisation("Muu"), role)
    client.force_login(other)

    for address in ("words/", "words/new/", "missed/", f"words/{group.pk}/"):
        response = client.get(f"/en/search/{address}")
        assert response.status_code == 403
        assert "salasõna" not in response.content.decode()
    assert client.post(f"/en/search/words/{group.pk}/remove/").status_code == 403
    with pytest.raises(PermissionDenied):
        keep_words(words={"et": ["a", "b"]}, note="", by=other, now=now, group=group)
