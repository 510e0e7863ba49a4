"""Who leads a club, for those who run it."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db.models import Count, Q
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from loim.clubs.actions.facilitators import add_facilitator, let_go, send_link
from loim.clubs.forms.people import FacilitatorForm
from loim.clubs.models import Facilitator
from loim.clubs.permissions import may_run_club
from loim.clubs.views.loading import run_club, user_of
from loim.common.access import allowed
from loim.common.refusals import Refusal
from loim.programmes.permissions import may_record


@allowed(may_record)
def facilitators_page(request: HttpRequest, pk: int) -> HttpResponse:
    club = run_club(request, pk)
    form = FacilitatorForm(
        request.POST if request.method == "POST" else None, initial={"language": club.language}
    )
    if request.method == "POST" and form.is_valid():
        try:
            add_facilitator(club=club, by=user_of(request), now=timezone.now(), **form.who())
        except Refusal as refusal:
            form.add_error("email", str(refusal))
        else:
            messages.success(request, _("Added. A letter with their own link is on its way."))
            return redirect("club-facilitators", pk)
    leaders = (
        Facilitator.objects.filter(club=club, left_at=None)
        .annotate(led=Count("meetings", filter=Q(meetings__recorded_at__isnull=False)))
        .order_by("is_stand_in", "name", "pk")
    )
    return render(
        request, "clubs/facilitators.html", {"club": club, "form": form, "leaders": leaders}
    )


@allowed(may_record)
@require_POST
def facilitator_step(request: HttpRequest, pk: int) -> HttpResponse:
    facilitator = get_object_or_404(
        Facilitator.objects.select_related("club__organisation", "club__activity__programme"),
        pk=pk,
        left_at=None,
    )
    if not may_run_club(request.user, facilitator.club):
        raise PermissionDenied
    step, person = request.POST.get("step", ""), user_of(request)
    if step == "link":
        send_link(facilitator=facilitator, by=person, now=timezone.now())
        messages.success(request, _("The link is on its way."))
    elif step == "go":
        let_go(facilitator=facilitator, by=person, now=timezone.now())
        messages.success(request, _("Done: their link opens nothing any more."))
    else:
        raise Http404
    return redirect("club-facilitators", facilitator.club_id)
