"""A day as one writes it in a letter becomes legs."""

from datetime import date, datetime, time

from hypothesis import given
from hypothesis import strategies as st

from loim.visits.logic.lines import kind_of, moments, read_lines

FIRST, SECOND = date(2017, 8, 7), date(2017, 8, 8)
DAYS = [FIRST, SECOND]
DAY = """9.00 - 10.30 Narva linnavalitsus (Peetri plats 5)
Räägime noortest
10.45 Buss Sillamäele: Narva – Sillamäe
11.30 - 12.30 Sillamäe noortekeskus
12.30 - 13.30 Lõuna
22.00 Ööbimine Narva hotellis"""


def test_a_day_becomes_legs_with_kinds_towns_and_ends() -> None:
    read = read_lines(DAY, DAYS, SECOND)

    assert read.unread == []
    assert [
        (leg.day, leg.start, leg.end, leg.kind, leg.town, leg.ends_in) for leg in read.legs
    ] == [
        (SECOND, time(9), time(10, 30), "meeting", "Narva", ""),
        (SECOND, time(10, 45), time(11, 30), "transport", "Narva", "Sillamäe"),
        (SECOND, time(11, 30), time(12, 30), "meeting", "Sillamäe", ""),
        (SECOND, time(12, 30), time(13, 30), "meal", "Sillamäe", ""),
        (SECOND, time(22), time(9), "night", "Narva", ""),
    ]
    first = read.legs[0]
    assert (first.title, first.address, first.description) == (
        "Narva linnavalitsus", "Peetri plats 5", "Räägime noortest",
    )  # fmt: skip


def test_a_ride_that_names_one_town_begins_where_the_day_is() -> None:
    read = read_lines("9.00–10.00 Narva kolledž\n10.15–11.00 Sõit: Jõhvi", DAYS, FIRST)

    assert (read.legs[1].town, read.legs[1].ends_in) == ("Narva", "Jõhvi")


def test_a_date_begins_another_day_and_lines_keep_their_numbers() -> None:
    read = read_lines("9.00 Narva\n25.99 Vale\n08.08.2017\n10.00 Jõhvi", DAYS, FIRST)

    assert [(leg.day, leg.number) for leg in read.legs] == [(FIRST, 1), (SECOND, 4)]
    assert [(line.number, line.text) for line in read.unread] == [(2, "25.99 Vale")]


def test_kinds_by_their_first_words() -> None:
    assert [kind_of(title) for title in (
        "Lõunasöök kohvikus", "Bussiga Narva", "Vaba aeg", "Majutus", "Кофе", "Kohtumine bussifirmas",
    )] == ["meal", "transport", "free", "night", "meal", "meeting"]  # fmt: skip


def test_a_night_ends_on_the_next_day_and_another_line_that_does_is_not_understood() -> None:
    read = read_lines(
        "20.00 Õhtusöök\n22.00–8.00 Ööbimine Narvas\n12.00–11.00 Narva muuseum", DAYS, SECOND
    )

    assert [(leg.day, leg.start, leg.end, leg.kind) for leg in read.legs][1:] == [
        (SECOND, time(22), time(8), "night")
    ]
    assert [line.number for line in read.unread] == [3]


@given(st.times(), st.none() | st.times())
def test_a_leg_ends_after_it_begins_and_within_a_day(start: time, end: time | None) -> None:
    begins, ends = moments(FIRST, start, end)

    assert begins == datetime.combine(FIRST, start)
    assert 0 < (ends - begins).total_seconds() <= 24 * 3600


@given(st.text())
def test_no_text_breaks_it(text: str) -> None:
    read_lines(text, DAYS, FIRST)
