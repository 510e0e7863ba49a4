"""What rules look at, in words: parties, counties, languages, answers of the form."""

from collections.abc import Iterable

from django.utils.translation import gettext as _

from loim.common.translated import LANGUAGES
from loim.events.logic.places.rules import Answer
from loim.events.models import Feature, Option, Party
from loim.people.models import County

LANGUAGE_NAMES = dict(LANGUAGES)


class AnswerNames:
    """Names in the language that is spoken when asked; one query each for counties and options."""

    def __init__(self, answers: Iterable[Answer]) -> None:
        wanted = set(answers)
        counties = [value for name, value in wanted if name == Feature.COUNTY]
        self._counties = dict(
            County.objects.filter(pk__in=counties).values_list("ehak", "name") if counties else ()
        )
        options = [int(value) for name, value in wanted if name not in Feature.values]
        self._options = (
            Option.objects.select_related("question__event").in_bulk(options) if options else {}
        )

    def __getitem__(self, answer: Answer) -> str:
        name, value = answer
        if name == Feature.PARTY:
            return str(Party(value).label) if value in Party.values else value
        if name == Feature.COUNTY:
            return self._counties.get(value, value)
        if name == Feature.LANGUAGE:
            return LANGUAGE_NAMES.get(value, value)
        option = self._options.get(int(value))
        if option is None:
            return value
        return _("“%(question)s” – %(answer)s") % {
            "question": option.question.text("label"),
            "answer": option.text("label"),
        }

    def all_of(self, answers: Iterable[Answer]) -> str:
        return ", ".join(self[answer] for answer in answers)
