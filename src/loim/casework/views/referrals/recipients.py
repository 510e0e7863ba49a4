"""To whom this organisation refers, and how referrals fare."""

from datetime import datetime, timedelta

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from loim.casework.actions.referrals.recipients import keep_recipient
from loim.casework.forms.referrals.forms import RecipientForm
from loim.casework.gate import counselling
from loim.casework.logic.appointments.slots import moment
from loim.casework.models import Recipient
from loim.casework.queries.referrals.statistics import referral_statistics
from loim.casework.views.appointments.loading import person_of
from loim.casework.views.desk import desk_of
from loim.common.paging import paged
from loim.common.refusals import Refusal


@counselling
def recipients_page(request: HttpRequest) -> HttpResponse:
    return _kept(request, None)


@counselling
def recipient_page(request: HttpRequest, pk: int) -> HttpResponse:
    return _kept(request, get_object_or_404(Recipient, pk=pk))


def _kept(request: HttpRequest, recipient: Recipient | None) -> HttpResponse:
    organisation = recipient.organisation if recipient else desk_of(request)
    form = RecipientForm(
        request.POST if request.method == "POST" else None,
        organisation=organisation,
        recipient=recipient,
    )
    if request.method == "POST" and form.is_valid():
        try:
            keep_recipient(
                organisation=organisation,
                facts=form.facts(),
                by=person_of(request),
                recipient=recipient,
            )
        except Refusal as refusal:
            form.add_error("name", str(refusal))
        else:
            messages.success(request, _("Saved."))
            return redirect("referral-recipients")
    rows = Recipient.objects.filter(organisation=organisation).select_related("counsels")
    context = {
        "form": form,
        "recipient": recipient,
        "recipients": paged(request, rows.order_by("kind", "name", "pk")),
    }
    return render(request, "casework/referrals/recipients.html", context)


@require_safe
@counselling
def statistics_page(request: HttpRequest) -> HttpResponse:
    """Of twelve whole months: no filter by day, so that no two pages can be subtracted."""
    today = timezone.localdate()
    until = moment(today.replace(day=1), datetime.min.time())
    first = (today.replace(day=1) - timedelta(days=1)).replace(day=1)
    since_day = first.replace(year=first.year - 1, month=first.month) + timedelta(days=31)
    since = moment(since_day.replace(day=1), datetime.min.time())
    context = {
        "statistics": referral_statistics(desk_of(request), since, until),
        "since": since,
        "until": until - timedelta(days=1),
    }
    return render(request, "casework/referrals/statistics.html", context)
