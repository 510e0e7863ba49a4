"""Texts are gathered from code and templates, and what is not translated is found."""

from io import BytesIO
from pathlib import Path

import pytest
from babel.messages.pofile import read_po

from loim.common import catalogues


@pytest.fixture
def package(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    module = tmp_path / "things"
    (module / "templates" / "things").mkdir(parents=True)
    (module / "__init__.py").write_text("")
    (module / "code.py").write_text(
        'title = _("A title")\nlabel = ngettext("%(n)s thing", "%(n)s things", 2)\n'
        'month = pgettext("month", "May")\n'
    )
    (module / "templates" / "things" / "page.html").write_text(
        '<h1>{% translate "Heading" %}</h1>\n'
        "{% blocktranslate trimmed with name=x.name %}\n  Hello,\n  {{ name }}.\n{% endblocktranslate %}\n"
        "{% blocktranslate trimmed count n=n %}one row{% plural %}{{ n }} rows{% endblocktranslate %}\n"
        '{{ _("In a variable") }}\n'
    )
    monkeypatch.setattr(catalogues, "PACKAGE", tmp_path)
    return module


def gathered(module: Path) -> set[object]:
    return {(m.context, m.id) if m.context else m.id for m in catalogues.gather(module) if m.id}


def test_texts_of_code_and_templates_are_found(package: Path):
    assert gathered(package) == {
        "A title",
        ("%(n)s thing", "%(n)s things"),
        ("month", "May"),
        "Heading",
        "Hello, %(name)s.",
        ("one row", "%(n)s rows"),
        "In a variable",
    }


def test_a_missing_translation_is_a_problem_in_each_language(package: Path):
    catalogues.update()

    found = list(catalogues.problems())

    assert len(found) == 7 * 3
    assert "things [et]: 'A title' is not translated" in found


def fill(package: Path, language: str, translated: dict[str, str]) -> None:
    path = package / "locale" / language / "LC_MESSAGES" / "django.po"
    text = path.read_text()
    for source, target in translated.items():
        text = text.replace(f'msgid "{source}"\nmsgstr ""', f'msgid "{source}"\nmsgstr "{target}"')
    path.write_text(text)


def test_a_translation_is_kept_when_the_texts_are_gathered_again(package: Path):
    catalogues.update()
    fill(package, "et", {"Heading": "Pealkiri"})

    catalogues.update()

    path = package / "locale" / "et" / "LC_MESSAGES" / "django.po"
    assert read_po(BytesIO(path.read_bytes())).get("Heading").string == "Pealkiri"
    assert not [p for p in catalogues.problems() if "[et]: 'Heading'" in p]


def test_a_lost_placeholder_is_a_problem(package: Path):
    catalogues.update()
    fill(package, "et", {"Hello, %(name)s.": "Tere."})

    found = [p for p in catalogues.problems() if "[et]: 'Hello" in p]

    assert len(found) == 1
    assert "placeholder" in found[0]


def test_a_text_that_is_gone_from_the_code_is_gone_from_the_catalogue(package: Path):
    catalogues.update()
    (package / "code.py").write_text("")

    catalogues.update()

    path = package / "locale" / "ru" / "LC_MESSAGES" / "django.po"
    assert read_po(BytesIO(path.read_bytes())).get("A title") is None


def test_all_texts_of_the_platform_are_translated():
    assert list(catalogues.problems()) == []
