"""What came back in a file, beside what was sent: what can be taken over, and what is wrong."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from django.utils.functional import Promise

from loim.content.kinds import kind_of
from loim.content.logic.xliff.checking import Problem, Trouble, read_part
from loim.content.logic.xliff.units import Part, TranslationFile, VersionKey, key_of, read_key
from loim.content.models import (
    OrderedText,
    Origin,
    Text,
    TextState,
    TextVersion,
    VersionStatus,
)
from loim.content.queries.xliff.problem_words import words_for
from loim.content.queries.xliff.sending import sent_fields


@dataclass(frozen=True)
class SaidProblem:
    """In words: where, and what to do. `unit` and `segment` as the file names them."""

    problem: Problem
    field_label: str | Promise

    @property
    def text(self) -> str:
        return words_for(self.problem.trouble)

    @property
    def where(self) -> str:
        problem = self.problem
        return " / ".join(key for key in (problem.part, problem.unit, problem.segment) if key)


@dataclass
class PartReview:
    """`fields` are those of the good units. `draft` is what is being written in the language now."""

    key: str
    text: Text
    title: str
    base: TextVersion
    language: str
    fields: dict[str, str] = field(default_factory=dict)
    problems: list[SaidProblem] = field(default_factory=list)
    draft: TextVersion | None = None
    has_moved_on: bool = False
    is_taken: bool = False

    @property
    def is_good(self) -> bool:
        return bool(self.fields)

    @property
    def is_partial(self) -> bool:
        return bool(self.fields) and bool(self.problems)

    @property
    def seen_revision(self) -> int:
        return self.draft.revision if self.draft else 0

    @property
    def draft_is_of_a_person(self) -> bool:
        return self.draft is not None and self.draft.origin != Origin.MACHINE

    def shown_fields(self) -> list[tuple[str | Promise, bool, str, str]]:
        """(label, is it rich, source, translation) of each good unit."""
        kind = kind_of(self.text.kind)
        return [
            (kind.field(name).label, kind.field(name).is_rich, self.base.get(name), value)
            for name, value in self.fields.items()
        ]


@dataclass
class Review:
    parts: list[PartReview]
    problems: list[SaidProblem]  # of parts that are nothing of ours

    @property
    def good_units(self) -> int:
        return sum(len(part.fields) for part in self.parts)

    @property
    def problem_count(self) -> int:
        return len(self.problems) + sum(len(part.problems) for part in self.parts)


def review_of_order(file: TranslationFile, items: Sequence[OrderedText]) -> Review:
    """Against what was ordered, into the file's language. Four queries."""
    wanted = {item.text_id: item for item in items if item.language == file.target_language}
    bases = {item.text_id: item.base for item in wanted.values()}
    review = _review(file, bases)
    for part in review.parts:
        part.is_taken = wanted[part.text.pk].taken_at is not None
    return review


def review_of_texts(file: TranslationFile, texts: Mapping[int, Text]) -> Review:
    """Against the versions that the file names, of those texts that the person may translate."""
    keys = [key for part in file.parts if (key := read_key(part.key)) and key.text in texts]
    versions = TextVersion.objects.filter(
        pk__in={key.version for key in keys}, status=VersionStatus.PUBLISHED,
        language=file.source_language, text__in=texts,
    )  # fmt: skip
    return _review(file, {version.text_id: version for version in versions})


def texts_named(file: TranslationFile) -> set[int]:
    return {key.text for part in file.parts if (key := read_key(part.key))}


def _review(file: TranslationFile, bases: Mapping[int, TextVersion]) -> Review:
    texts = Text.objects.in_bulk(list(bases))
    states = _states(texts, file.target_language)
    counts = Counter(part.key for part in file.parts)
    review = Review([], [])
    seen: set[str] = set()
    for part in file.parts:
        if part.key in seen:
            continue
        seen.add(part.key)
        key = read_key(part.key)
        trouble = _trouble(key, bases, counts[part.key])
        if trouble is not None or key is None:
            problem = Problem(trouble or Trouble.UNKNOWN_PART, part.key)
            review.problems.append(SaidProblem(problem, ""))
            continue
        text, base = texts[key.text], bases[key.text]
        review.parts.append(_part_review(part, text, base, file.target_language, states))
    return review


def _trouble(
    key: VersionKey | None, bases: Mapping[int, TextVersion], count: int
) -> Trouble | None:
    if key is None or key.text not in bases:
        return Trouble.UNKNOWN_PART
    if count > 1:
        return Trouble.DOUBLE_PART
    return None if bases[key.text].pk == key.version else Trouble.OTHER_VERSION


def _part_review(
    part: Part, text: Text, base: TextVersion, language: str,
    states: Mapping[tuple[int, str], TextState],
) -> PartReview:  # fmt: skip
    kind = kind_of(text.kind)
    fields, problems = read_part(part, sent_fields(kind, base))
    labels = {each.name: each.label for each in kind.fields}
    source, target = states[text.pk, base.language], states[text.pk, language]
    return PartReview(
        key_of(text.pk, base.pk), text, base.get(kind.names[0]), base, language, fields,
        [SaidProblem(problem, labels.get(problem.unit, problem.unit)) for problem in problems],
        target.draft, source.current_id != base.pk,
    )  # fmt: skip


def _states(texts: Mapping[int, Text], language: str) -> dict[tuple[int, str], TextState]:
    found = TextState.objects.filter(text__in=list(texts)).select_related("draft__written_by")
    return {(state.text_id, state.language): state for state in found}
