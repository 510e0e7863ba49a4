from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from loim.programmes.logic.digest import digest_of, plain

METHOD = {"source": "attendance", "version": 1}


def test_the_digest_is_the_same_on_every_machine():
    assert digest_of(Decimal("1.00"), METHOD, [["7", "0037", "1"]]) == (
        digest_of(Decimal(1), dict(reversed(METHOD.items())), [["7", "0037", "1"]])
    )
    assert digest_of(None, None, []) == (
        "7e8a1b65e53e967440d9eae9b81631609db4056372c8b0d7178a657194798839"
    )


def test_value_method_and_records_all_count():
    one = digest_of(Decimal(1), METHOD, [["7", "0037", "1"]])

    assert (
        len(
            {
                one,
                digest_of(Decimal(2), METHOD, [["7", "0037", "1"]]),
                digest_of(Decimal(1), METHOD | {"version": 2}, [["7", "0037", "1"]]),
                digest_of(Decimal(1), METHOD, [["8", "0037", "1"]]),
                digest_of(None, METHOD, []),
                digest_of(Decimal(0), METHOD, []),
            }
        )
        == 6
    )


@given(
    st.decimals(
        allow_nan=False, allow_infinity=False, places=2, min_value=-(10**9), max_value=10**9
    )
)
def test_a_plain_number_reads_back_as_itself(number):
    assert Decimal(plain(number)) == number
    assert not plain(number).endswith(".")
