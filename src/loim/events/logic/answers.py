"""What somebody answered, read against the questions that are asked: no form, no database.

A question with a condition is asked only where its option was chosen in a question that is
asked itself; what is given for one that is not asked is left out without a word.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from loim.events.logic.answer_texts import TEXT_READERS, Trouble

ONE_OPTION = frozenset({"yes_no", "one_of"})
SEVERAL_OPTIONS = frozenset({"several_of", "diet", "accommodation"})
# Own words beside the options.
OPTIONS_AND_TEXT = frozenset({"diet"})


@dataclass(frozen=True)
class AskedQuestion:
    """`options` are the keys that may be chosen; `only_if` is the key of another's option."""

    key: int
    kind: str
    options: tuple[int, ...] = ()
    is_required: bool = False
    only_if: int | None = None


@dataclass(frozen=True)
class Given:
    """As it came: keys of options in `chosen`, words in `text`."""

    chosen: tuple[str, ...] = ()
    text: str = ""


@dataclass(frozen=True)
class GivenAnswer:
    """An option's key, or a text in its plain form (ISO for numbers and dates)."""

    question: int
    option: int | None = None
    text: str = ""


@dataclass(frozen=True)
class ReadAnswers:
    """`answers` in the order of the questions; `troubles` and `asked` by question's key."""

    answers: tuple[GivenAnswer, ...]
    troubles: Mapping[int, "AnswerTrouble"] = field(default_factory=dict)
    asked: frozenset[int] = frozenset()


class ChoiceTrouble(StrEnum):
    MISSING = "missing"
    ONLY_ONE = "only_one"
    NO_SUCH_OPTION = "no_such_option"  # removed meanwhile, full, or never offered


AnswerTrouble = ChoiceTrouble | Trouble


def read_answers(
    questions: Iterable[AskedQuestion],
    given: Mapping[int, Given],
    *,
    chosen_before: frozenset[int] = frozenset(),
) -> ReadAnswers:
    """`chosen_before`: options that the person chose earlier, which later questions look at."""
    questions = list(questions)
    asked = asked_questions(questions, given, chosen_before=chosen_before)
    answers: list[GivenAnswer] = []
    troubles: dict[int, AnswerTrouble] = {}
    for question in questions:
        if question.key not in asked:
            continue
        read = _read(question, given.get(question.key, Given()))
        if isinstance(read, list):
            answers += read
        else:
            troubles[question.key] = read
    return ReadAnswers(tuple(answers), troubles, asked)


def asked_questions(
    questions: Iterable[AskedQuestion],
    given: Mapping[int, Given],
    *,
    chosen_before: frozenset[int] = frozenset(),
) -> frozenset[int]:
    """Whatever the order of the questions; conditions that go round in a circle are not met."""
    questions = list(questions)
    chosen = {question.key: _chosen(question, given) for question in questions}
    asked: set[int] = set()
    met = set(chosen_before)
    waiting = questions
    while True:
        ready = [q for q in waiting if q.only_if is None or q.only_if in met]
        if not ready:
            return frozenset(asked)
        for question in ready:
            asked.add(question.key)
            met |= chosen[question.key]
        waiting = [q for q in waiting if q.key not in asked]


def _chosen(question: AskedQuestion, given: Mapping[int, Given]) -> set[int]:
    known = {str(option): option for option in question.options}
    answer = given.get(question.key, Given())
    return {known[key] for key in answer.chosen if key in known}


def _read(question: AskedQuestion, given: Given) -> list[GivenAnswer] | AnswerTrouble:
    if question.kind in TEXT_READERS:
        return _read_text(question, given.text)
    keys = {key for key in given.chosen if key}
    if keys - {str(option) for option in question.options}:
        return ChoiceTrouble.NO_SUCH_OPTION
    chosen = [option for option in question.options if str(option) in keys]
    if question.kind in ONE_OPTION and len(chosen) > 1:
        return ChoiceTrouble.ONLY_ONE
    answers = [GivenAnswer(question.key, option=option) for option in chosen]
    if question.kind in OPTIONS_AND_TEXT:
        words = TEXT_READERS["long_text"](given.text)
        if isinstance(words, Trouble):
            return words
        answers += [GivenAnswer(question.key, text=words)] if words else []
    return answers if answers or not question.is_required else ChoiceTrouble.MISSING


def _read_text(question: AskedQuestion, text: str) -> list[GivenAnswer] | AnswerTrouble:
    words = TEXT_READERS[question.kind](text)
    if isinstance(words, Trouble):
        return words
    if words:
        return [GivenAnswer(question.key, text=words)]
    return ChoiceTrouble.MISSING if question.is_required else []
