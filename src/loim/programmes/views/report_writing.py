"""Writing a report: saving, saving while one writes, filling in from the records."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from loim.common.access import signed_in
from loim.people.models import User
from loim.programmes.actions.report_texts import (
    TextsChangedMeanwhile,
    fill_in_from_records,
    save_texts,
)
from loim.programmes.actions.reports import ReportNotOpen
from loim.programmes.forms.reports import ReportTextsForm, Theirs
from loim.programmes.logic.edited_texts import fingerprint
from loim.programmes.models import Report
from loim.programmes.queries.report_page import ReportPage, report_page
from loim.programmes.queries.report_texts import last_written, stored_texts
from loim.programmes.views.report_access import managed_report, visible_report
from loim.programmes.views.report_shown import rendered


@signed_in
@require_POST
def report_texts(request: HttpRequest, pk: int) -> HttpResponse:
    """Save every text; then fill in from the records, or go on to submission."""
    shown, person = managed_report(request, pk)
    page = report_page(shown)
    form = ReportTextsForm(page, request.POST)
    if not form.is_valid():
        return rendered(request, shown, page, form, status=400)
    try:
        save_texts(report=shown, edited=form.edited, by=person, now=timezone.now())
    except TextsChangedMeanwhile as refused:
        messages.warning(request, str(refused))
        return _conflict(request, pk, refused.names)
    except ReportNotOpen as refused:
        messages.error(request, str(refused))
        return rendered(request, shown, page, None, unsaved=_unsaved(form, page), status=409)
    if "fill" in request.POST:
        return _fill(request, shown, person)
    if "submit" in request.POST:
        return redirect("report-submit", pk)
    messages.success(request, _("The draft is saved."))
    return redirect("report", pk)


@signed_in
@require_POST
def report_autosave(request: HttpRequest, pk: int) -> HttpResponse:
    """The same, asked for by htmx while a person writes: answers with parts of the page."""
    shown, person = managed_report(request, pk)
    form = ReportTextsForm(report_page(shown), request.POST)
    context: dict[str, Any] = {"report": shown, "now": timezone.now(), "problem": ""}
    if not form.is_valid():
        context["problem"] = _("Not saved yet: press “Save draft” to see what has to change.")
        return render(request, "programmes/report_saved.html", context)
    try:
        save_texts(report=shown, edited=form.edited, by=person, now=context["now"])
    except TextsChangedMeanwhile as refused:
        context["problem"] = _(
            "Somebody else has changed the same text. Press “Save draft” to see both."
        )
        kept = set(form.edited) - refused.names
    except ReportNotOpen as refused:
        context["problem"] = str(refused)
        kept = set()
    else:
        kept = set(form.edited)
    stored = stored_texts(shown, list(shown.entries.order_by("pk")))
    shown.refresh_from_db()
    context |= {
        "page": report_page(shown),
        "bases": {name: fingerprint(stored[name]) for name in sorted(kept) if name in stored},
    }
    return render(request, "programmes/report_saved.html", context)


def _fill(request: HttpRequest, shown: Report, person: User) -> HttpResponse:
    wanted = request.POST["fill"]
    changed = fill_in_from_records(
        report=shown,
        activities=[int(wanted)] if wanted.isdecimal() else None,
        by=person,
        now=timezone.now(),
    )
    if changed:
        told = ngettext(
            "Records were added to %(number)s text. Edit it as you like.",
            "Records were added to %(number)s texts. Edit them as you like.",
            len(changed),
        )
        messages.success(request, told % {"number": len(changed)})
    else:
        messages.info(request, _("There are no more records of this period to add."))
    response = redirect("report", shown.pk)
    if wanted.isdecimal():
        response["Location"] += f"#activity-{wanted}"
    return response


def _conflict(request: HttpRequest, pk: int, names: frozenset[str]) -> HttpResponse:
    """The page again with what this person typed, and beside it what somebody else wrote."""
    shown = visible_report(request, pk)
    page = report_page(shown)
    stored = stored_texts(shown, [activity.entry for activity in page.activities])
    written = last_written(shown, set(names))
    theirs = {name: Theirs(stored[name], written.get(name)) for name in names}
    form = ReportTextsForm(page, request.POST, theirs=theirs)
    return rendered(request, shown, page, form, status=409)


def _unsaved(form: ReportTextsForm, page: ReportPage) -> list[tuple[str, str]]:
    """What was typed into a report that has been submitted meanwhile: to be copied."""
    stored = stored_texts(page.report, [activity.entry for activity in page.activities])
    return [
        (str(form.fields[name].label), edit.text)
        for name, edit in form.edited.items()
        if edit.text.strip() and edit.text.strip() != stored[name].strip()
    ]
