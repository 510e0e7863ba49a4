"""What pages of joining load, and for whom."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest
from django.shortcuts import get_object_or_404
from django.utils import timezone

from loim.networks.models import JoiningProcess, JoiningStep
from loim.networks.permissions_joining import may_change_process, may_see_joining
from loim.networks.queries.joining.process import load_processes
from loim.people.models import User


def seen_process(request: HttpRequest, pk: int) -> JoiningProcess:
    process = get_object_or_404(load_processes(), pk=pk)
    if not may_see_joining(request.user, process.network):
        raise PermissionDenied
    return process


def changeable_process(request: HttpRequest, pk: int) -> JoiningProcess:
    process = get_object_or_404(load_processes(), pk=pk)
    if not may_change_process(request.user, process):
        raise PermissionDenied
    return process


def changeable_step(request: HttpRequest, pk: int) -> JoiningStep:
    step = get_object_or_404(JoiningStep, pk=pk)
    step.process = changeable_process(request, step.process_id)
    return step


def colleagues_of(process: JoiningProcess, also: User | None = None) -> Any:
    """Who has a role in the city's organisation today."""
    organisation = process.network.organisation
    members = organisation.memberships.in_force_on(timezone.localdate())
    keys = [*members.values_list("user", flat=True), *([also.pk] if also else [])]
    return User.objects.filter(pk__in=keys).order_by("name", "pk")
