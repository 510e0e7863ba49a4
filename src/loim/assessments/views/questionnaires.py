"""Questionnaires: the list, one of them as everybody reads it, its facts, copies, versions."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from loim.assessments.actions.questionnaires import (
    copy_questionnaire,
    create_questionnaire,
    edit_questionnaire,
    retire_questionnaire,
)
from loim.assessments.actions.versions import (
    drop_draft,
    publish_version,
    start_version,
    what_is_lacking,
)
from loim.assessments.forms.building import QuestionnaireForm
from loim.assessments.logic.versions import compare_versions
from loim.assessments.models import Questionnaire, QuestionnaireVersion
from loim.assessments.permissions import may_build, may_keep
from loim.assessments.queries.questionnaires import (
    draft_of,
    latest_published,
    listed_questionnaires,
    owners_for,
)
from loim.assessments.queries.tree import completeness_of, facts_of, tree_of, trees_of
from loim.assessments.subjects import label_of
from loim.assessments.views.loading import person_of
from loim.common.access import allowed, public
from loim.common.paging import paged
from loim.common.refusals import Refusal


@public("published questionnaires are for everybody; drafts are left out for others")
def questionnaire_list(request: HttpRequest) -> HttpResponse:
    context = {
        "questionnaires": paged(request, listed_questionnaires(request.user)),
        "may_build": may_build(request.user),
    }
    return render(request, "assessments/questionnaires.html", context)


@public("what is published is for everybody; drafts are for those who keep them")
def questionnaire_page(request: HttpRequest, questionnaire: str) -> HttpResponse:
    row = found_questionnaire(questionnaire)
    keeps = may_keep(request.user, row)
    version = latest_published(row)
    if version is None and not keeps:
        raise Http404
    context = {
        "questionnaire": row, "keeps": keeps, "tree": tree_of(version) if version else None,
        "kind": label_of(row.for_kind), "draft": draft_of(row) if keeps else None,
        "may_build": may_build(request.user),
    }  # fmt: skip
    return render(request, "assessments/questionnaire.html", context)


@allowed(may_build)
def questionnaire_new(request: HttpRequest) -> HttpResponse:
    return _edit(request, Questionnaire())


@allowed(may_build)
def questionnaire_edit(request: HttpRequest, questionnaire: str) -> HttpResponse:
    return _edit(request, kept_questionnaire(request, questionnaire))


@allowed(may_build)
def questionnaire_copy(request: HttpRequest, questionnaire: str) -> HttpResponse:
    """A form filled with the source's facts, for a new short name and title."""
    source = found_questionnaire(questionnaire)
    if latest_published(source) is None and not may_keep(request.user, source):
        raise PermissionDenied
    return _edit(request, Questionnaire(), source=source)


def _edit(
    request: HttpRequest, row: Questionnaire, source: Questionnaire | None = None
) -> HttpResponse:
    person, now = person_of(request), timezone.now()
    shown = row if source is None else _like(source)
    form = QuestionnaireForm(
        request.POST or None,
        instance=shown,
        source_language=request.POST.get("language", shown.language),
        owners=owners_for(person),
    )
    if request.method == "POST" and form.is_valid():
        try:
            if source is not None:
                made = copy_questionnaire(
                    questionnaire=source, facts=form.facts(), by=person, now=now,
                    submission=form.cleaned_data["submission"],
                )  # fmt: skip
            elif row.pk:
                made = edit_questionnaire(questionnaire=row, facts=form.facts(), by=person, now=now)
            else:
                made = create_questionnaire(
                    facts=form.facts(), submission=form.cleaned_data["submission"], by=person,
                    now=now,
                )  # fmt: skip
        except Refusal as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("The questionnaire is saved."))
            return redirect("questionnaire-build" if draft_of(made) else "questionnaire", made.slug)
    context = {"form": form, "questionnaire": row, "source": source}
    return render(request, "assessments/questionnaire_edit.html", context)


def _like(source: Questionnaire) -> Questionnaire:
    return Questionnaire(
        title=source.title, description=source.description, language=source.language,
        translations=source.translations, for_kind=source.for_kind,
        asks_evidence=source.asks_evidence, owner=source.owner,
    )  # fmt: skip


@allowed(may_build)
@require_POST
def questionnaire_new_version(request: HttpRequest, questionnaire: str) -> HttpResponse:
    row = kept_questionnaire(request, questionnaire)
    start_version(questionnaire=row, by=person_of(request), now=timezone.now())
    return redirect("questionnaire-build", questionnaire)


@allowed(may_build)
@require_POST
def questionnaire_drop_draft(request: HttpRequest, questionnaire: str) -> HttpResponse:
    row = kept_questionnaire(request, questionnaire)
    if draft := draft_of(row):
        drop_draft(version=draft, by=person_of(request), now=timezone.now())
        messages.success(request, _("The draft is gone. Published versions stay as they are."))
    return redirect("questionnaire", questionnaire)


@allowed(may_build)
@require_POST
def questionnaire_retire(request: HttpRequest, questionnaire: str) -> HttpResponse:
    row = kept_questionnaire(request, questionnaire)
    is_retired = request.POST.get("to") == "retired"
    retire_questionnaire(
        questionnaire=row, is_retired=is_retired, by=person_of(request), now=timezone.now()
    )
    return redirect("questionnaire", questionnaire)


@allowed(may_build)
def questionnaire_publish(request: HttpRequest, questionnaire: str) -> HttpResponse:
    """What is lacking, in which languages it is complete, what changes against the last one."""
    row = kept_questionnaire(request, questionnaire)
    draft = draft_of(row)
    if draft is None:
        return redirect("questionnaire", questionnaire)
    if request.method == "POST":
        try:
            publish_version(version=draft, by=person_of(request), now=timezone.now())
        except Refusal as refusal:
            messages.error(request, str(refusal))
            return redirect("questionnaire-publish", questionnaire)
        messages.success(request, _("The version is published. Whoever begins now is asked by it."))
        return redirect("questionnaire", questionnaire)
    tree, before = tree_of(draft), latest_published(row)
    context = {
        "questionnaire": row, "draft": draft, "lacking": what_is_lacking(tree),
        "completeness": completeness_of(tree), "before": before,
        "difference": _difference(before, draft) if before else None,
    }  # fmt: skip
    return render(request, "assessments/publish.html", context)


@allowed(may_build)
def questionnaire_versions(request: HttpRequest, questionnaire: str) -> HttpResponse:
    """Its versions, and two of them compared: ?from=1&to=2."""
    row = kept_questionnaire(request, questionnaire)
    versions = list(row.versions.select_related("questionnaire").order_by("-number"))
    by_number = {str(version.number): version for version in versions}
    after = by_number.get(request.GET.get("to", ""), versions[0] if versions else None)
    older = [each for each in versions if after and each.number < after.number]
    before = by_number.get(request.GET.get("from", ""), older[0] if older else None)
    compares = before is not None and after is not None and before != after
    context = {
        "questionnaire": row, "versions": versions, "before": before, "after": after,
        "difference": _difference(before, after) if compares else None,
    }  # fmt: skip
    return render(request, "assessments/versions.html", context)


def _difference(
    before: QuestionnaireVersion | None, after: QuestionnaireVersion | None
) -> dict[str, object]:
    """What `compare_versions` found, in words: keys become statements and levels."""
    assert before is not None  # noqa: S101
    assert after is not None  # noqa: S101
    trees = trees_of([before, after])
    found = compare_versions(facts_of(trees[before.pk]), facts_of(trees[after.pk]))
    statements = {
        asked.statement.key: asked.statement
        for version in (before, after)
        for asked in trees[version.pk].statements()
    }
    levels = {level.key: level for each in (before, after) for level in trees[each.pk].levels}
    words = {
        name: [statements[key] for key in getattr(found, name)]
        for name in ("comparable", "reworded", "moved", "rescaled", "added", "removed")
    }
    return {
        **words,
        "thresholds": [(levels[key], *rest) for key, *rest in found.thresholds_changed],
    }


def found_questionnaire(slug: str) -> Questionnaire:
    return get_object_or_404(Questionnaire.objects.select_related("owner"), slug=slug)


def kept_questionnaire(request: HttpRequest, slug: str) -> Questionnaire:
    row = found_questionnaire(slug)
    if not may_keep(request.user, row):
        raise PermissionDenied
    return row
