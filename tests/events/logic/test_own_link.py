import hashlib
from uuid import UUID

from loim.events.logic.own_link import hash_of, key_of

SUBMISSION = UUID("0190d2f4-6a53-7cc1-9f3b-4f1f2f7a9b10")


def test_a_key_is_made_again_from_the_same_submission() -> None:
    assert key_of(SUBMISSION, "secret") == key_of(SUBMISSION, "secret")


def test_another_secret_or_submission_gives_another_key() -> None:
    keys = {
        key_of(SUBMISSION, "secret"),
        key_of(SUBMISSION, "another"),
        key_of(UUID(int=1), "secret"),
    }
    assert len(keys) == 3


def test_a_key_fits_an_address_and_is_long_enough_not_to_be_guessed() -> None:
    key = key_of(SUBMISSION, "secret")
    assert len(key) == 32
    assert set(key) <= set("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_")


def test_the_table_keeps_the_hash_alone() -> None:
    assert hash_of("a-key") == hashlib.sha256(b"a-key").hexdigest()
