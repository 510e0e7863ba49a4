"""Settings of signing in, made of the environment."""

import pytest

from loim.config.environment import WrongSetting, one_of, pseudonym_key, whole_number


def test_one_of_several_words_or_the_default():
    assert one_of("LOIM_TARA_LEVEL", ("low", "high"), "low", {}) == "low"
    assert one_of("LOIM_TARA_LEVEL", ("low", "high"), "low", {"LOIM_TARA_LEVEL": "high"}) == "high"


def test_another_word_is_named():
    with pytest.raises(WrongSetting, match="LOIM_TARA_LEVEL is 'top'; it must be one of low, high"):
        one_of("LOIM_TARA_LEVEL", ("low", "high"), "low", {"LOIM_TARA_LEVEL": "top"})


def test_a_whole_number_or_the_default():
    assert whole_number("LOIM_TRUSTED_PROXIES", 0, {}) == 0
    assert whole_number("LOIM_TRUSTED_PROXIES", 0, {"LOIM_TRUSTED_PROXIES": "2"}) == 2


@pytest.mark.parametrize("value", ["-1", "two", "1.5", "", "²"])
def test_what_is_no_whole_number_is_named(value):
    with pytest.raises(WrongSetting, match="LOIM_TRUSTED_PROXIES"):
        whole_number("LOIM_TRUSTED_PROXIES", 0, {"LOIM_TRUSTED_PROXIES": value})


def test_production_names_the_key_of_pseudonyms_that_is_missing():
    with pytest.raises(WrongSetting, match="LOIM_PSEUDONYM_KEY is not set"):
        pseudonym_key({"LOIM_MODE": "production"})


def test_elsewhere_the_key_of_pseudonyms_is_made_of_the_secret_key():
    given = {"LOIM_MODE": "demo", "LOIM_SECRET_KEY": "x"}

    assert pseudonym_key(given) != "x"
    assert pseudonym_key(given) == pseudonym_key(given)
    assert pseudonym_key({**given, "LOIM_PSEUDONYM_KEY": "own"}) == "own"
