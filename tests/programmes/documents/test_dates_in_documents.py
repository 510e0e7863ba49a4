from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from loim.programmes.documents.dates import format_range, parse_day, parse_range
from loim.programmes.logic.plan_document import DateRange

YEAR = DateRange(date(2026, 1, 1), date(2026, 12, 31))


@pytest.mark.parametrize(
    "text",
    [
        "01.01.2026-31.12.2026",
        "1.1.2026 – 31.12.2026",
        "01.01.–31.12.2026",
        "01.01.2026.a – 31.12.2026.a",
        "01.01.2026-\n31.12.2026",
        "01.01.\u00a02026 \u2212 31.\u00ad12.2026",
        "01.01.26-31.12.26",
        "2026-01-01 – 2026-12-31",
        "1. jaanuar – 31. detsember 2026. a",
        "1. jaanuarist 2026 kuni 31. detsembrini 2026",
        "jaanuar–detsember 2026",
        "01.2026-12.2026",
        "2026",
        "2026. aasta",
        "alates 01.01.2026 kuni 31.12.2026",
        "01.01.2026-31.12.2026¹",
    ],
)
def test_a_range_of_days_months_or_years_is_read(text):
    assert parse_range(text) == YEAR


@pytest.mark.parametrize(
    "text",
    [
        "",
        "-",
        "01.01.2026",
        "31.12.2026-01.01.2026",
        "30.02.2026-31.12.2026",
        "00.01.2026-31.12.2026",
        "01.13.2026-31.12.2026",
        "01.01.0000-31.12.2026",
        "I kvartal",
        "alates 01.01.2026",
        "alates 2026",
        "alates märtsist 2026",
        "01.01.2026-31.05.2026, 01.09.2026-31.12.2026",
        "3-5",
        "1.1-2.1",
        "3. asi – 2026",
        "9" * 200,
        "asta" * 10_000,
    ],
)
def test_what_cannot_be_trusted_is_no_range(text):
    assert parse_range(text) is None


@pytest.mark.parametrize(
    ("text", "start", "end"),
    [
        ("alates 2026", date(2026, 1, 1), date(2026, 12, 31)),
        ("alates 01.03.2026", date(2026, 3, 1), date(2026, 12, 31)),
        ("alates märtsist 2026", date(2026, 3, 1), date(2026, 12, 31)),
        ("kuni 30.06.2026", date(2026, 1, 1), date(2026, 6, 30)),
    ],
)
def test_an_open_end_is_the_end_of_what_holds_it(text, start, end):
    assert parse_range(text, within=YEAR) == DateRange(start, end)


@pytest.mark.parametrize("text", ["alates 01.03.2027", "kuni 2025", "alates kevadest"])
def test_an_open_end_outside_of_what_holds_it_is_no_range(text):
    assert parse_range(text, within=YEAR) is None


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("26.01.2023", date(2023, 1, 26)),
        ("26. jaanuari 2023. a", date(2023, 1, 26)),
        ("2023-01-26", date(2023, 1, 26)),
        ("01.2023", None),
        ("29.02.2023", None),
    ],
)
def test_a_day_is_read(text, day):
    assert parse_day(text) == day


@given(
    st.dates(date(1900, 1, 1), date(2999, 12, 31)), st.dates(date(1900, 1, 1), date(2999, 12, 31))
)
def test_what_is_written_is_read(one, other):
    dates = DateRange(min(one, other), max(one, other))

    assert parse_range(format_range(dates)) == dates
    assert parse_range(format_range(dates, dash=" – ")) == dates


@given(st.text(max_size=120))
def test_no_text_breaks_the_reading(text):
    found = parse_range(text, within=YEAR)

    assert found is None or found.start <= found.end
