import string

import pytest
from hypothesis import given
from hypothesis import strategies as st

from loim.events.logic.day.check_in_code import (
    ALPHABET,
    LENGTH,
    as_typed,
    check_in_code,
    in_letters,
    readable,
)

keys = st.integers(1, 2**40)
codes = st.text(ALPHABET, min_size=LENGTH, max_size=LENGTH)


def test_code_is_the_same_for_ever():
    assert check_in_code(event=7, participant=31, secret="a") == "ZMTZ76J07J"


@given(event=keys, participant=keys)
def test_code_is_of_one_participant_at_one_event_under_one_secret(event, participant):
    code = check_in_code(event=event, participant=participant, secret="a")

    assert len(code) == LENGTH
    assert set(code) <= set(ALPHABET)
    assert code != check_in_code(event=event + 1, participant=participant, secret="a")
    assert code != check_in_code(event=event, participant=participant + 1, secret="a")
    assert code != check_in_code(event=event, participant=participant, secret="b")


def test_event_11_with_participant_1_is_not_event_1_with_participant_11():
    one = check_in_code(event=11, participant=1, secret="a")
    assert one != check_in_code(event=1, participant=11, secret="a")


def test_three_thousand_participants_have_codes_of_their_own():
    assert len({check_in_code(event=1, participant=p, secret="a") for p in range(3000)}) == 3000


@given(codes)
def test_a_code_is_read_back_however_it_was_typed(code):
    assert as_typed(code) == code
    assert as_typed(f" {readable(code).lower()} ") == code
    assert as_typed("-".join(code)) == code


@given(codes)
def test_signs_that_look_alike_are_one(code):
    lookalike = code.replace("0", "O").replace("1", "l")
    assert as_typed(lookalike) == code


@pytest.mark.parametrize("text", ["", "K3F79", "K3F79QXD2MM", "U" * 10, "Маri Tamm12", "١" * 10])
def test_other_text_is_no_code(text):
    assert as_typed(text) == ""


@given(st.text(max_size=30))
def test_whatever_is_typed_is_a_code_or_nothing(text):
    found = as_typed(text)
    assert found == "" or (len(found) == LENGTH and set(found) <= set(ALPHABET))


def test_alphabet_has_no_signs_that_look_alike():
    assert set(string.digits + string.ascii_uppercase) - set(ALPHABET) == set("ILOU")


@given(st.integers(0, 32**6 - 1))
def test_letters_hold_the_whole_number(number):
    back = 0
    for sign in in_letters(number, 6):
        back = back * 32 + ALPHABET.index(sign)
    assert back == number
