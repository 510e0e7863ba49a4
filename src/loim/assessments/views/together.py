"""The group at one table: how views lie, and what it agrees on."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from loim.assessments.actions.agreeing import SavedMeanwhile, agree
from loim.assessments.forms.leading import AgreeForm
from loim.assessments.models import Assessment, AssessmentStatus, SharedAnswer
from loim.assessments.permissions import may_see_assessment
from loim.assessments.queries.sheets import spreads_of
from loim.assessments.queries.tree import AskedStatement, tree_of
from loim.assessments.views.charts import spread_chart
from loim.assessments.views.leading import agreed_of
from loim.assessments.views.loading import led_assessment, person_of
from loim.common.access import signed_in
from loim.common.refusals import Refusal


@signed_in
def together(request: HttpRequest, pk: int) -> HttpResponse:
    """Themes with how much is agreed."""
    row = led_assessment(request, pk)
    if row.state != AssessmentStatus.TOGETHER:
        return redirect("assessment", pk)
    tree, agreed = tree_of(row.version), agreed_of(row)
    themes = [
        (
            number,
            asked.theme,
            sum(each.statement.pk in agreed for each in asked.statements),
            len(asked.statements),
        )
        for number, asked in enumerate(tree.themes, 1)
    ]
    lacking = tree.asked - sum(done for _number, _theme, done, _all in themes)
    first = next((number for number, _theme, done, every in themes if done < every), 1)
    context = {
        "assessment": row, "themes": themes, "lacking": lacking, "first": first,
        "asked": tree.asked, "done": tree.asked - lacking,
    }  # fmt: skip
    return render(request, "assessments/together.html", context)


@signed_in
def together_theme(request: HttpRequest, pk: int, theme_number: int) -> HttpResponse:
    """A theme's statements, each with a form of its own: two devices may be at two of them."""
    row = led_assessment(request, pk)
    if row.state != AssessmentStatus.TOGETHER:
        return redirect("assessment", pk)
    tree = tree_of(row.version)
    if not 1 <= theme_number <= len(tree.themes):
        raise Http404
    theme = tree.themes[theme_number - 1]
    agreed = agreed_of(row)
    sent: AgreeForm | None = None
    if request.method == "POST":
        sent = _sent(request, row, theme.statements, agreed)
        if sent.is_valid() and (saved := _save(request, row, sent)):
            place = reverse("assessment-together-theme", args=[pk, theme_number])
            return redirect(f"{place}#{_after(theme.statements, saved)}")
    spreads = spreads_of(row, tree)
    context = {
        "assessment": row, "theme": theme.theme, "number": theme_number, "last": len(tree.themes),
        "rows": [
            _row(row, asked, agreed, spreads, sent) for asked in theme.statements
        ],
    }  # fmt: skip
    return render(request, "assessments/together_theme.html", context)


def _sent(
    request: HttpRequest, row: Assessment, statements: tuple[AskedStatement, ...],
    agreed: dict[int, SharedAnswer],
) -> AgreeForm:  # fmt: skip
    said = request.POST.get("statement", "")
    asked = next((each for each in statements if str(each.statement.pk) == said), None)
    if asked is None:
        raise Http404
    return _form(row, asked, agreed, request.POST, request.FILES)


def _form(
    row: Assessment, asked: AskedStatement, agreed: dict[int, SharedAnswer], *data: Any
) -> AgreeForm:
    return AgreeForm(
        *data,
        asked=asked,
        answer=agreed.get(asked.statement.pk),
        asks_evidence=row.version.questionnaire.asks_evidence,
    )


def _save(request: HttpRequest, row: Assessment, form: AgreeForm) -> SharedAnswer | None:
    try:
        saved = agree(
            assessment=row, statement=form.asked.statement, agreed=form.agreed(),
            revision=form.cleaned_data["revision"], by=person_of(request), now=timezone.now(),
        )  # fmt: skip
    except SavedMeanwhile as refusal:
        form.add_error(None, str(refusal))
        data: Any = request.POST.copy()
        data[form.add_prefix("revision")] = str(refusal.current.revision)
        form.data = data
        form.other = refusal.current  # type: ignore[attr-defined]  # for the page
    except Refusal as refusal:
        form.add_error(None, str(refusal))
    else:
        messages.success(request, _("The shared answer is saved."))
        return saved
    return None


def _after(statements: tuple[AskedStatement, ...], saved: SharedAnswer) -> str:
    """Where to read on: the next statement, or the foot of the page."""
    keys = [asked.statement.pk for asked in statements]
    place = keys.index(saved.statement_id) + 1
    return f"statement-{keys[place]}" if place < len(keys) else "page-end"


def _row(
    row: Assessment, asked: AskedStatement, agreed: dict[int, SharedAnswer], spreads: Any,
    sent: AgreeForm | None,
) -> dict[str, Any]:  # fmt: skip
    is_sent = sent is not None and sent.asked.statement.pk == asked.statement.pk
    found = spreads.get(asked.statement.pk)
    return {
        "asked": asked,
        "answer": agreed.get(asked.statement.pk),
        "form": sent if is_sent else _form(row, asked, agreed),
        "is_sent": is_sent,
        "spread": found,
        "chart": spread_chart(asked, found) if found and found.counts else None,
    }


@signed_in
def evidence(request: HttpRequest, pk: int) -> HttpResponseBase:
    """Always saved, never opened within our site."""
    rows = SharedAnswer.objects.select_related("assessment__subject")
    answer = get_object_or_404(rows, pk=pk)
    if not may_see_assessment(request.user, answer.assessment):
        raise PermissionDenied
    if not answer.evidence_file:
        raise Http404
    return FileResponse(
        answer.evidence_file.open("rb"), as_attachment=True, filename=answer.file_name,
        content_type="application/octet-stream",
    )  # fmt: skip
