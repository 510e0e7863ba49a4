"""Who sees which version of a plan, asked in one place by every page about plans."""

from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import HttpRequest, QueryDict
from django.shortcuts import get_object_or_404

from loim.people.models import User
from loim.programmes.models import PlanVersion
from loim.programmes.permissions import may_manage, takes_part


def visible_version(request: HttpRequest, pk: int) -> PlanVersion:
    """An approved version for anyone, a draft for those who take part in the programme."""
    version = get_object_or_404(_versions(), pk=pk)
    if not version.is_approved and not takes_part(request.user, version.plan.programme):
        raise PermissionDenied
    return version


def managed_version(request: HttpRequest, pk: int) -> tuple[PlanVersion, User]:
    """The version and the manager who may change what becomes of it."""
    version = get_object_or_404(_versions(), pk=pk)
    if not isinstance(request.user, User) or not may_manage(request.user, version.plan.programme):
        raise PermissionDenied
    return version, request.user


def _versions() -> QuerySet[PlanVersion]:
    return PlanVersion.objects.select_related(
        "plan__programme__implementer", "plan__programme__ministry"
    )


def posted(request: HttpRequest) -> QueryDict | None:
    """What a form is bound to: an empty POST is still an answer."""
    return request.POST if request.method == "POST" else None
