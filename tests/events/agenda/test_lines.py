"""Pasted lines become sessions; whatever is not understood is handed back, nothing is lost."""

import re
from datetime import date, time
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from loim.events.logic.agenda.lines import ReadAgenda, ReadSession, Trouble, read_agenda
from loim.events.logic.agenda.words import ReadSpeaker

DAY = date(2026, 8, 27)
NEXT_DAY = date(2026, 8, 28)
DOCUMENT = Path(__file__).resolve().parents[4] / "shared/documents/kogukonnatoo-kohtumine-2708.txt"

MEETING = """# Päevakava

27.08

- 10.00 - 10.30 Saabumine: tervituskohv, tee ja vestlused
- 10.30 - 11.00 Sissejuhatus päeva. Häälestumine teemasse
- 11.00 - 11.15 **Inspiratsiooni “Dialoogi” kogemusest** (Mari Näidis)
- 11.15 - 12.00 **Mõtteid koosloome labori kogemusest** ([esineja D])\x20\x20
Arutelud gruppides: Mida kuulsime, osalejate tagasipeegeldus ja mõtted
- 12.00 - 13.00 **Kogukondade arengufaasid: miks see on oluline?** (Jüri Näidis ja Anna-Liisa Näidis)
- 13.00 - 14.00 Lõunapaus
- 14.00 - 15.45 **Arutelud gruppides: töötaja rollidest ja sellest kuidas neid täita**
- 15.45 - 16.15 **Infopooltund kriisiabi teenuse võimalustest**
- 16.15 *Asume koduteele!*
"""


def read(text: str, *days: date) -> ReadAgenda:
    return read_agenda(text, days or (DAY,))


def only(text: str) -> ReadSession:
    found = read(text)
    assert found.unread == []
    (session,) = found.sessions
    return session


def test_a_whole_agenda_as_it_stands_in_a_document() -> None:
    found = read(MEETING)

    assert found.unread == []
    assert [(s.start, s.end, s.kind) for s in found.sessions] == [
        (time(10), time(10, 30), "arrival"),
        (time(10, 30), time(11), "plenary"),
        (time(11), time(11, 15), "plenary"),
        (time(11, 15), time(12), "plenary"),
        (time(12), time(13), "plenary"),
        (time(13), time(14), "lunch"),
        (time(14), time(15, 45), "group_work"),
        (time(15, 45), time(16, 15), "plenary"),
        (time(16, 15), None, "departure"),
    ]
    assert [s.title for s in found.sessions][2:4] == [
        "Inspiratsiooni “Dialoogi” kogemusest",
        "Mõtteid koosloome labori kogemusest",
    ]
    assert found.sessions[3].description == (
        "Arutelud gruppides: Mida kuulsime, osalejate tagasipeegeldus ja mõtted"
    )
    assert [[p.name for p in s.speakers] for s in found.sessions if s.speakers] == [
        ["Mari Näidis"],
        ["esineja D"],
        ["Jüri Näidis", "Anna-Liisa Näidis"],
    ]
    assert {s.day for s in found.sessions} == {DAY}


@pytest.mark.skipif(
    not DOCUMENT.exists(), reason="the shared documents are not beside the checkout"
)
def test_the_agenda_of_the_meeting_of_27_august() -> None:
    text = DOCUMENT.read_text()
    agenda = text[text.index("# Päevakava") : text.index("# Registreerimine")]

    found = read(agenda)

    assert found.unread == []
    assert [s.kind for s in found.sessions] == [
        "arrival", "plenary", "plenary", "plenary", "plenary", "lunch", "group_work", "plenary",
        "departure",
    ]  # fmt: skip
    assert [s.start for s in found.sessions][-1] == time(16, 15)
    assert [p.name for p in found.sessions[4].speakers] == ["esineja B", "esineja C"]


def test_what_follows_the_agenda_in_the_document_is_shown_and_not_swallowed() -> None:
    found = read(MEETING + "\n# Registreerimine\n\nAnna endast märku 14. augustiks.")

    assert found.sessions[-1].description == ""
    assert [(line.number, line.text, line.trouble) for line in found.unread] == [
        (16, "# Registreerimine", Trouble.NO_TIME),
        (18, "Anna endast märku 14. augustiks.", Trouble.NO_TIME),
    ]


@pytest.mark.parametrize(
    ("line", "start", "end", "title"),
    [
        ("10.30 - 11.00 Avamine", time(10, 30), time(11), "Avamine"),
        ("10:30–11:00 Avamine", time(10, 30), time(11), "Avamine"),
        ("10.30—11.00: Avamine", time(10, 30), time(11), "Avamine"),
        ("10.30-11 Avamine", time(10, 30), time(11), "Avamine"),
        ("10–11 Avamine", time(10), time(11), "Avamine"),
        ("kl 10 Avamine", time(10), None, "Avamine"),
        ("Kell 9.15 avame päeva", time(9, 15), None, "avame päeva"),
        ("10h30 – 11h00 Avamine", time(10, 30), time(11), "Avamine"),
        ("10.30 kuni 11.00 Avamine", time(10, 30), time(11), "Avamine"),
        ("с 10:30 до 11:00 Открытие", time(10, 30), time(11), "Открытие"),
        ("10 am - 1.30 pm Opening", time(10), time(13, 30), "Opening"),
        ("• 10.30 – 11.00 – Avamine", time(10, 30), time(11), "Avamine"),
        ("– 10.30–11.00 Avamine", time(10, 30), time(11), "Avamine"),
        ("* **10.30–11.00** Avamine", time(10, 30), time(11), "Avamine"),
        ("1. 10.30-11.00 Avamine", time(10, 30), time(11), "Avamine"),
        ("10.30\t11.00\tAvamine", time(10, 30), time(11), "Avamine"),
        ("| 10.30–11.00 | Avamine |", time(10, 30), time(11), "Avamine"),
        ("\ufeff10.30\u00a0–\u00a011.00\u00a0Avamine", time(10, 30), time(11), "Avamine"),
        ("10.30–11.00\nAvamine", time(10, 30), time(11), "Avamine"),
        ("16.15 Asume koduteele!", time(16, 15), None, "Asume koduteele!"),
        ("10.30 - 3 rühma tutvustused", time(10, 30), None, "3 rühma tutvustused"),
    ],
)
def test_forms_of_a_line(line: str, start: time, end: time | None, title: str) -> None:
    session = only(line)
    assert (session.start, session.end, session.title) == (start, end, title)


@pytest.mark.parametrize(
    ("title", "kind"),
    [
        ("Saabumine", "arrival"),
        ("Kogunemine ja hommikukohv", "arrival"),
        ("Arrival and coffee", "arrival"),
        ("Регистрация участников", "arrival"),
        ("Прибуття", "arrival"),
        ("Lõunapaus", "lunch"),
        ("Ühine lõunasöök", "lunch"),
        ("Lunch break", "lunch"),
        ("Обед", "lunch"),
        ("Обідня перерва", "lunch"),
        ("Kohvipaus", "break"),
        ("paus", "break"),
        ("Coffee break", "break"),
        ("Кофе-брейк", "break"),
        ("Перерва на каву", "break"),
        ("Arutelud gruppides: rollid", "group_work"),
        ("Rühmatöö", "group_work"),
        ("Paralleelsed töötoad", "group_work"),
        ("Discussion in groups", "group_work"),
        ("Работа в группах", "group_work"),
        ("Робота в групах", "group_work"),
        ("Asume koduteele!", "departure"),
        ("Ärasõit", "departure"),
        ("Departure", "departure"),
        ("Отъезд", "departure"),
        ("Від'їзд", "departure"),
        ("Sissejuhatus päeva", "plenary"),
        ("Lõuna-Eesti kogukondade lood", "plenary"),
        ("Mida õppisime, kui kohv otsa sai", "plenary"),
    ],
)
def test_the_kind_is_guessed_from_the_words(title: str, kind: str) -> None:
    assert only(f"10.00–11.00 {title}").kind == kind


@pytest.mark.parametrize(
    ("line", "title", "speakers", "room"),
    [
        ("Avamine (Mari Näidis)", "Avamine", [("Mari Näidis", "")], ""),
        (
            "Avamine (Mari Näidis, Näidisvalla vallavanem)",
            "Avamine",
            [("Mari Näidis", "Näidisvalla vallavanem")],
            "",
        ),
        (
            "Paneel – Mari Näidis, Jüri Näidis",
            "Paneel",
            [("Mari Näidis", ""), ("Jüri Näidis", "")],
            "",
        ),
        ("Avamine (Mari Näidis, Eesti Kogu)", "Avamine", [("Mari Näidis", "Eesti Kogu")], ""),
        ("Töötuba (saal A)", "Töötuba", [], "saal A"),
        ("Töötuba (Mari Näidis) (ruum 204)", "Töötuba", [("Mari Näidis", "")], "ruum 204"),
        ("Töötuba (veebis, 15 min)", "Töötuba (veebis, 15 min)", [], ""),
        ("Kogemus (Eesti Koostöö Kogu)", "Kogemus (Eesti Koostöö Kogu)", [], ""),
        ("Miks (ja kuidas) küsida?", "Miks (ja kuidas) küsida?", [], ""),
        ("Открытие (Анна Примерова)", "Открытие", [("Анна Примерова", "")], ""),
        ("Avamine (dr Õie Näidis-Kask)", "Avamine", [("dr Õie Näidis-Kask", "")], ""),
        ("Avamine (Kus sa oled)", "Avamine (Kus sa oled)", [], ""),
        ("Avamine\tSuur saal\tMari Näidis", "Avamine", [("Mari Näidis", "")], "Suur saal"),
    ],
)
def test_people_and_rooms_beside_the_title(
    line: str, title: str, speakers: list[tuple[str, str]], room: str
) -> None:
    session = only(f"10.00–11.00 {line}")
    assert session.title == title
    assert session.speakers == [ReadSpeaker(*speaker) for speaker in speakers]
    assert session.room == room


def test_lines_below_say_who_where_and_what() -> None:
    session = only(
        "10.00–11.00 Töötuba\nRuum: 204\nEsinejad: Mari Näidis ja Jüri Näidis\n"
        "Kuidas alustada\n• lood\n• küsimused"
    )
    assert session.room == "204"
    assert [speaker.name for speaker in session.speakers] == ["Mari Näidis", "Jüri Näidis"]
    assert session.description == "Kuidas alustada\n– lood\n– küsimused"


@pytest.mark.parametrize(
    "heading",
    ["28.08", "28.08.", "28.08.2026", "28. august", "28. augustil 2026", "Reede, 28. august",
     "R 28.08", "## **28.08**", "August 28", "28 августа", "28 серпня 2026", "2. päev", "II päev",
     "Day 2", "День 2"],
)  # fmt: skip
def test_headings_of_days(heading: str) -> None:
    found = read(f"10.00 Algus\n{heading}\n9.00 Jätk", DAY, NEXT_DAY)
    assert found.unread == []
    assert [session.day for session in found.sessions] == [DAY, NEXT_DAY]


def test_a_day_without_a_year_is_the_one_nearest_to_the_event() -> None:
    days = (date(2026, 12, 31), date(2027, 1, 1))
    found = read("1. jaanuar\n9.00 Jätk\n31.12\n10.00 Algus", *days)
    assert [session.day for session in found.sessions] == [days[1], days[0]]


def test_a_date_that_could_be_a_time_is_one_only_where_it_is_a_day_of_the_event() -> None:
    first, second = date(2026, 10, 8), date(2026, 10, 9)
    assert read("9.10\n9.00 Jätk", first, second).sessions[0].day == second
    (session,) = read("9.10\nJätk", DAY).sessions
    assert (session.start, session.title) == (time(9, 10), "Jätk")


def test_words_beside_a_date_are_shown_since_they_are_not_kept() -> None:
    found = read("27.08.2026 Viljandis\n10.00 Algus")
    assert [(line.number, line.trouble) for line in found.unread] == [(1, Trouble.DAY_WORDS)]
    assert found.sessions[0].day == DAY


@pytest.mark.parametrize(
    ("line", "trouble"),
    [
        ("25.30 Avamine", Trouble.TIME),
        ("10.75–11.00 Avamine", Trouble.TIME),
        ("10.3o - 11.00 Avamine", Trouble.TIME),
        ("24.00 Avamine", Trouble.TIME),
        ("11.00–10.30 Avamine", Trouble.BACKWARDS),
        ("10.30–10.30 Avamine", Trouble.BACKWARDS),
        ("10.30–11.00", Trouble.NO_TITLE),
        ("Avamine", Trouble.NO_TIME),
    ],
)
def test_what_is_not_understood_comes_back_with_its_number(line: str, trouble: Trouble) -> None:
    found = read(f"\n{line}")
    assert found.sessions == []
    assert [(unread.number, unread.text, unread.trouble) for unread in found.unread] == [
        (2, line, trouble)
    ]


def test_lines_below_a_line_that_is_not_understood_do_not_go_to_the_session_above() -> None:
    found = read("10.00–11.00 Algus\n25.00 Vale\nmis selle all oli")
    assert found.sessions[0].description == ""
    assert [line.number for line in found.unread] == [2, 3]


def test_a_title_that_is_too_long_goes_on_in_the_description() -> None:
    title = "Väga pikk pealkiri " * 30
    session = only(f"10.00–11.00 {title}")
    assert len(session.title) <= 300
    assert f"{session.title} {session.description}" == title.strip()


def everything_in(found: ReadAgenda) -> str:
    words = [line.text for line in found.unread]
    for session in found.sessions:
        words += [session.title, session.description, session.room]
        words += [f"{speaker.name} {speaker.position}" for speaker in session.speakers]
        words += [f"{session.start:%H.%M}", f"{session.end:%H.%M}" if session.end else ""]
    return " ".join(words)


def words_of(text: str) -> set[str]:
    return set(re.findall(r"[^\W\d_]{2,}", text))


# Words that say what the rest of the line is, and nothing else.
SIGNS = words_of(
    "kell kl kuni from to at о в с з до по am pm AM PM Esineja Esinejad Ruum päev Day ja Päevakava"
    " august reede Reede"
)
lines = st.one_of(
    st.text(alphabet="abõÄŠжЇ019 .:–-()[]*_\t|•,;#", max_size=40),
    st.builds(
        "{}{}{}{}{}".format,
        st.sampled_from(["", "- ", "• ", "**", "1. ", "# ", "  "]),
        st.sampled_from(["10.00", "9:30", "25.10", "10.00–11.00", "11.00-10.00", "10–11", "kl 9", ""]),
        st.sampled_from([" ", "\t", ": ", " – ", ""]),
        st.sampled_from(["Avamine", "lõuna", "Esineja: Mari Näidis", "Ruum: 204", "27.08", "28. august", "2. päev"]),
        st.sampled_from(["", " (Mari Näidis)", " (saal A)", "**", " – Jüri Näidis, juht", "\tSuur saal", " (ja)"]),
    ),
)  # fmt: skip


@settings(deadline=None)
@given(st.lists(lines, max_size=12))
def test_no_word_is_lost_whatever_the_lines_say(given_lines: list[str]) -> None:
    text = "\n".join(given_lines)
    found = read(text, DAY, NEXT_DAY)

    assert words_of(text) - words_of(everything_in(found)) <= SIGNS
    numbers = [line.number for line in found.unread] + [s.number for s in found.sessions]
    assert len(numbers) == len(set(numbers))
    assert all(1 <= number <= len(text.splitlines()) for number in numbers)


@settings(deadline=None)
@given(st.lists(lines, max_size=12))
def test_what_is_read_fits_the_tables(given_lines: list[str]) -> None:
    for session in read("\n".join(given_lines), DAY, NEXT_DAY).sessions:
        assert 0 < len(session.title) <= 300
        assert len(session.room) <= 100
        assert session.end is None or session.start < session.end
        names = [speaker.name for speaker in session.speakers]
        assert all(0 < len(name) <= 150 for name in names)
        assert len(names) == len(set(names))


times = st.builds(time, st.integers(0, 23), st.integers(0, 59))
titles = st.sampled_from(
    ["Avamine", "Sissejuhatus päeva. Häälestumine", "“Miks?”", "Töötuba: 3 lugu", "Открытие дня"]
)
patterns = st.sampled_from(
    ["{} - {} {}", "{}–{} {}", "• {} — {}: {}", "{}-{}\t{}", "**{} – {}** {}", "| {}–{} | {} |"]
)
clocks = st.sampled_from(["%H.%M", "%H:%M"])


@settings(deadline=None)
@given(st.lists(st.tuples(times, times, titles), min_size=1, max_size=10), patterns, clocks)
def test_what_is_written_in_any_usual_form_is_read_back(
    sessions: list[tuple[time, time, str]], pattern: str, clock: str
) -> None:
    ordered = [(min(a, b), max(a, b), title) for a, b, title in sessions if a != b]
    text = "\n".join(
        pattern.format(start.strftime(clock), end.strftime(clock), title)
        for start, end, title in ordered
    )
    found = read(text)
    assert found.unread == []
    assert [(s.start, s.end, s.title) for s in found.sessions] == ordered
