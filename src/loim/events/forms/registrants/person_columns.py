"""The columns of a file of people, recognised by their headings in any of our languages.

Lists come from forms and spreadsheets that nobody here made, so a heading may be any of the
words that people use, whatever language the page is in.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.utils import translation
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from loim.common.translated import LANGUAGES
from loim.events.logic.names import fold
from loim.events.models import Party, Question


@dataclass(frozen=True)
class PersonColumn:
    """`words` are headings that mean it, in et, en, ru and uk."""

    key: str
    label: Promise | str
    help: Promise | str
    words: tuple[str, ...]


COLUMNS = (
    PersonColumn(
        "name",
        pgettext_lazy("a person", "Name"),
        _("First and last name. Two columns, for the first and the last name, do as well."),
        (
            "nimi", "ees- ja perekonnanimi", "osaleja", "osaleja nimi", "täisnimi",
            "name", "full name", "participant",
            "имя", "имя и фамилия", "фио", "участник",
            "ім'я", "ім'я та прізвище", "піб", "учасник",
        ),
    ),
    PersonColumn(
        "first_name", _("First name"), "", ("eesnimi", "first name", "given name", "ім'я особи")
    ),
    PersonColumn(
        "last_name",
        _("Last name"),
        "",
        ("perekonnanimi", "perenimi", "last name", "surname", "family name", "фамилия", "прізвище"),
    ),
    PersonColumn(
        "email",
        _("E-mail"),
        _("Without it no letters can be sent."),
        (
            "e-post", "e-posti aadress", "epost", "meil", "meiliaadress", "e-mail", "email",
            "email address", "e-mail address", "mail",
            "почта", "электронная почта", "эл. почта", "адрес электронной почты",
            "пошта", "електронна пошта", "ел. пошта", "адреса електронної пошти",
        ),
    ),
    PersonColumn(
        "language",
        _("Language"),
        _("Of letters: et, en, ru or uk. Empty: the event's."),
        ("keel", "suhtluskeel", "language", "язык", "мова"),
    ),
    PersonColumn(
        "party",
        _("Party"),
        _("As in the list of participants; may stay empty."),
        ("osapool", "esindab", "party", "represents", "сторона", "представляет", "представляє"),
    ),
    PersonColumn(
        "organisation",
        _("Organisation"),
        _("May stay empty."),
        (
            "asutus", "organisatsioon", "ühing", "tööandja", "töökoht", "organisation",
            "organization", "company", "employer",
            "организация", "учреждение", "организація", "організація", "установа",
        ),
    ),
    PersonColumn(
        "municipality",
        _("Municipality"),
        _("Where they are from: Rakvere linn. May stay empty."),
        (
            "omavalitsus", "kov", "vald", "vald/linn", "linn", "vald või linn", "municipality",
            "муниципалитет", "самоуправление", "волость", "муніципалітет", "самоврядування",
            "громада",
        ),
    ),
)  # fmt: skip
PARTY_WORDS: Mapping[str, tuple[str, ...]] = {
    Party.MUNICIPALITY: (
        "kov", "omavalitsus", "kohalik omavalitsus", "vald", "linn", "local government",
        "муниципалитет", "самоуправление", "муніципалітет", "самоврядування",
    ),
    Party.COMMUNITY: (
        "kogukond", "mtü", "vabaühendus", "ühendus", "selts", "ngo", "community", "association",
        "община", "сообщество", "нко", "громада", "спільнота", "нуо",
    ),
    Party.STATE: (
        "riik", "riigiasutus", "ministeerium", "state", "ministry",
        "государственное учреждение", "державна установа",
    ),
    Party.UMBRELLA: ("liit", "arenduskeskus", "mak", "association of municipalities"),
    Party.CONSULTANT: (
        "konsultant", "koolitaja", "consultant", "trainer",
        "консультант", "тренер",
    ),
    Party.STUDENT: ("tudeng", "üliõpilane", "vilistlane", "student", "студент"),
    Party.SCHOOL: ("kool", "ülikool", "school", "university", "школа", "университет", "університет"),
    Party.BUSINESS: ("ettevõte", "ettevõtja", "business", "company", "предприятие", "підприємство"),
    Party.RESIDENT: ("elanik", "resident", "житель", "мешканець"),
    Party.OTHER: ("muu", "other", "другое", "інше"),
}  # fmt: skip
LANGUAGE_WORDS = {
    "et": ("eesti", "eesti keel", "estonian", "эстонский", "естонська"),
    "en": ("inglise", "inglise keel", "english", "английский", "англійська"),
    "ru": ("vene", "vene keel", "russian", "русский", "російська"),
    "uk": ("ukraina", "ukraina keel", "ukrainian", "украинский", "українська", "ua"),
}


def found_columns(headings: Iterable[object], questions: Sequence[Question] = ()) -> dict[str, int]:
    """Which column is which; a question's is `q` and its key. The first of two wins."""
    known = heading_words(questions)
    found: dict[str, int] = {}
    for place, heading in enumerate(headings):
        key = known.get(fold(str(heading or "")))
        if key is not None:
            found.setdefault(key, place)
    return found


def heading_words(questions: Sequence[Question] = ()) -> dict[str, str]:
    """Folded headings to keys. Our own columns go before a question of the same name."""
    words: dict[str, str] = {}
    for question in questions:
        for language, _name in LANGUAGES:
            words.setdefault(fold(question.text("label", language)), f"q{question.pk}")
    words.update(_words({column.key: (column.label, column.words) for column in COLUMNS}))
    words.pop("", None)
    return words


def party_words() -> dict[str, str]:
    labels = dict(Party.choices)
    return _words({key: (labels[key], PARTY_WORDS.get(key, ())) for key in Party.values})


def language_words() -> dict[str, str]:
    return _words({key: (name, LANGUAGE_WORDS[key]) for key, name in LANGUAGES})


def _words(known: Mapping[str, tuple[Any, Sequence[str]]]) -> dict[str, str]:
    """Words, and labels in every language, and keys themselves."""
    words: dict[str, str] = {}
    for key, (label, others) in known.items():
        words.setdefault(fold(key), key)
        for other in others:
            words.setdefault(fold(other), key)
        for language, _name in settings.LANGUAGES:
            with translation.override(language):
                words.setdefault(fold(str(label)), key)
    return words
