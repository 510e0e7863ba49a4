"""How long what is kept, and who was erased on request: numbers and days, nobody's name."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from loim.casework.gate import protecting
from loim.casework.models import Tombstone
from loim.casework.queries.protection.retention import rules_due
from loim.common.paging import paged
from loim.people.models import Role
from loim.people.permissions import may_administer_platform, organisations_with_role


def _organisations(request: HttpRequest) -> list[int] | None:
    if may_administer_platform(request.user):
        return None
    return organisations_with_role(request.user, {Role.COUNSELLOR, Role.ADMINISTRATOR})


@protecting
def retention(request: HttpRequest) -> HttpResponse:
    due = rules_due(organisations=_organisations(request), now=timezone.now())
    return render(request, "casework/protection/retention.html", {"due": due})


@protecting
def erased(request: HttpRequest) -> HttpResponse:
    found = Tombstone.objects.select_related("organisation", "erased_by")
    organisations = _organisations(request)
    if organisations is not None:
        found = found.filter(organisation__in=organisations)
    return render(
        request,
        "casework/protection/erased.html",
        {"erased": paged(request, found.order_by("-erased_at", "-pk"))},
    )
