"""The words that people write opening hours with, in four languages."""

import re
from typing import Final

# As they are shown, Monday first.
WEEKDAYS: Final[dict[str, tuple[str, ...]]] = {
    "et": ("E", "T", "K", "N", "R", "L", "P"),
    "en": ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"),
    "ru": ("Пн", "Вт", "Ср", "Чт", "Пт", "Сб", "Вс"),
    "uk": ("Пн", "Вт", "Ср", "Чт", "Пт", "Сб", "Нд"),
}
CLOSED: Final = {"et": "suletud", "en": "closed", "ru": "закрыто", "uk": "зачинено"}

# How a word begins; a short abbreviation stands alone.
_BEGINNINGS: Final = (
    ("esmasp", "mon", "понед"),
    ("teisip", "tue", "вторн", "вівтор"),
    ("kolmap", "wed", "серед", "сред"),
    ("neljap", "thu", "четв"),
    ("reed", "fri", "пятн", "п'ятн", "п’ятн"),
    ("laup", "sat", "субб", "субот"),
    ("pühap", "sun", "воскр", "неділ"),
)
_SHORT: Final = (
    ("e", "mo", "пн"),
    ("t", "tu", "вт"),
    ("k", "we", "ср"),
    ("n", "th", "чт"),
    ("r", "fr", "пт"),
    ("l", "sa", "сб"),
    ("p", "su", "вс", "нд"),
)
DAILY: Final = (
    "iga päev", "igapäevaselt", "every day", "daily", "ежедневно", "каждый день", "щодня", "щоденно",
)  # fmt: skip
WORKING: Final = (
    "tööpäeviti", "tööpäevadel", "weekdays", "working days", "по будням", "будни", "у будні", "будні",
)  # fmt: skip
ALWAYS: Final = (
    "ööpäevaringselt", "ööpäevaringne", "24/7", "24h", "around the clock", "круглосуточно",
    "цілодобово",
)  # fmt: skip
HOLIDAYS: Final = (
    "riigipühadel", "riigipühad", "pühadel", "public holidays", "holidays", "ph",
    "по праздникам", "праздники", "праздничные дни", "у свята", "свята", "святкові дні",
)  # fmt: skip
SHUT: Final = (
    "suletud", "kinni", "closed", "off", "закрыто", "выходной", "не работает",
    "зачинено", "вихідний", "не працює",
)  # fmt: skip
UNTIL: Final = ("kuni", "until", "till", "до")
THROUGH: Final = ("to", "through", "по")  # between weekdays
FROM: Final = ("alates kella", "alates", "from", "kell", "kl", "с", "з")
AND: Final = ("ja", "and", "и", "та", "і", "&", "+")


def weekday_of(word: str) -> int | None:
    """Monday is 0; None where it is no weekday."""
    word = word.casefold().rstrip(".")
    for number, (short, beginnings) in enumerate(zip(_SHORT, _BEGINNINGS, strict=True)):
        if word in short or word.startswith(beginnings):
            return number
    return None


def at_start(words: tuple[str, ...]) -> re.Pattern[str]:
    """Finds one of the words, whole, where a text begins; the longest of those that fit."""
    each = "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True))
    return re.compile(rf"(?:{each})(?!\w)\s*", re.IGNORECASE)
