"""No personal code stays in a free text, however it was typed."""

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from loim.casework.forms.guarded_text import CONTACT, MASKED, GuardedTextField
from loim.casework.logic.free_text import (
    MASK,
    check_digit,
    has_contact,
    is_personal_code,
    masked,
    personal_codes_in,
)

# Of the state's test set: nobody's.
TEST_CODES = ("60001019906", "38001085718", "49002010965")


@st.composite
def codes(draw: st.DrawFn) -> str:
    born = draw(st.dates(date(1800, 1, 1), date(2199, 12, 31)))
    first = 1 + 2 * ((born.year - 1800) // 100) + draw(st.integers(0, 1))
    ten = [int(n) for n in f"{first}{born:%y%m%d}{draw(st.integers(0, 999)):03}"]
    return "".join(map(str, [*ten, check_digit(ten)]))


separators = st.sampled_from(["", " ", "-", " - ", ".", "\u00a0", "\u200b", "–", "\n", "/"])
# Without digits, other than next to a code.
words = st.text(st.characters(codec="utf-8", exclude_categories=["Nd"]), max_size=20)


def test_codes_of_the_test_set_are_known() -> None:
    assert all(is_personal_code(code) for code in TEST_CODES)
    assert not is_personal_code("60001019907")  # another check digit
    assert not is_personal_code(
        "60002309906"[:10] + str(check_digit([int(n) for n in "6000230990"]))
    )


@given(codes(), st.lists(separators, min_size=10, max_size=10), words, words)
def test_a_code_is_covered_however_its_digits_are_set_apart(
    code: str, between: list[str], before: str, after: str
) -> None:
    typed = code[0] + "".join(gap + digit for gap, digit in zip(between, code[1:], strict=True))

    safe = masked(f"{before}{typed}{after}")

    assert safe == f"{before}{MASK}{after}"
    assert masked(safe) == safe


@given(st.text(st.characters(codec="utf-8"), max_size=60))
def test_nothing_else_changes_and_nothing_is_left(text: str) -> None:
    safe = masked(text)

    assert personal_codes_in(safe) == []
    if not personal_codes_in(text):
        assert safe == text


@given(codes(), codes())
def test_two_codes_one_after_the_other_are_both_covered(one: str, other: str) -> None:
    safe = masked(f"{one} {other}")

    assert not any(character.isdecimal() for character in safe)


def test_numbers_that_are_no_code_stay() -> None:
    for text in ("kell 14.30, 2 last, arve 10024560", "EE382200221020145685", "600010199061"):
        assert masked(text) == text


def test_ways_to_reach_somebody_are_noticed() -> None:
    for text in ("kirjuta mari@example.ee", "tel +372 5555 1234", "55551234", "+380 44 123 4567"):
        assert has_contact(text)
    for text in ("2 last, 3. klass", "kell 14.30 laual 5", "60001019906", "Narva mnt 25-12"):
        assert not has_contact(text)


def test_a_field_gives_covered_text_and_says_so() -> None:
    field = GuardedTextField(required=False)

    assert field.clean("Kood 600010-19906, tel 5555 1234") == f"Kood {MASK}, tel 5555 1234"
    assert field.notices == [MASKED, CONTACT]
    assert field.clean("Küsib koodi") == "Küsib koodi"
    assert field.notices == []
