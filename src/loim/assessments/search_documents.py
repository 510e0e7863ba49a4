"""Questionnaires as they are found: published ones in use, by everybody; nobody's answers."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from itertools import chain

from django.db.models import Max, Prefetch
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from loim.assessments.models import Questionnaire, QuestionnaireVersion, Statement, Theme
from loim.common.translated import LANGUAGE_CODES
from loim.search.providers import Document, Provider, Watch, Words, register


def register_search() -> None:
    register(
        Provider(
            key="questionnaires",
            label=_("Self-assessments"),
            one=pgettext_lazy("one of them", "questionnaire"),
            ids=_ids,
            documents=_documents,
            watches=(
                Watch("assessments_questionnaire"),
                Watch("assessments_questionnaireversion", "questionnaire_id"),
            ),
        )
    )


def _ids() -> Iterable[int]:
    return Questionnaire.objects.values_list("pk", flat=True)


def _documents(ids: Sequence[int]) -> Iterable[Document]:
    """Three queries however many they are; the words of the latest published version."""
    published = QuestionnaireVersion.objects.filter(questionnaire__in=ids, state="published")
    latest = published.values("questionnaire").annotate(number=Max("number"))
    numbers = dict(latest.values_list("questionnaire", "number"))
    parts: dict[int, list[Theme]] = defaultdict(list)
    themes = Theme.objects.filter(version__questionnaire__in=ids, version__state="published")
    statements = Prefetch("statements", Statement.objects.select_related("version"))
    for theme in themes.select_related("version").prefetch_related(statements):
        if theme.version.number == numbers[theme.version.questionnaire_id]:
            parts[theme.version.questionnaire_id].append(theme)
    rows = Questionnaire.objects.filter(pk__in=numbers, retired_at=None).order_by("pk")
    for questionnaire in rows:
        yield Document(
            object_id=questionnaire.pk,
            texts=_texts(questionnaire, parts[questionnaire.pk]),
            language=questionnaire.language,
            url_name="questionnaire",
            url_args=(questionnaire.slug,),
        )


def _texts(questionnaire: Questionnaire, themes: Sequence[Theme]) -> dict[str, Words]:
    """In the source language, and in each other one in which it has a title."""
    found = {}
    for language in LANGUAGE_CODES:
        own = questionnaire.translations.get(language, {}).get("title")
        if language != questionnaire.language and not own:
            continue
        asked = chain.from_iterable(
            [theme.text("title", language), *(s.text("wording", language) for s in theme.statements.all())]
            for theme in themes
        )  # fmt: skip
        found[language] = Words(
            str(questionnaire.text("title", language)),
            "\n".join([str(questionnaire.text("description", language)), *map(str, asked)]),
        )
    return found
