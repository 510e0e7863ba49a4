"""Does what is about to be sent stand in the language of whoever reads it?"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

PAGE_LANGUAGES = ("et", "en", "ru", "uk")


@dataclass(frozen=True)
class Check:
    """`not_as_spoken`: the client spoke `spoken`, and another language is chosen although it
    could be theirs. `missing`: what is not written in the chosen language, by its key, with the
    languages in which it is."""

    not_as_spoken: str
    missing: Mapping[int, tuple[str, ...]]

    @property
    def is_right(self) -> bool:
        return not self.not_as_spoken and not self.missing


def check_language(*, chosen: str, spoken: str, written: Mapping[int, Collection[str]]) -> Check:
    """`spoken` may be none of ours ('other') or unknown (''): then any choice is right."""
    not_as_spoken = spoken if spoken in PAGE_LANGUAGES and spoken != chosen else ""
    missing = {
        key: _in_order(languages) for key, languages in written.items() if chosen not in languages
    }
    return Check(not_as_spoken, missing)


def _in_order(languages: Collection[str]) -> tuple[str, ...]:
    known: Sequence[str] = PAGE_LANGUAGES
    return tuple(code for code in known if code in languages)
