"""Hours as people type them, in four languages."""

from datetime import date, time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from loim.services.logic.opening import Exceptional, Hours, Rule
from loim.services.logic.opening_reading import UnreadHours, WhyUnread, read_hours
from loim.services.logic.opening_shown import week_lines, week_shown

TODAY = date(2026, 11, 22)


def week(text):
    """The rules that the text is read as, in the short Estonian form."""
    return week_shown(read_hours(text, today=TODAY).rules, "et")


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("E–R 9–17, K kuni 18", "E, T, N, R 9–17; K 9–18"),
        ("E-R 9.00-17.00", "E–R 9–17"),
        ("E-N 9-12, 13-17; R 9-12", "E–N 9–12, 13–17; R 9–12"),
        ("E, K, R 8.30–16", "E, K, R 8:30–16"),
        ("E ja K 9–12 ja 13–17", "E, K 9–12, 13–17"),
        ("esmaspäev–reede kell 9 kuni 17", "E–R 9–17"),
        ("tööpäeviti 9–17\nL 10–14\nP suletud", "E–R 9–17; L 10–14"),
        ("Mo-Fr 9:00-17:00; Sa off; PH off", "E–R 9–17"),
        ("Mon, Wed 9:00–17:00, Fri until 15", "E, K 9–17; R 9–15"),
        ("Tuesday to Friday 10-18", "T–R 10–18"),
        ("Пн–Пт 9–17", "E–R 9–17"),
        ("с понедельника по четверг 9:00-18:00, Пт до 16", "E–N 9–18; R 9–16"),
        ("Пн–Пт с 9 до 18, Пт до 16; Сб–Вс выходной", "E–N 9–18; R 9–16"),
        ("Вівторок, субота 10–14; Нд зачинено", "T, L 10–14"),
        ("щодня 9–21", "E–P 9–21"),
        ("24/7", "E–P 0–24"),
        ("R–L 22–4", "R, L 22–4"),
        ("L–E 10–12", "E, L, P 10–12"),
    ],
)  # fmt: skip
def test_typed_hours_are_understood(typed, meant):
    assert week(typed) == meant


@pytest.mark.parametrize(
    ("typed", "piece", "why"),
    [
        ("E–R 9–17, X 9–12", "X 9–12", WhyUnread.NOT_UNDERSTOOD),
        ("9–17", "9–17", WhyUnread.NO_DAYS),
        ("E–R 9–17; L", "L", WhyUnread.NO_TIMES),
        ("E 9–25", "E 9–25", WhyUnread.NO_SUCH_TIME),
        ("E 9–9", "E 9–9", WhyUnread.NO_SUCH_TIME),
        ("E 9–17; 31.11 suletud", "31.11 suletud", WhyUnread.NO_SUCH_DATE),
        ("R kuni 15, E 9–17", "R kuni 15", WhyUnread.NOTHING_TO_CHANGE),
        ("E 9–17 lõuna", "E 9–17 lõuna", WhyUnread.NOT_UNDERSTOOD),
        ("E 9–17, riigipühadel 10–12", "riigipühadel 10–12", WhyUnread.HOLIDAYS_NEED_DATES),
    ],
)
def test_what_is_not_understood_is_named(typed, piece, why):
    with pytest.raises(UnreadHours) as refused:
        read_hours(typed, today=TODAY)
    assert (refused.value.piece, refused.value.why) == (piece, why)


@pytest.mark.parametrize(
    ("typed", "start", "end", "hours"),
    [
        ("24.12 closed", date(2026, 12, 24), date(2026, 12, 24), ()),
        ("24.–26.12 suletud", date(2026, 12, 24), date(2026, 12, 26), ()),
        ("23.12 9–14", date(2026, 12, 23), date(2026, 12, 23), (Hours(time(9), time(14)),)),
        ("23.12 9–12, 13–14", date(2026, 12, 23), date(2026, 12, 23),
         (Hours(time(9), time(12)), Hours(time(13), time(14)))),
        ("28.12–3.01 закрыто", date(2026, 12, 28), date(2027, 1, 3), ()),
        ("1.07.2027–31.07.2027 зачинено", date(2027, 7, 1), date(2027, 7, 31), ()),
        ("10.01 suletud", date(2027, 1, 10), date(2027, 1, 10), ()),
    ],
)  # fmt: skip
def test_days_that_differ_are_read_with_the_week(typed, start, end, hours):
    read = read_hours(f"Mo-Fr 9:00-17:00; {typed}", today=TODAY)
    assert week_shown(read.rules, "en") == "Mon–Fri 9–17"
    assert read.exceptions == (Exceptional(start, end, hours),)


clocks = st.builds(time, st.integers(0, 23), st.sampled_from([0, 15, 30]))


@settings(max_examples=150)
@given(
    st.lists(
        st.tuples(st.frozensets(st.integers(0, 6), min_size=1), st.integers(0, 20), st.integers(1, 3)),
        max_size=4,
    ),
    st.sampled_from(["et", "en", "ru", "uk"]),
)  # fmt: skip
def test_what_is_shown_is_read_back_as_the_same_week(drawn, language):
    taken: set[tuple[int, int]] = set()
    rules = []
    for weekdays, start, length in drawn:
        hours = {(day, start + n) for day in weekdays for n in range(length)}
        if not hours & taken:
            taken |= hours
            rules.append(Rule(weekdays, time(start), time(start + length, 30 * (length % 2) and 0)))
    read = read_hours(week_shown(rules, language), today=TODAY)
    assert week_lines(read.rules) == week_lines(rules)
    assert read.exceptions == ()


@settings(max_examples=150)
@given(st.text("EKRPM9147-–:., \nkunisetdПт/", max_size=25))
def test_any_text_gives_rows_or_names_a_piece_of_itself(text):
    piece = not_read(text)
    assert piece is None or (piece and piece in text)


def not_read(text):
    try:
        read_hours(text, today=TODAY)
    except UnreadHours as refused:
        return refused.piece
    return None
