"""Old addresses that lead to new ones."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from loim.common.access import allowed
from loim.common.paging import paged
from loim.common.refusals import Refusal
from loim.content.actions.pages.redirecting import add_redirect, remove_redirect
from loim.content.forms.pages.fields import add_refusal
from loim.content.forms.pages.redirect import RedirectForm
from loim.content.models import Redirect
from loim.content.permissions import EDITING_ROLES, may_edit, may_edit_for
from loim.people.permissions import may_administer_platform, organisations_with_role
from loim.people.views.signed_in_person import signed_in_person


@allowed(may_edit)
def redirect_list(request: HttpRequest) -> HttpResponse:
    form = RedirectForm(request.POST or None, person=signed_in_person(request))
    if request.method == "POST" and form.is_valid():
        try:
            add_redirect(
                owner=form.cleaned_data["owner"], from_path=form.cleaned_data["from_path"],
                to_path=form.cleaned_data["to_path"], by=signed_in_person(request),
                now=timezone.now(),
            )  # fmt: skip
        except Refusal as refusal:
            add_refusal(form, refusal)
        else:
            messages.success(request, _("The old address leads to the new one now."))
            return redirect("redirect-list")
    rows = Redirect.objects.select_related("owner").order_by("from_path", "pk")
    if not may_administer_platform(request.user):
        rows = rows.filter(owner__in=organisations_with_role(request.user, EDITING_ROLES))
    context = {"form": form, "redirects": paged(request, rows)}
    return render(request, "content/pages/redirects.html", context)


@allowed(may_edit)
@require_POST
def redirect_remove(request: HttpRequest, pk: int) -> HttpResponse:
    row = get_object_or_404(Redirect, pk=pk)
    if not may_edit_for(request.user, row.owner_id):
        raise Http404
    remove_redirect(redirect=row, by=signed_in_person(request), now=timezone.now())
    messages.success(request, _("The old address leads nowhere any more."))
    return redirect("redirect-list")
