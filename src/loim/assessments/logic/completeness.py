"""In which languages a questionnaire is complete."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass


@dataclass(frozen=True)
class Completeness:
    language: str
    translated: int
    needed: int

    @property
    def is_complete(self) -> bool:
        return self.translated == self.needed


Wording = tuple[Mapping[str, str], Mapping[str, Mapping[str, str]]]


def completeness(texts: Iterable[Wording], languages: Sequence[str]) -> list[Completeness]:
    """`texts`: of each part what its fields say, and its translations by language and field. An
    empty field needs no translation."""
    needed = 0
    translated = dict.fromkeys(languages, 0)
    for source, translations in texts:
        for field, text in source.items():
            if not text.strip():
                continue
            needed += 1
            for language in languages:
                if translations.get(language, {}).get(field, "").strip():
                    translated[language] += 1
    return [Completeness(language, translated[language], needed) for language in languages]
