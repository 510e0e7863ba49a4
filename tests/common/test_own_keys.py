from uuid import UUID

import pytest

from loim.common.own_keys import KEY_LENGTH, LinkLost, hash_of_key, known_key, own_key

ONE, OTHER = UUID(int=1), UUID(int=2)


def test_the_same_record_gives_the_same_key_each_time():
    assert own_key("idea", ONE) == own_key("idea", ONE)


def test_another_record_or_another_purpose_gives_another_key():
    assert len({own_key("idea", ONE), own_key("idea", OTHER), own_key("team", ONE)}) == 3


def test_another_secret_gives_another_key(settings):
    before = own_key("idea", ONE)
    settings.SECRET_KEY = "another secret of at least fifty characters, for this test alone"

    assert own_key("idea", ONE) != before


def test_the_key_fits_an_address_and_its_hash_says_nothing_of_it():
    key = own_key("idea", ONE)

    assert len(key) == KEY_LENGTH
    assert set(key) <= set("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_")
    assert len(hash_of_key(key)) == 64
    assert key not in hash_of_key(key)


def test_a_link_stays_the_same_after_the_platforms_secret_was_changed(settings):
    before = own_key("idea", ONE)
    settings.SECRET_KEY_FALLBACKS = [settings.SECRET_KEY]
    settings.SECRET_KEY = "another secret of at least fifty characters, for this test alone"

    assert own_key("idea", ONE) != before
    assert own_key("idea", ONE, hash_of_key(before)) == before
    assert known_key("idea", ONE, hash_of_key(before)) == before


def test_a_link_whose_secret_is_forgotten_is_lost_and_the_one_made_anew_opens_nothing(settings):
    before = hash_of_key(own_key("idea", ONE))
    settings.SECRET_KEY = "another secret of at least fifty characters, for this test alone"

    with pytest.raises(LinkLost):
        known_key("idea", ONE, before)
    assert hash_of_key(own_key("idea", ONE, before)) != before
