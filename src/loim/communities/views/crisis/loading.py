"""Which plan, and whether it is for this person."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render

from loim.communities.models import Community, CrisisPlan
from loim.communities.permissions import may_keep
from loim.people.models import User


def user_of(request: HttpRequest) -> User:
    person: User = request.user  # type: ignore[assignment]  # the view's decorator saw to it
    return person


def load_community(pk: int) -> Community:
    rows = Community.objects.select_related("organisation__municipality")
    return get_object_or_404(rows, pk=pk)


def kept_plan(request: HttpRequest, pk: int) -> CrisisPlan:
    """Of a community that this person keeps; not yet begun is not found."""
    community = load_community(pk)
    if not may_keep(request.user, community):
        raise PermissionDenied
    return plan_of(community)


def plan_of(community: Community) -> CrisisPlan:
    plan = CrisisPlan.objects.filter(community=community).first()
    if plan is None:
        raise Http404
    plan.community = community
    return plan


def workbench(
    request: HttpRequest, template: str, plan: CrisisPlan, status: int = 200, **shown: Any
) -> HttpResponse:
    """A keeper's page of the plan."""
    context = {"plan": plan, "community": plan.community, **shown}
    return render(request, f"communities/crisis/{template}.html", context, status=status)
