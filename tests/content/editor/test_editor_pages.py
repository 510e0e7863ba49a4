"""The editor without any script: source left, translation right, nobody's work lost."""

from datetime import datetime

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from loim.content.actions.comparing import confirm_unchanged
from loim.content.actions.writing import save_draft, withdraw
from loim.content.models import Confirmation, Text, TextVersion
from tests import factories
from tests.factories import content as make
from tests.world import World

pytestmark = pytest.mark.django_db


@pytest.fixture
def editor(world: World) -> Client:
    browser = Client()
    browser.force_login(world.coordinator)
    return browser


def address(text: Text, language: str, rest: str = "") -> str:
    return f"/en/texts/{text.pk}/{language}/{rest}"


def sent(page: object, **said: str) -> dict[str, str]:
    """What the page's form would send, with `said` typed into it."""
    form = page.context["form"]  # type: ignore[attr-defined]
    found = {name: form[name].value() for name in form.fields}
    found = {name: "" if value is None else str(value) for name, value in found.items()}
    return {**found, "is_minor": "major", **{f"text_{k}": v for k, v in said.items()}}


def state(text: Text, language: str) -> str:
    return text.states.get(language=language).state


def test_a_translation_is_written_saved_and_published(
    editor: Client, text: Text, world: World
) -> None:
    page = editor.get(address(text, "ru"))
    assert "Sisu" in page.content.decode()
    answer = editor.post(address(text, "ru"), sent(page, title="Привет", body="Абзац\n\nДва"))
    assert answer.status_code == 302
    assert text.states.get(language="ru").draft.fields == {
        "title": "Привет", "body": "<p>Абзац</p><p>Два</p>",
    }  # fmt: skip
    assert state(text, "ru") == "missing"

    page = editor.get(address(text, "ru"))
    editor.post(address(text, "ru"), {**sent(page), "publish": "1"})
    shown = text.states.get(language="ru")
    assert (shown.state, shown.draft, shown.current.published_by) == (
        "current", None, world.coordinator,
    )  # fmt: skip


def test_what_changed_in_the_source_stands_above_the_field_until_the_translation_is_published(
    editor: Client, text: Text, world: World, now: datetime
) -> None:
    make.published(text, "ru", world.coordinator, now, title="Привет", body="<p>Текст</p>")
    make.published(
        text, "et", world.coordinator, now, title="Tere tulemast", body="<p>Sisu</p><p>Uus</p>"
    )

    page = editor.get(address(text, "ru"))
    html = page.content.decode()
    assert '<ins><span class="visually-hidden" lang="en">added: </span> tulemast</ins>' in html
    assert "1 paragraph is as it was" in html
    editor.post(address(text, "ru"), sent(page, title="Добро"))  # half the work, put by
    page = editor.get(address(text, "ru"))
    assert "tulemast</ins>" in page.content.decode()

    editor.post(address(text, "ru"), {**sent(page), "publish": "1"})
    assert state(text, "ru") == "current"
    assert "tulemast</ins>" not in editor.get(address(text, "ru")).content.decode()


def test_a_translation_published_while_its_source_changes_is_kept_and_marked(
    editor: Client, text: Text, world: World, now: datetime
) -> None:
    page = editor.get(address(text, "ru"))
    make.published(text, "et", world.coordinator, now, title="Tere tulemast")

    answer = editor.post(
        address(text, "ru"), {**sent(page, title="Привет"), "publish": "1"}, follow=True
    )

    html = answer.content.decode()
    assert state(text, "ru") == "stale"
    assert "marked as out of date" in html
    assert "Привет" in html
    assert " tulemast</ins>" in html


def test_two_people_on_one_draft_see_both_texts_and_none_is_lost(
    editor: Client, text: Text, world: World, now: datetime
) -> None:
    page = editor.get(address(text, "ru"))
    other = factories.user("tolkija@example.ee", name="Tiiu Tõlkija")
    factories.membership(other, world.rakvere, "translator")
    save_draft(
        text=text, language="ru", fields={"title": "Здравствуйте"}, seen_revision=0, by=other,
        now=now,
    )  # fmt: skip

    met = editor.post(address(text, "ru"), sent(page, title="Привет"))

    html = met.content.decode()
    assert met.status_code == 409
    assert "Tiiu Tõlkija" in html
    assert 'value="Привет"' in html
    assert "Здравствуйте</del>" in html
    assert text.states.get(language="ru").draft.fields["title"] == "Здравствуйте"
    assert editor.post(address(text, "ru"), sent(met)).status_code == 302
    assert text.states.get(language="ru").draft.fields["title"] == "Привет"


def test_what_a_colleague_published_meanwhile_is_not_written_over_unseen(
    editor: Client, text: Text, world: World, now: datetime
) -> None:
    """No draft before, no draft after: the draft's revision alone would tell nothing."""
    page = editor.get(address(text, "et"))
    make.published(text, "et", world.coordinator, now, title="Nende oma")
    met = editor.post(address(text, "et"), {**sent(page, title="Minu oma"), "publish": "1"})
    assert met.status_code == 409
    assert "Nende</del>" in met.content.decode()
    assert text.states.get(language="et").title == "Nende oma"


def test_a_script_saves_and_is_told_of_the_source_and_of_others(
    editor: Client, text: Text, world: World, now: datetime
) -> None:
    page = editor.get(address(text, "ru"))
    typed = {**sent(page, title="П"), "by_script": "1"}
    said = editor.post(address(text, "ru"), typed).json()
    assert (said["saved"], said["revision"], said["source_moved"]) == (True, 1, False)

    make.published(text, "et", world.coordinator, now, title="Tere tulemast")
    typed |= {"revision": "1", "text_title": "Пр"}
    said = editor.post(address(text, "ru"), typed).json()
    assert (said["saved"], said["revision"], said["source_moved"]) == (True, 2, True)

    said = editor.post(address(text, "ru"), typed).json()  # it had seen revision 1
    assert (said["saved"], said["conflict"]) == (False, True)


def test_bad_input_is_said_beside_its_field_and_stays_typed(editor: Client, text: Text) -> None:
    page = editor.get(address(text, "et"))
    typed = sent(page, title="", body="<p onclick=x()>Minu<script>alert(1)</script> jutt</p>")
    met = editor.post(address(text, "et"), {**typed, "publish": "1"})
    assert met.status_code == 422
    assert "This field is required" in met.content.decode()
    assert "&lt;p&gt;Minu jutt&lt;/p&gt;" in met.content.decode()
    met = editor.post(address(text, "et"), {**typed, "text_title": "x" * 201})
    assert "at most 200 characters" in met.content.decode()
    assert text.states.get(language="et").draft is None


def test_what_is_not_published_cannot_be_translated_and_the_page_says_so(
    editor: Client, world: World, now: datetime
) -> None:
    text = make.text(world.rakvere, world.coordinator, now)
    page = editor.get(address(text, "ru"))
    assert "not published yet" in page.content.decode()
    assert editor.post(address(text, "ru"), sent(page, title="x")).status_code == 422
    assert TextVersion.objects.filter(language="ru").count() == 0


def test_confirm_withdraw_publish_again_and_discard(
    editor: Client, text: Text, world: World, now: datetime
) -> None:
    make.published(text, "ru", world.coordinator, now, title="Привет")
    second = make.published(text, "et", world.coordinator, now, title="Tere!")
    step = address(text, "ru", "step/")
    editor.post(step, {"step": "confirm", "version": second.pk})
    assert state(text, "ru") == "current"

    editor.post(step, {"step": "withdraw"})
    page = editor.get(address(text, "ru"))
    assert state(text, "ru") == "missing"
    assert "publish it again" in page.content.decode()
    editor.post(step, {"step": "republish", "version": page.context["last_published"].pk})
    assert (state(text, "ru"), text.states.get(language="ru").title) == ("current", "Привет")

    editor.post(address(text, "ru"), sent(editor.get(address(text, "ru")), title="Черновик"))
    editor.post(step, {"step": "discard"})
    assert text.states.get(language="ru").draft is None
    assert editor.post(step, {"step": "burn"}).status_code == 404


def test_an_earlier_translation_answers_to_the_source_that_it_was_compared_with(
    editor: Client, text: Text, world: World, now: datetime
) -> None:
    by = world.coordinator
    first = make.published(text, "ru", by, now, title="Раз")
    et2 = make.published(text, "et", by, now, title="Kaks")
    confirm_unchanged(text=text, language="ru", compared_with=et2, by=by, now=now)
    make.published(text, "ru", by, now, title="Два")

    editor.post(address(text, "ru", "step/"), {"step": "republish", "version": first.pk})
    assert (text.states.get(language="ru").title, state(text, "ru")) == ("Раз", "current")
    make.published(text, "et", by, now, title="Kolm")
    make.published(text, "ru", by, now, title="Три", base=text.states.get(language="et").current)
    editor.post(address(text, "ru", "step/"), {"step": "republish", "version": first.pk})
    assert (text.states.get(language="ru").title, state(text, "ru")) == ("Раз", "stale")


def test_versions_are_listed_and_any_two_compared(
    editor: Client, text: Text, world: World, now: datetime
) -> None:
    for title in ("Kaks", "Kolm"):
        make.published(text, "et", world.coordinator, now, title=title, is_minor=title == "Kolm")
    html = editor.get(address(text, "et", "versions/") + "?old=1&new=3").content.decode()
    assert "From version 1 to version 3" in html
    assert "Tere</del>" in html
    assert "Kolm</ins>" in html
    assert html.count("Publish again") == 2
    assert "small correction" in html


def test_a_translator_translates_and_leaves_the_source_alone(
    text: Text, world: World, now: datetime
) -> None:
    translator = factories.user("tolkija@example.ee")
    factories.membership(translator, world.rakvere, "translator")
    browser = Client()
    browser.force_login(translator)
    assert browser.get(address(text, "ru")).status_code == 200
    assert browser.get(address(text, "et")).status_code == 403
    assert browser.post(address(text, "et", "step/"), {"step": "withdraw"}).status_code == 403
    assert browser.get(address(text, "et", "versions/")).status_code == 200
    assert "Publish again" not in browser.get(address(text, "et", "versions/")).content.decode()
    elsewhere = factories.user("mujal@example.ee")
    factories.membership(elsewhere, world.tartu, "editor")
    browser.force_login(elsewhere)
    for page in (address(text, "ru"), address(text, "ru", "versions/")):
        assert browser.get(page).status_code == 403
    assert state(text, "et") == "current"


def test_another_published_language_may_be_the_base(
    editor: Client, text: Text, world: World, now: datetime
) -> None:
    ru = make.published(text, "ru", world.coordinator, now, title="Привет")
    page = editor.get(address(text, "uk") + "?base=ru")
    assert "Привет" in page.content.decode()
    editor.post(address(text, "uk"), {**sent(page, title="Привіт"), "publish": "1"})
    assert text.states.get(language="uk").base == ru
    # and then not the other way round
    page = editor.get(address(text, "ru") + "?base=uk")
    assert page.context["shown"].base.language == "et"


def test_what_a_machine_wrote_is_a_persons_once_published(
    editor: Client, text: Text, world: World, now: datetime
) -> None:
    save_draft(
        text=text, language="ru", fields={"title": "Робот"}, seen_revision=None, origin="machine",
        by=world.coordinator, now=now,
    )  # fmt: skip
    page = editor.get(address(text, "ru"))
    assert "A machine wrote this" in page.content.decode()
    editor.post(address(text, "ru"), {**sent(page), "publish": "1"})
    row = text.states.get(language="ru")
    assert (row.current.origin, row.is_machine) == ("machine_reviewed", False)


def test_pages_take_so_many_queries_however_long_the_history(
    editor: Client, text: Text, world: World, now: datetime
) -> None:
    def queries() -> list[int]:
        found = []
        for page in ("", "versions/"):
            with CaptureQueriesContext(connection) as captured:
                assert editor.get(address(text, "ru", page)).status_code == 200
            found.append(len(captured))
        return found

    def go_on(times: int) -> None:
        for number in range(times):
            et = make.published(text, "et", by, now, title=f"Tere {number}")
            confirm_unchanged(text=text, language="ru", compared_with=et, by=by, now=now)
            make.published(text, "ru", by, now, title=f"Раз {number}")

    by = world.coordinator
    make.published(text, "ru", by, now, title="Раз")
    go_on(1)
    before = queries()
    go_on(3)
    assert queries() == before
    assert Confirmation.objects.count() == 4


def test_a_withdrawn_text_is_not_withdrawn_twice(
    editor: Client, text: Text, world: World, now: datetime
) -> None:
    withdraw(text=text, language="et", by=world.coordinator, now=now)
    answer = editor.post(address(text, "et", "step/"), {"step": "withdraw"}, follow=True)
    assert "Nothing is published in this language" in answer.content.decode()
