"""Two records of one person: compared, merged, separated again."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from loim.casework.actions.clients.merging import merge_clients, separate_clients
from loim.casework.logic.clients.personal_code import covered
from loim.casework.models import Client, ClientMerge
from loim.casework.queries.clients.naming import code_of, contact_of, name_of
from loim.casework.views.clients.loading import load_client, of_any_client, of_client, user_of
from loim.common.refusals import Refusal


@of_client
def client_merge(request: HttpRequest, client: Client, other_id: UUID) -> HttpResponse:
    """Into `client`, which is kept."""
    other = load_client(request, other_id)
    if request.method == "POST":
        try:
            merge_clients(kept=client, gone=other, by=user_of(request), now=timezone.now())
        except Refusal as refusal:
            messages.error(request, str(refusal))
        else:
            messages.success(request, _("The two records are one. They can be separated again."))
        return redirect("client", client.uuid)
    if not other.is_active or other == client:
        return redirect("client", client.uuid)
    sides = [
        {
            "client": one, "name": name_of(one), "contact": contact_of(one),
            "code": covered(code_of(one)), "cases": one.cases.count(),
            "enquiries": one.enquiries.count(), "documents": one.documents.count(),
        }
        for one in (client, other)
    ]  # fmt: skip
    context = {"client": client, "other": other, "name": sides[0]["name"], "sides": sides}
    return render(request, "casework/clients/merge.html", context)


@of_any_client
@require_POST
def client_separate(request: HttpRequest, client: Client, merge_id: int) -> HttpResponse:
    merge = get_object_or_404(
        ClientMerge.objects.select_related("kept", "gone", "organisation"), pk=merge_id
    )
    if client.pk not in {merge.kept_id, merge.gone_id}:
        return redirect("client", client.uuid)
    try:
        separate_clients(merge=merge, by=user_of(request), now=timezone.now())
    except Refusal as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, _("The two records are separate again, each with its own."))
    return redirect("client", merge.gone.uuid)
