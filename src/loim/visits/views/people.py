"""Who goes where: groups, people named for a leg, and how each one's days look."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from loim.common.access import allowed
from loim.common.paging import paged
from loim.common.refusals import Refusal
from loim.programmes.permissions import may_record
from loim.visits.actions import people as actions
from loim.visits.forms.others import GroupForm
from loim.visits.models import Goes, Group
from loim.visits.queries.board import load_board
from loim.visits.queries.in_words import warnings_of
from loim.visits.views.loading import changeable_visit, done, leg_of, person_of


@allowed(may_record)
def people_page(request: HttpRequest, pk: int) -> HttpResponse:
    visit = changeable_visit(request, pk)
    form = GroupForm(request.POST or None, instance=Group(visit=visit))
    if request.method == "POST" and form.is_valid():
        actions.save_group(group=form.instance, by=person_of(request), now=timezone.now())
        messages.success(request, _("The group is there. Say below who is in it."))
        return redirect("visit-people", pk)
    board = load_board(visit)
    sizes = {
        group.pk: sum(one == group.pk for one in board.group_of.values()) for group in board.groups
    }
    rows = [
        (person, board.group_of.get(person.pk), len(board.ways.legs.get(person.pk, ())))
        for person in board.people.values()
    ]
    return render(
        request,
        "visits/people.html",
        {
            "visit": visit,
            "event": visit.event,
            "form": form,
            "groups": [(group, sizes[group.pk]) for group in board.groups],
            "rows": paged(request, rows, size=200),
        },
    )


@allowed(may_record)
@require_POST
def people_grouped(request: HttpRequest, pk: int) -> HttpResponse:
    """Fields are called `group-<participant>`; empty is no group."""
    visit = changeable_visit(request, pk)
    wanted: dict[int, int | None] = {}
    for name, value in request.POST.items():
        prefix, _dash, key = name.partition("group-")
        if prefix == "" and _is_key(key) and (value == "" or _is_key(str(value))):
            wanted[int(key)] = int(str(value)) if value else None
    changed = actions.put_into_groups(
        visit=visit, groups=wanted, by=person_of(request), now=timezone.now()
    )
    said = ngettext(
        "%(number)s person changed the group.", "%(number)s people changed the group.", changed
    )
    messages.success(request, said % {"number": changed})
    return redirect("visit-people", pk)


@allowed(may_record)
def group_page(request: HttpRequest, pk: int, group: int) -> HttpResponse:
    visit = changeable_visit(request, pk)
    row = get_object_or_404(visit.groups, pk=group)
    form = GroupForm(request.POST or None, instance=row)
    if request.method == "POST" and form.is_valid():
        try:
            actions.save_group(group=row, by=person_of(request), now=timezone.now())
        except Refusal as refusal:
            form.add_error("name", str(refusal))
        else:
            messages.success(request, _("Saved."))
            return redirect("visit-people", pk)
    context = {"visit": visit, "event": visit.event, "form": form, "group": row}
    return render(request, "visits/group.html", context)


@allowed(may_record)
@require_POST
def group_remove(request: HttpRequest, pk: int, group: int) -> HttpResponse:
    visit = changeable_visit(request, pk)
    row = visit.groups.filter(pk=group).first()
    if row is not None:
        row.visit = visit
        done(
            request,
            actions.remove_group,
            _("The group is taken away; the people stay."),
            group=row,
            by=person_of(request),
            now=timezone.now(),
        )
    return redirect("visit-people", pk)


@allowed(may_record)
def leg_people(request: HttpRequest, pk: int, leg: int) -> HttpResponse:
    """Who goes to one leg, and who is named for it whatever their group does."""
    visit = changeable_visit(request, pk)
    row = leg_of(visit, leg)
    if request.method == "POST":
        keys = {int(key) for key in request.POST.getlist("participant") if _is_key(key)}
        board = load_board(visit)
        refused = actions.name_people(
            leg=row,
            participants=[board.people[key] for key in sorted(keys) if key in board.people],
            by=person_of(request),
            now=timezone.now(),
        )
        for sentence in refused:
            messages.error(request, sentence)
        if not refused:
            messages.success(request, _("Saved."))
        return redirect("visit-leg-people", pk, leg)
    board = load_board(visit)
    current = board.by_key[row.pk]
    named = board.named.get(row.pk, frozenset())
    going = {person.pk for person in board.going_to(current)}
    groups = {group.pk: group for group in board.groups}
    return render(
        request,
        "visits/leg_people.html",
        {
            "visit": visit,
            "event": visit.event,
            "leg": current,
            "going": len(going),
            "is_for_named_only": row.goes == Goes.NAMED,
            "rows": [
                (person, groups.get(board.group_of.get(key, 0)), key in named, key in going)
                for key, person in board.people.items()
            ],
            "warnings": [one for one in warnings_of(board) if current in one.legs],
        },
    )


@allowed(may_record)
def person_page(request: HttpRequest, pk: int, participant: int) -> HttpResponse:
    """One participant's itinerary, as they see it."""
    visit = changeable_visit(request, pk)
    board = load_board(visit)
    person = board.people.get(participant)
    if person is None:
        messages.error(request, _("This person has no place at the event."))
        return redirect("visit-people", pk)
    return render(
        request,
        "visits/person.html",
        {
            "visit": visit,
            "event": visit.event,
            "person": person,
            "legs": board.legs_of(participant),
            "group": next(
                (one for one in board.groups if one.pk == board.group_of.get(participant)), None
            ),
            "clashes": [
                (board.by_key[one.goes], board.by_key[one.misses])
                for one in board.ways.clashes
                if one.person == participant
            ],
        },
    )


def _is_key(text: str) -> bool:
    return text.isascii() and text.isdecimal() and len(text) <= 18  # bigint
