"""Building a draft: its page, and a form for each part."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from loim.assessments.actions import parts
from loim.assessments.actions.parts import Choice, Said
from loim.assessments.actions.versions import introduce
from loim.assessments.forms.advice import AdviceForm
from loim.assessments.forms.building import (
    USUAL_CHOICES,
    IntroductionForm,
    LevelForm,
    StatementForm,
    ThemeForm,
)
from loim.assessments.forms.next_steps import NextStepForm
from loim.assessments.models import (
    NextStep,
    OverallLevel,
    QuestionnaireVersion,
    Statement,
    Theme,
)
from loim.assessments.permissions import may_build
from loim.assessments.queries.questionnaires import draft_of
from loim.assessments.queries.tree import completeness_of, tree_of
from loim.assessments.views.loading import person_of
from loim.assessments.views.questionnaires import kept_questionnaire
from loim.common.access import allowed
from loim.common.refusals import Refusal

PARTS: dict[str, type[Theme | Statement | OverallLevel | NextStep]] = {
    "theme": Theme, "statement": Statement, "level": OverallLevel, "step": NextStep,
}  # fmt: skip


def _draft(request: HttpRequest, questionnaire: str) -> QuestionnaireVersion:
    """What is published is changed by a new version."""
    draft = draft_of(kept_questionnaire(request, questionnaire))
    if draft is None:
        raise Http404
    return draft


@allowed(may_build)
def build(request: HttpRequest, questionnaire: str) -> HttpResponse:
    draft = draft_of(kept_questionnaire(request, questionnaire))
    if draft is None:
        return redirect("questionnaire", questionnaire)
    tree = tree_of(draft)
    context = {
        "questionnaire": draft.questionnaire, "draft": draft, "tree": tree,
        "completeness": completeness_of(tree),
    }  # fmt: skip
    return render(request, "assessments/build.html", context)


@allowed(may_build)
def introduction(request: HttpRequest, questionnaire: str) -> HttpResponse:
    draft = _draft(request, questionnaire)
    form = IntroductionForm(request.POST or None, instance=draft, source_language=draft.language)

    def save() -> None:
        introduce(
            version=draft, introduction=form.cleaned_data["introduction"],
            translations=form.instance.translations, by=person_of(request), now=timezone.now(),
        )  # fmt: skip

    return _form_page(request, draft, form, save, _("Introduction"))


@allowed(may_build)
def theme(request: HttpRequest, questionnaire: str, theme: int | None = None) -> HttpResponse:
    draft = _draft(request, questionnaire)
    row = _part(Theme, draft, theme)
    shown = row or Theme(version=draft)
    form = ThemeForm(request.POST or None, instance=shown, source_language=draft.language)

    def save() -> None:
        parts.put_theme(
            version=draft, facts=form.facts(), theme=row, by=person_of(request), now=timezone.now()
        )

    return _form_page(request, draft, form, save, _("Theme"))


@allowed(may_build)
def level(request: HttpRequest, questionnaire: str, level: int | None = None) -> HttpResponse:
    draft = _draft(request, questionnaire)
    row = _part(OverallLevel, draft, level)
    shown = row or OverallLevel(version=draft)
    form = LevelForm(request.POST or None, instance=shown, source_language=draft.language)

    def save() -> None:
        parts.put_level(
            version=draft, facts=form.facts(), level=row, by=person_of(request), now=timezone.now()
        )

    return _form_page(request, draft, form, save, _("Level of the result"))


@allowed(may_build)
def statement_new(request: HttpRequest, questionnaire: str, theme: int) -> HttpResponse:
    draft = _draft(request, questionnaire)
    return _statement(request, draft, _needed(Theme, draft, theme), None)


@allowed(may_build)
def statement(request: HttpRequest, questionnaire: str, statement: int) -> HttpResponse:
    draft = _draft(request, questionnaire)
    row = _needed(Statement, draft, statement)
    row.theme.version = draft
    return _statement(request, draft, row.theme, row)


def _statement(
    request: HttpRequest, draft: QuestionnaireVersion, of: Theme, row: Statement | None
) -> HttpResponse:
    was_published = row is not None and Statement.objects.filter(
        key=row.key, version__questionnaire=draft.questionnaire, version__state="published"
    ).exists()  # fmt: skip
    form = StatementForm(
        request.POST or None, instance=row or Statement(version=draft, theme=of),
        source_language=draft.language, choices=_choices(draft, row), was_published=was_published,
    )  # fmt: skip

    def save() -> None:
        parts.put_statement(
            theme=of, facts=form.facts(), statement=row, by=person_of(request), now=timezone.now()
        )

    return _form_page(request, draft, form, save, _("Statement"), of=of.text("title"))


def _choices(draft: QuestionnaireVersion, row: Statement | None) -> list[Choice]:
    """Its own; a new one begins with those of the statement before it, or the usual three."""
    source = row or Statement.objects.filter(version=draft).order_by("-pk").first()
    if source is not None:
        levels = source.levels.order_by("value")
        return [Choice(level.label, level.translations) for level in levels]
    others = [code for code in USUAL_CHOICES if code != draft.language]
    return [
        Choice(label, {code: {"label": USUAL_CHOICES[code][place]} for code in others})
        for place, label in enumerate(USUAL_CHOICES[draft.language])
    ]


@allowed(may_build)
def advice(request: HttpRequest, questionnaire: str, theme: int) -> HttpResponse:
    draft = _draft(request, questionnaire)
    tree = tree_of(draft)
    asked = next((each for each in tree.themes if each.theme.pk == theme), None)
    if asked is None:
        raise Http404
    form = AdviceForm(
        request.POST if request.method == "POST" else None,
        levels=list(tree.levels), advice=asked.advice, source=draft.language,
    )  # fmt: skip

    def save() -> None:
        said = {level: Said(text, words) for level, (text, words) in form.said().items()}
        parts.put_advice(theme=asked.theme, advice=said, by=person_of(request), now=timezone.now())

    return _form_page(
        request, draft, form, save, _("Advice by level"), of=asked.theme.text("title")
    )


@allowed(may_build)
def next_step(
    request: HttpRequest, questionnaire: str, next_step: int | None = None
) -> HttpResponse:
    draft = _draft(request, questionnaire)
    row = _part(NextStep, draft, next_step)
    themes = list(Theme.objects.filter(version=draft).order_by("position", "pk"))
    for each in themes:
        each.version = draft
    form = NextStepForm(
        request.POST or None, instance=row or NextStep(version=draft),
        source_language=draft.language, themes=themes,
    )  # fmt: skip

    def save() -> None:
        parts.put_next_step(
            version=draft, facts=form.facts(), step=row, by=person_of(request), now=timezone.now()
        )

    return _form_page(request, draft, form, save, _("Next step"))


@allowed(may_build)
@require_POST
def move(request: HttpRequest, questionnaire: str, part: str, part_pk: int) -> HttpResponse:
    draft = _draft(request, questionnaire)
    row: Any = _needed(_kind(part), draft, part_pk)
    if isinstance(row, OverallLevel):
        raise Http404
    parts.move_part(
        part=row, up=request.POST.get("to") == "up", by=person_of(request), now=timezone.now()
    )
    return redirect("questionnaire-build", questionnaire)


@allowed(may_build)
@require_POST
def remove(request: HttpRequest, questionnaire: str, part: str, part_pk: int) -> HttpResponse:
    draft = _draft(request, questionnaire)
    row: Any = _part(_kind(part), draft, part_pk)
    if row is not None:
        parts.remove_part(part=row, by=person_of(request), now=timezone.now())
        messages.success(request, _("It is removed."))
    return redirect("questionnaire-build", questionnaire)


def _kind(part: str) -> Any:
    if part not in PARTS:
        raise Http404
    return PARTS[part]


def _part(model: Any, draft: QuestionnaireVersion, key: int | None) -> Any:
    row = model.objects.filter(version=draft, pk=key).first() if key is not None else None
    if row is not None:
        row.version = draft
    return row


def _needed(model: Any, draft: QuestionnaireVersion, key: int) -> Any:
    row = get_object_or_404(model, version=draft, pk=key)
    row.version = draft
    return row


def _form_page(
    request: HttpRequest, draft: QuestionnaireVersion, form: Any, save: Callable[[], None],
    title: str, *, of: str = "",
) -> HttpResponse:  # fmt: skip
    if request.method == "POST" and form.is_valid():
        try:
            save()
        except Refusal as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("It is saved."))
            return redirect("questionnaire-build", draft.questionnaire.slug)
    context = {
        "questionnaire": draft.questionnaire, "form": form, "part_title": title, "part_of": of,
    }  # fmt: skip
    return render(request, "assessments/part.html", context)
