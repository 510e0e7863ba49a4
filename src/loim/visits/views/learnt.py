"""The organiser's pages of what was learnt: notes, feedback, media, the report's words."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from loim.common.access import allowed
from loim.common.paging import paged
from loim.common.refusals import Refusal
from loim.ideas.models import Idea
from loim.programmes.permissions import may_record
from loim.visits.actions import learning
from loim.visits.forms.others import MediaForm, NoteForm, ReportForm, SummaryForm
from loim.visits.models import MediaItem
from loim.visits.queries.learnt import legs_with_notes
from loim.visits.queries.report import opinions_of
from loim.visits.views.loading import changeable_visit, leg_of, person_of


@allowed(may_record)
def notes_page(request: HttpRequest, pk: int) -> HttpResponse:
    visit = changeable_visit(request, pk)
    waiting = Idea.objects.filter(visit_leg__leg__visit=visit, state="awaiting").count()
    return render(
        request,
        "visits/notes.html",
        {
            "visit": visit,
            "event": visit.event,
            "legs": paged(request, legs_with_notes(visit)),
            "waiting": waiting,
        },
    )


@allowed(may_record)
def leg_notes(request: HttpRequest, pk: int, leg: int) -> HttpResponse:
    """Everybody's notes of a meeting, one's own, and what came of it for the report."""
    visit = changeable_visit(request, pk)
    row = leg_of(visit, leg)
    is_summary = "summary" in request.POST
    summary = SummaryForm(
        request.POST if is_summary else None, instance=row, source_language=visit.source_language
    )
    note = NoteForm(request.POST if request.method == "POST" and not is_summary else None)
    who: dict[str, Any] = {"by": person_of(request), "now": timezone.now()}
    if request.method == "POST":
        form: Any = summary if is_summary else note
        if form.is_valid():
            try:
                if is_summary:
                    learning.save_summary(leg=summary.instance, **who)
                else:
                    learning.write_note(
                        leg=row,
                        text=note.cleaned_data["text"],
                        language=get_language() or "et",
                        submission=note.once(),
                        **who,
                    )
            except Refusal as refusal:
                form.add_error(None, str(refusal))
            else:
                messages.success(request, _("Saved."))
                return redirect("visit-leg-notes", pk, leg)
    notes = row.notes.select_related("author", "written_by").order_by("written_at", "pk")
    return render(
        request,
        "visits/leg_notes.html",
        {
            "visit": visit,
            "event": visit.event,
            "leg": row,
            "notes": notes,
            "summary": summary,
            "form": note,
            "ideas": Idea.objects.filter(visit_leg__leg=row).order_by("pk"),
        },
    )


@allowed(may_record)
def feedback_page(request: HttpRequest, pk: int) -> HttpResponse:
    visit = changeable_visit(request, pk)
    context = {"visit": visit, "event": visit.event, "opinions": opinions_of(visit)}
    return render(request, "visits/feedback.html", context)


@allowed(may_record)
def media_page(request: HttpRequest, pk: int, item: int | None = None) -> HttpResponse:
    visit = changeable_visit(request, pk)
    instance = get_object_or_404(visit.media, pk=item) if item else MediaItem(visit=visit)
    instance.visit = visit
    initial = {} if item else {"date": visit.event.start_date}
    form = MediaForm(request.POST or None, instance=instance, initial=initial)
    if request.method == "POST" and form.is_valid():
        try:
            learning.save_media(item=form.instance, by=person_of(request), now=timezone.now())
        except Refusal as refusal:
            form.add_error("url", str(refusal))
        else:
            messages.success(request, _("Saved."))
            return redirect("visit-media", pk)
    return render(
        request,
        "visits/media.html",
        {
            "visit": visit,
            "event": visit.event,
            "form": form,
            "item": instance if item else None,
            "items": paged(request, visit.media.order_by("date", "pk")),
        },
    )


@allowed(may_record)
@require_POST
def media_remove(request: HttpRequest, pk: int, item: int) -> HttpResponse:
    visit = changeable_visit(request, pk)
    row = visit.media.filter(pk=item).first()
    if row is not None:
        row.visit = visit
        learning.remove_media(item=row, by=person_of(request), now=timezone.now())
    messages.success(request, _("Taken away."))
    return redirect("visit-media", pk)


@allowed(may_record)
def report_edit(request: HttpRequest, pk: int) -> HttpResponse:
    visit = changeable_visit(request, pk)
    form = ReportForm(request.POST or None, instance=visit, source_language=visit.source_language)
    if request.method == "POST" and form.is_valid():
        learning.save_report(visit=form.instance, by=person_of(request), now=timezone.now())
        messages.success(request, _("Saved."))
        return redirect("visit-report", pk)
    context = {"visit": visit, "event": visit.event, "form": form}
    return render(request, "visits/report_edit.html", context)


@allowed(may_record)
@require_POST
def report_publish(request: HttpRequest, pk: int) -> HttpResponse:
    visit = changeable_visit(request, pk)
    is_public = "take_back" not in request.POST
    learning.publish_report(
        visit=visit, is_public=is_public, by=person_of(request), now=timezone.now()
    )
    messages.success(
        request,
        _("The report is public now.") if is_public else _("Only you and your colleagues see it."),
    )
    return redirect("visit-report", pk)
