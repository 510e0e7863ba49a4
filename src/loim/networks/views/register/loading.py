"""What pages of the register load, and for whom."""

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render

from loim.networks.models import Association
from loim.networks.permissions_register import (
    may_edit_association,
    may_keep_association,
    may_read_association,
)
from loim.networks.queries.register.page import load_associations


def kept(request: HttpRequest, pk: int) -> Association:
    """One that this person keeps for a city."""
    association = get_object_or_404(load_associations(), pk=pk)
    if not may_keep_association(request.user, association):
        raise PermissionDenied
    return association


def editable(request: HttpRequest, pk: int) -> Association:
    association = get_object_or_404(load_associations(), pk=pk)
    if not may_edit_association(request.user, association):
        raise PermissionDenied
    return association


def readable(request: HttpRequest, pk: int) -> tuple[Association, bool]:
    """Listed ones for everybody; whether this person sees all of it."""
    association = get_object_or_404(load_associations(), pk=pk)
    is_all = may_read_association(request.user, association)
    if not is_all and association.listed_at is None:
        raise Http404
    return association, is_all


def stopped_link(request: HttpRequest, association: Association | None) -> HttpResponse:
    context = {"association": association}
    response = render(request, "networks/register/own/stopped.html", context, status=404)
    response["X-Robots-Tag"] = "noindex"
    return response
