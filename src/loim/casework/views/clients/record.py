"""One client's record: its page, changing it, its code, its timeline."""

from django.contrib import messages
from django.db.models import F
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from loim.casework.actions.clients.consenting import erased_on
from loim.casework.actions.clients.presence import note_presence
from loim.casework.actions.clients.recording import edit_client
from loim.casework.actions.clients.refusals import ChangedMeanwhile, NotOfAge, RecordedAlready
from loim.casework.companions import COMPANIONS
from loim.casework.forms.clients.client import EditClientForm
from loim.casework.logic.clients.personal_code import covered
from loim.casework.models import Client, ClientMerge
from loim.casework.queries.clients.consents import consent_in_force, scope_names
from loim.casework.queries.clients.household import household_of
from loim.casework.queries.clients.journeys import journeys_of
from loim.casework.queries.clients.likely_same import merges_into, others_like
from loim.casework.queries.clients.listing import open_words, with_names
from loim.casework.queries.clients.naming import code_of, contact_of, name_of
from loim.casework.queries.clients.own_link import own_link_of
from loim.casework.queries.clients.timeline import timeline_of
from loim.casework.queries.registry.running import with_age
from loim.casework.views.clients.loading import of_any_client, of_client, user_of
from loim.common.paging import paged
from loim.common.refusals import Refusal


@of_any_client
@require_safe
def client_page(request: HttpRequest, client: Client) -> HttpResponse:
    if not client.is_active:
        merge = ClientMerge.objects.filter(gone=client, undone_at=None).first()
        context = {"client": client, "erased_on": erased_on(client), "merge": merge}
        return render(request, "casework/clients/frozen.html", context)
    now = timezone.now()
    consent = consent_in_force(client)
    cases = client.cases.select_related("topic", "counsellor", "client")
    processes = client.registry_processes.select_related("client").order_by("-started_at", "-pk")
    return render(request, "casework/clients/page.html", {
        "client": client, "name": name_of(client), "contact": contact_of(client),
        "code": covered(code_of(client)),
        "consent": consent, "scope": scope_names(consent.scope) if consent else [],
        "ends_soon": consent and (consent.expires_on - timezone.localdate()).days <= 30,
        "cases": [open_words(case) for case in cases.order_by(F("closed_at").desc(nulls_first=True), "-opened_at", "-pk")],
        "processes": with_age(list(processes[:10]), now),
        "household": household_of(client),
        "journeys": journeys_of(client, now=now),
        "others": with_names(others_like(client)),
        "merges": list(merges_into(client)),
        "present": note_presence(client=client, by=user_of(request), now=now),
        "latest": timeline_of(client)[:5],
        "companion_links": [link for one in COMPANIONS.values() for link in one.links],
        "own_link": own_link_of(client),
    })  # fmt: skip


@of_client
def client_edit(request: HttpRequest, client: Client) -> HttpResponse:
    consent = consent_in_force(client)
    form = EditClientForm(
        request.POST or None, client=client, scope=list(consent.scope) if consent else [],
        today=timezone.localdate(),
    )  # fmt: skip
    form.fields["birth_year"].required = False
    if request.method == "POST" and form.is_valid():
        try:
            edit_client(
                client=client, facts=form.facts(), seen=form.cleaned_data["seen"],
                by=user_of(request), now=timezone.now(),
            )  # fmt: skip
        except ChangedMeanwhile:
            form.compare()
        except NotOfAge as refusal:
            form.add_error("code" if form.cleaned_data["code"] else "birth_year", str(refusal))
        except RecordedAlready as refusal:
            form.add_error("code", str(refusal))
            messages.warning(request, _("Look at both records: they can be merged."))
            return redirect_to_merge(client, refusal.client)
        except Refusal as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("The record is saved."))
            return redirect("client", client.uuid)
    present = note_presence(client=client, by=user_of(request), now=timezone.now())
    context = {"client": client, "name": name_of(client), "form": form, "present": present}
    return render(request, "casework/clients/edit.html", context)


def redirect_to_merge(client: Client, other: Client) -> HttpResponse:
    """The older record is kept."""
    first, second = sorted((client, other), key=lambda one: (one.made_at, one.pk))
    return redirect("client-merge", first.uuid, second.uuid)


@of_client
@require_POST
def client_code(request: HttpRequest, client: Client) -> HttpResponse:
    """The whole code, on a page of its own: that somebody looked is noted under its name."""
    context = {"client": client, "name": name_of(client), "code": code_of(client)}
    return render(request, "casework/clients/code.html", context)


@of_client
@require_safe
def client_timeline(request: HttpRequest, client: Client) -> HttpResponse:
    rows = paged(request, timeline_of(client), 40)
    context = {"client": client, "name": name_of(client), "rows": rows}
    return render(request, "casework/clients/timeline.html", context)
