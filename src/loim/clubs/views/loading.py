"""Loading a club, and refusing those who do not run it."""

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest
from django.shortcuts import get_object_or_404

from loim.clubs.models import Club, ClubMeeting
from loim.clubs.permissions import may_run_club
from loim.people.models import User


def load_club(pk: int) -> Club:
    return get_object_or_404(
        Club.objects.select_related(
            "organisation", "activity__programme", "place_municipality__county", "counts_for"
        ),
        pk=pk,
    )


def run_club(request: HttpRequest, pk: int) -> Club:
    """A club that this person runs."""
    club = load_club(pk)
    if not may_run_club(request.user, club):
        raise PermissionDenied
    return club


def load_meeting(pk: int) -> ClubMeeting:
    """One whose event is there."""
    meeting = get_object_or_404(
        ClubMeeting.objects.select_related(
            "event__organiser", "club__organisation", "club__activity__programme", "facilitator"
        ),
        pk=pk,
    )
    if meeting.event is None:
        raise Http404
    return meeting


def run_meeting(request: HttpRequest, pk: int) -> ClubMeeting:
    meeting = load_meeting(pk)
    if not may_run_club(request.user, meeting.club):
        raise PermissionDenied
    return meeting


def user_of(request: HttpRequest) -> User:
    """Behind `signed_in` or `allowed`, which let nobody else in."""
    person: User = request.user  # type: ignore[assignment]
    return person
