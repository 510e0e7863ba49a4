"""A participant's own days: page, paper, calendar; notes, ideas and feedback on a phone.

Opened by the same secret as their registration.
"""

from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.timezone import localdate
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from loim.common.access import public
from loim.common.refusals import Refusal
from loim.events.models import Participant
from loim.events.permissions import WITH_A_PLACE
from loim.events.queries.registration.own_link import opened_by
from loim.visits.actions import learning
from loim.visits.actions.ideas import give_idea
from loim.visits.forms.others import FeedbackForm, IdeaForm, NoteForm
from loim.visits.models import FeedbackGiven, Leg, LegKind, Note, Visit
from loim.visits.queries.board import Board, BoardDay, load_board
from loim.visits.queries.ical import itinerary_file
from loim.visits.queries.links import itinerary_link
from loim.visits.queries.releases import last_release
from loim.visits.queries.report import ideas_of
from loim.visits.views.days import day_said

REASON = "the secret in the link is the permission"
View = Callable[..., HttpResponse]


@dataclass(frozen=True)
class Own:
    """Who opened the page; `others` came by the same registration."""

    key: str
    visit: Visit
    person: Participant
    others: list[Participant]


def own(view: View) -> View:
    @wraps(view)
    def with_own(request: HttpRequest, key: str, **rest: Any) -> HttpResponse:
        found = _opened(request, key)
        if found is None:
            return render(request, "visits/unknown_link.html", status=404)
        response = view(request, found, **rest)
        response["X-Robots-Tag"] = "noindex"
        return response

    return public(REASON)(never_cache(with_own))  # type: ignore[return-value]


def _opened(request: HttpRequest, key: str) -> Own | None:
    opened = opened_by(key)
    if opened is None:
        return None
    people = list(
        opened.participants()
        .filter(state__in=WITH_A_PLACE, erased_at=None)
        .select_related("registration", "organisation")
    )
    visit = (
        Visit.objects.select_related("event__organiser")
        .filter(event=opened.registration.event_id)
        .first()
    )
    if visit is None or not people:
        return None
    wanted = request.GET.get("person", "") or request.POST.get("person", "")
    chosen = next((one for one in people if str(one.pk) == wanted), people[0])
    return Own(key, visit, chosen, people if len(people) > 1 else [])


@own
@require_safe
def itinerary(request: HttpRequest, found: Own) -> HttpResponse:
    board = load_board(found.visit)
    now = timezone.now()
    is_given_out = last_release(found.visit) is not None
    legs = board.legs_of(found.person.pk) if is_given_out else []
    given = set(
        FeedbackGiven.objects.filter(visit=found.visit, participant=found.person).values_list(
            "day", flat=True
        )
    )
    today = localdate(now)
    days = [
        (day, today == day.day, day.day <= today and day.day not in given)
        for day in _days(board, legs)
    ]
    return render(
        request,
        "visits/itinerary.html",
        {
            "own": found,
            "visit": found.visit,
            "event": found.visit.event,
            "is_given_out": is_given_out,
            "days": days,
            "instead": {leg.pk: board.instead_of(leg) for leg in legs if leg.is_off},
            "next_leg": next((leg for leg in legs if leg.end_at > now), None),
            "group": next(
                (one for one in board.groups if one.pk == board.group_of.get(found.person.pk)),
                None,
            ),
            "calendar_url": _calendar_url(request, found),
            "is_over": found.visit.event.end_date < today,
        },
    )


def _days(board: Board, legs: list[Leg]) -> list[BoardDay]:
    keys = {leg.pk for leg in legs}
    return [
        BoardDay(day.day, [leg for leg in day.legs if leg.pk in keys])
        for day in board.days
        if any(leg.pk in keys for leg in day.legs)
    ]


def _calendar_url(request: HttpRequest, found: Own) -> str:
    path = reverse("itinerary-calendar", args=[found.key])
    query = f"?person={found.person.pk}" if found.others else ""
    return request.build_absolute_uri(path + query).replace("http", "webcal", 1)


@own
@require_safe
def itinerary_calendar(request: HttpRequest, found: Own) -> HttpResponse:
    is_given_out = last_release(found.visit) is not None
    legs = load_board(found.visit).legs_of(found.person.pk) if is_given_out else []
    language = get_language() or found.person.language
    content = itinerary_file(found.visit, legs, language=language, url=itinerary_link(found.person))
    response = HttpResponse(content, content_type="text/calendar; charset=utf-8")
    response["Content-Disposition"] = f'inline; filename="{found.visit.pk}.ics"'
    return response


@own
def itinerary_leg(request: HttpRequest, found: Own, leg: int) -> HttpResponse:
    """One meeting on a phone: where, who receives, notes of all, one's own."""
    row = _own_leg(found, leg)
    form = NoteForm(request.POST or None, initial={"edition": 0})
    if request.method == "POST" and form.is_valid():
        try:
            learning.write_note(
                leg=row,
                text=form.cleaned_data["text"],
                language=get_language() or "et",
                submission=form.once(),
                author=found.person,
                now=timezone.now(),
            )
        except Refusal as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("The note is kept."))
            return _to_leg(found, leg)
    return _show_leg(request, found, row, note=form)


def _to_leg(found: Own, leg: int) -> HttpResponse:
    response = redirect("itinerary-leg", found.key, leg)
    if found.others:
        response["Location"] += f"?person={found.person.pk}"
    return response


def _show_leg(
    request: HttpRequest,
    found: Own,
    leg: Leg,
    *,
    note: NoteForm | None = None,
    idea: IdeaForm | None = None,
) -> HttpResponse:
    notes = list(leg.notes.select_related("author", "written_by").order_by("written_at", "pk"))
    return render(
        request,
        "visits/itinerary_leg.html",
        {
            "own": found,
            "visit": found.visit,
            "event": found.visit.event,
            "leg": leg,
            "notes": notes,
            # What was typed on this phone is kept: its draft is dropped.
            "own_last": next(
                (one.submission for one in reversed(notes) if one.author_id == found.person.pk),
                None,
            ),
            "ideas": ideas_of(found.visit).filter(visit_leg__leg=leg),
            "form": note or NoteForm(initial={"edition": 0}),
            "idea_form": idea or IdeaForm(auto_id="id_idea_%s"),
            "is_idea_open": idea is not None,
        },
    )


@own
def itinerary_note(request: HttpRequest, found: Own, note: int) -> HttpResponse:
    """One's own note, changed; what it was before is kept."""
    row = get_object_or_404(
        Note.objects.select_related("leg__visit__event", "leg__host"),
        pk=note,
        author=found.person,
        leg__visit=found.visit,
    )
    given = {"text": row.text, "edition": row.edition}
    form = NoteForm(request.POST or None, initial=given)
    if request.method == "POST" and form.is_valid():
        try:
            learning.change_note(
                note=row,
                text=form.cleaned_data["text"],
                edition=form.cleaned_data.get("edition") or 0,
                author=found.person,
                now=timezone.now(),
            )
        except learning.ChangedInBetween as refusal:
            row.refresh_from_db()
            data: Any = form.data.copy()  # type: ignore[attr-defined]  # what was typed stays
            data["edition"] = row.edition
            form.data = data
            form.add_error(None, str(refusal))
        except Refusal as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("The note is kept."))
            return _to_leg(found, row.leg_id)
    return render(
        request,
        "visits/itinerary_note.html",
        {"own": found, "visit": found.visit, "leg": row.leg, "note": row, "form": form},
    )


@own
@require_POST
def itinerary_idea(request: HttpRequest, found: Own, leg: int) -> HttpResponse:
    row = _own_leg(found, leg)
    form = IdeaForm(request.POST, auto_id="id_idea_%s")
    if form.is_valid():
        try:
            give_idea(
                leg=row,
                title=form.cleaned_data["title"],
                text=form.cleaned_data["text"],
                is_author_shown=form.cleaned_data["is_author_shown"],
                language=get_language() or "et",
                submission=form.once(),
                participant=found.person,
                now=timezone.now(),
            )
        except Refusal as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("The idea is kept. It is shown when somebody has read it."))
            return _to_leg(found, leg)
    return _show_leg(request, found, row, idea=form)


@own
def itinerary_feedback(request: HttpRequest, found: Own, day: str) -> HttpResponse:
    of_day = day_said(day)
    if of_day is None:
        raise Http404
    form = FeedbackForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            learning.give_feedback(
                visit=found.visit,
                participant=found.person,
                day=of_day,
                rating=int(form.cleaned_data["rating"]),
                keep=form.cleaned_data["keep"],
                change=form.cleaned_data["change"],
                now=timezone.now(),
            )
        except learning.AlreadyAnswered as refusal:
            messages.info(request, str(refusal))
            return redirect("itinerary", found.key)
        except Refusal as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("Thank you! Nobody sees which answer is yours."))
            return redirect("itinerary", found.key)
    return render(
        request,
        "visits/feedback_form.html",
        {"own": found, "visit": found.visit, "day": of_day, "form": form},
    )


def _own_leg(found: Own, key: int) -> Leg:
    """Of their own itinerary; a meeting they do not go to is somebody else's to write about."""
    if last_release(found.visit) is None:
        raise Http404
    board = load_board(found.visit)
    leg = next((one for one in board.legs_of(found.person.pk) if one.pk == key), None)
    if leg is None or leg.kind in {LegKind.NIGHT, LegKind.TRANSPORT}:
        raise Http404
    return leg
