"""Who sees an indicator, and as which plan version words it."""

from dataclasses import dataclass

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest
from django.shortcuts import get_object_or_404

from loim.people.models import User
from loim.programmes.models import Indicator, Programme
from loim.programmes.permissions import may_manage, takes_part
from loim.programmes.queries.indicators.promises import Promise, newest_promise

PUBLIC = "an approved plan and what became of it are public; drafts are refused inside"


@dataclass(frozen=True)
class Shown:
    indicator: Indicator
    promise: Promise
    takes_part: bool
    may_manage: bool

    @property
    def programme(self) -> Programme:
        return self.indicator.programme


def shown_indicator(request: HttpRequest, pk: int) -> Shown:
    """Public once an approved plan has it, before that for those who take part in the
    programme. Raises Http404, PermissionDenied."""
    indicator = get_object_or_404(Indicator.objects.select_related("programme"), pk=pk)
    is_of_programme = takes_part(request.user, indicator.programme)
    promise = newest_promise(indicator.pk, with_drafts=is_of_programme)
    if promise is None:
        raise PermissionDenied
    return Shown(indicator, promise, is_of_programme, may_manage(request.user, indicator.programme))


def managed_indicator(request: HttpRequest, pk: int) -> tuple[Indicator, User]:
    """For the programme's manager. Raises Http404, PermissionDenied."""
    indicator = get_object_or_404(Indicator.objects.select_related("programme"), pk=pk)
    if not isinstance(request.user, User) or not may_manage(request.user, indicator.programme):
        raise PermissionDenied
    return indicator, request.user
