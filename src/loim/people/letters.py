"""Regular letters about one's work that a person may switch off in the profile.

A module registers its letter when it starts, and asks `wanted_by` before it writes.
"""

from collections.abc import Callable, Collection
from dataclasses import dataclass

from django.db import transaction
from django.utils.functional import Promise

from loim.people.models import LetterSwitchedOff, User


@dataclass(frozen=True)
class Letter:
    """`concerns` says whether this person would ever get it."""

    key: str
    label: str | Promise
    help_text: str | Promise
    concerns: Callable[[User], bool]


_letters: dict[str, Letter] = {}


def register_letter(letter: Letter) -> None:
    _letters[letter.key] = letter


def letters_for(person: User) -> list[Letter]:
    return [letter for _key, letter in sorted(_letters.items()) if letter.concerns(person)]


def switched_off_by(person: User) -> set[str]:
    return set(LetterSwitchedOff.objects.filter(user=person).values_list("letter", flat=True))


def choose_letters(*, by: User, wanted: Collection[str]) -> None:
    """Of one's own letters, those in `wanted` come and the others do not."""
    with transaction.atomic():
        for letter in letters_for(by):
            if letter.key in wanted:
                LetterSwitchedOff.objects.filter(user=by, letter=letter.key).delete()
            else:
                LetterSwitchedOff.objects.get_or_create(user=by, letter=letter.key)
