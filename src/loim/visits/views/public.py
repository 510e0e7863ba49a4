"""What everybody reads: the list of visits, one visit, its closing report."""

from typing import Any

from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.text import slugify
from django.utils.timezone import localdate
from django.utils.translation import get_language

from loim.common.access import public, signed_in
from loim.common.paging import paged
from loim.events.permissions import WITH_A_PLACE
from loim.events.queries.registrants.own_registrations import own_participants
from loim.events.queries.registration.own_link import own_key_for
from loim.visits.documents.report_docx import write_docx
from loim.visits.models import LegKind, Visit
from loim.visits.permissions import may_change_visit, may_see_report, may_see_visit
from loim.visits.queries.board import load_board
from loim.visits.queries.releases import last_release
from loim.visits.queries.report import closing_report
from loim.visits.queries.report_parts import report_parts
from loim.visits.queries.visits import listed_visits, unplanned_events
from loim.visits.views.loading import load_visit

WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


@public("visits are as open as their events; the query leaves the others out")
def visit_list(request: HttpRequest) -> HttpResponse:
    today = localdate(timezone.now())
    visits = listed_visits(request.user)
    return render(
        request,
        "visits/list.html",
        {
            "visits": paged(request, visits.filter(event__end_date__lt=today)),
            "coming": visits.filter(event__end_date__gte=today).order_by("event__start_date", "pk")[
                :50
            ],
            "unplanned": unplanned_events(request.user, today)[:20],
        },
    )


@public("a visit is as open as its event; the view guards drafts")
def visit_page(request: HttpRequest, pk: int) -> HttpResponse:
    visit = load_visit(pk)
    if refused := _guarded(request, may=may_see_visit(request.user, visit)):
        return refused
    may_change = may_change_visit(request.user, visit)
    is_over = visit.event.end_date < localdate(timezone.now())
    # What is being worked on is not for readers before the participants know it.
    has_days = may_change or is_over or last_release(visit) is not None
    return render(
        request,
        "visits/visit.html",
        {
            "visit": visit,
            "event": visit.event,
            "may_change": may_change,
            "may_see_report": may_see_report(request.user, visit),
            "days": _public_days(visit) if has_days else [],
            "is_over": is_over,
            "is_participant": request.user.is_authenticated
            and own_participants(request.user)
            .filter(event=visit.event_id, state__in=WITH_A_PLACE)
            .exists(),
            "strategies": visit.strategies.order_by("title", "pk"),
        },
    )


def _public_days(visit: Visit) -> list[Any]:
    """Meetings alone: rides, beds and names are for those who take part."""
    board = load_board(visit)
    if not board.legs:
        return []
    return [
        (
            day.day,
            [leg for leg in day.legs if leg.kind == LegKind.MEETING and not leg.is_off],
        )
        for day in board.days
    ]


@public("once it is published; the view guards the rest")
def report_page(request: HttpRequest, pk: int) -> HttpResponse:
    visit = load_visit(pk)
    if refused := _guarded(request, may=may_see_report(request.user, visit)):
        return refused
    return render(
        request,
        "visits/report.html",
        {
            "visit": visit,
            "event": visit.event,
            "report": closing_report(visit),
            "may_change": may_change_visit(request.user, visit),
        },
    )


@public("once it is published; the view guards the rest")
def report_file(request: HttpRequest, pk: int) -> HttpResponse:
    visit = load_visit(pk)
    if refused := _guarded(request, may=may_see_report(request.user, visit)):
        return refused
    parts = report_parts(closing_report(visit))
    language = get_language() or "et"
    content = write_docx(visit.event.text("title"), language, parts)
    response = HttpResponse(content, content_type=WORD)
    name = slugify(visit.event.text("title")) or "report"
    response["Content-Disposition"] = f'attachment; filename="{name}.docx"'
    return response


def _guarded(request: HttpRequest, *, may: bool) -> HttpResponse | None:
    if may:
        return None
    if request.user.is_anonymous:
        return redirect_to_login(request.get_full_path())
    raise PermissionDenied


@signed_in
def my_itinerary(request: HttpRequest, pk: int) -> HttpResponse:
    """To the page behind one's own link, for whoever lost the letter."""
    visit = load_visit(pk)
    person = (
        own_participants(request.user)  # type: ignore[arg-type]  # signed in
        .filter(event=visit.event_id, state__in=WITH_A_PLACE)
        .select_related("registration")
        .order_by("pk")
        .first()
    )
    if person is None:
        raise PermissionDenied
    return redirect("itinerary", own_key_for(person))
