"""The page that a person opens first: what waits, what comes, what it adds up to."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from loim.common.access import signed_in
from loim.events.queries.registration.mine import my_coming_registrations
from loim.people.models import Role, User
from loim.people.permissions import (
    RECORDING_ROLES,
    may_administer_platform,
    organisations_with_role,
)
from loim.portal import work_lists
from loim.portal.contributions import own_parts, year_of_work
from loim.portal.desk.letters import ROLES as DESK_ROLES
from loim.portal.registrant_hints import with_applications, with_failed_letters
from loim.portal.waiting import waiting_for
from loim.portal.work_lists import SHORT
from loim.programmes.queries.agreements import ENDS_SOON

LONG = 12  # things to do that are shown at once


@signed_in
def my_work(request: HttpRequest) -> HttpResponse:
    """Each part is read only for those whom it concerns."""
    person: User = request.user  # type: ignore[assignment]  # signed in
    context = {
        **_of_recorder(person),
        **_of_manager(person),
        **_of_ministry(person),
        **_of_administrator(person),
        **_of_partner(person),
        **_of_participant(person),
        **_of_forms(person),
    }
    context["has_nothing"] = not any(context.values())
    context["today"] = timezone.localdate()
    return render(request, "portal/my_work.html", context)


def _of_forms(person: User) -> dict[str, Any]:
    """Clubs, field visits, trainings, ideas and surveys: whatever role somebody has there."""
    found = waiting_for(person, timezone.now())
    if not found:
        return {}
    return {
        "waiting_items": found[:LONG],
        "more_items": len(found[LONG:]),
        "has_desk": bool(organisations_with_role(person, DESK_ROLES)),
    }


def _of_participant(person: User) -> dict[str, Any]:
    found = my_coming_registrations(person, timezone.localdate())
    return {"registrations": found} if found else {}


def _of_recorder(person: User) -> dict[str, Any]:
    own = organisations_with_role(person, RECORDING_ROLES)
    if not own:
        return {}
    today = timezone.localdate()
    year = year_of_work(own, today)
    waiting = list(work_lists.waiting_events(person, today)[: SHORT + 1])
    month = list(work_lists.events_of_month(person, today)[: SHORT + 1])
    return {
        "is_recorder": True,
        "waiting": waiting[:SHORT],
        "more_waiting": len(waiting) > SHORT,
        "month": month[:SHORT],
        "more_this_month": len(month) > SHORT,
        "year": year,
        "own_parts": own_parts(own, year.year, today),
        "applications": list(with_applications(person, today)[:SHORT]),
        "failed_letters": list(with_failed_letters(person, timezone.now())[:SHORT]),
    }


def _of_manager(person: User) -> dict[str, Any]:
    if not organisations_with_role(person, [Role.PROGRAMME_MANAGER]):
        return {}
    programmes = list(work_lists.managed_programmes(person))
    return {
        "managed": programmes,
        "open_reports": list(work_lists.open_reports(programmes)[:SHORT]),
        "due_periods": work_lists.due_periods(programmes, timezone.localdate()),
    }


def _of_ministry(person: User) -> dict[str, Any]:
    if not organisations_with_role(person, [Role.MINISTRY_APPROVER]):
        return {}
    return {
        "is_approver": True,
        "to_accept": list(work_lists.reports_to_accept(person)[:SHORT]),
        "to_approve": list(work_lists.versions_to_approve(person)[:SHORT]),
    }


def _of_administrator(person: User) -> dict[str, Any]:
    if not may_administer_platform(person) and not organisations_with_role(
        person, [Role.ADMINISTRATOR]
    ):
        return {}
    found = list(work_lists.pending_invitations(person, timezone.now())[:SHORT])
    return {"is_administrator": True, "invitations": found}


def _of_partner(person: User) -> dict[str, Any]:
    today = timezone.localdate()
    ending = list(work_lists.ending_agreements(person, today, today + ENDS_SOON)[:SHORT])
    return {
        "ending": [
            (agreement, (agreement.end_date - today).days)
            for agreement in ending
            if agreement.end_date is not None
        ]
    }
