"""What the page for the public shows, and what it must not show."""

import re
from fractions import Fraction

import pytest

from fairplaces.allocating import allocate
from fairplaces.messages import LANGUAGES
from fairplaces.problem import Person, Problem, Rule
from fairplaces.record import make_record
from fairplaces.report import Groups, html_report
from fairplaces.report.groups import Group
from fairplaces.report.html import hidden
from fairplaces.seeds import Seed


def groups(*applied: int) -> Groups:
    rows = tuple(
        Group("q", f"a{i}", n, 0, None, Fraction(1, 2), Fraction(1, 2), n // 2)
        for i, n in enumerate(applied)
    )
    return Groups(rows, sum(applied), sum(applied) // 2)


@pytest.mark.parametrize(
    ("applied", "hides"),
    [
        ((9, 8, 7), set()),
        # Alone it would be what is missing from the sum, so the next smallest goes with it.
        ((9, 8, 2), {8, 2}),
        # Two of them together are still fewer than five.
        ((9, 8, 1, 2), {8, 1, 2}),
        ((9, 8, 3, 4), {3, 4}),
        ((9, 8, 0), set()),
        ((2,), {2}),
    ],
)
def test_small_groups_are_hidden_with_those_that_would_give_them_away(
    applied: tuple[int, ...], hides: set[int]
) -> None:
    assert {group.applied for group in hidden(groups(*applied))} == hides


def page(language: str = "en", answer: str = "x") -> str:
    people = tuple(Person(f"p{i}", {"q": answer if i < 12 else "y"}) for i in range(20))
    rules = (Rule("q", answer, 2, 4), Rule("q", "y", 0, 4))
    allocation = allocate(Problem(people, 6, rules))
    record = make_record(allocation, Seed("a seed half", "4 8 15"))
    drawn = Groups.of(allocation, record["result"]["selected"])
    return html_report(allocation, drawn, record, language)


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_page_says_how_to_check_the_draw_in_every_language(language: str) -> None:
    text = page(language)
    assert f'<html lang="{language}">' in text
    assert "fairplaces verify record.json --full --hash" in text
    assert "4 8 15" in text
    # Six places for twenty people: each language with its own decimal sign.
    assert ("30.00 %" if language == "en" else "30,00 %") in text
    assert "<script" not in text
    assert "p0" not in re.sub(r"[0-9a-f]{64}", "", text)


def test_answers_cannot_write_into_the_page_and_long_ones_fit_the_picture() -> None:
    text = page(answer="<b>&" + "long " * 30)
    assert "<b>" not in text
    labels = re.findall(r"<text[^>]*>([^<]*)</text>", text)
    assert any(label.endswith("…") for label in labels)
    assert "long " * 29 + "long" in text
