"""Parts of a record: documents, household, journeys."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from loim.casework import vault
from loim.casework.actions.clients.documents import add_document, remove_document
from loim.casework.actions.clients.household import link_household, unlink_household
from loim.casework.actions.clients.journeys import begin_journey, mark_steps
from loim.casework.forms.clients.parts import DocumentForm, HouseholdForm, JourneyForm
from loim.casework.logic.clients.file_kinds import KINDS
from loim.casework.models import Client, ClientJourney, ConsentScope, HouseholdLink
from loim.casework.queries.clients.consents import agreed_to
from loim.casework.queries.clients.household import household_of
from loim.casework.queries.clients.journeys import applied_by, journeys_of, journeys_to_begin
from loim.casework.queries.clients.listing import ClientFilter, clients_of
from loim.casework.queries.clients.naming import name_of
from loim.casework.queries.clients.own_link import language_of
from loim.casework.views.clients.loading import of_client, user_of
from loim.common.refusals import Refusal
from loim.common.translated import LANGUAGE_CODES, LANGUAGES


@of_client
def client_documents(request: HttpRequest, client: Client) -> HttpResponse:
    form = DocumentForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        try:
            add_document(
                client=client, title=said["title"], content=said["file"].read(),
                submission=said["submission"], by=user_of(request), now=timezone.now(),
            )  # fmt: skip
        except Refusal as refusal:
            form.add_error("file", str(refusal))
        else:
            _say(request, form)
            messages.success(request, _("The document is kept, encrypted."))
            return redirect("client-documents", client.uuid)
    rows = client.documents.select_related("added_by").order_by("-added_at", "-pk")
    return render(request, "casework/clients/documents.html", {
        "client": client, "name": name_of(client), "form": form,
        "may_keep": agreed_to(client, ConsentScope.DOCUMENTS),
        "rows": [(row, vault.unseal(row.sealed_title)) for row in rows],
    })  # fmt: skip


@of_client
@require_safe
def client_document(request: HttpRequest, client: Client, document_id: UUID) -> HttpResponse:
    """Given out whole and as a download, so that nothing in it runs on our address."""
    document = get_object_or_404(client.documents, uuid=document_id)
    response = HttpResponse(document.content.read(), content_type=document.mime)
    name = f"{client.reference}-{document.pk}.{KINDS[document.mime]}"
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    response["X-Content-Type-Options"] = "nosniff"
    response["Cache-Control"] = "private, no-store"
    return response


@of_client
@require_POST
def client_document_remove(request: HttpRequest, client: Client, document_id: UUID) -> HttpResponse:
    document = get_object_or_404(client.documents, uuid=document_id)
    remove_document(document=document, by=user_of(request), now=timezone.now())
    messages.success(request, _("The document is erased."))
    return redirect("client-documents", client.uuid)


@of_client
def client_household(request: HttpRequest, client: Client) -> HttpResponse:
    form = HouseholdForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        wanted = ClientFilter(search=form.cleaned_data["other"], state="active")
        found = list(clients_of(client.organisation, wanted)[:2])
        if len(found) != 1:
            form.add_error(
                "other", _("No record has this reference. It stands beside the name on its page.")
            )
        else:
            try:
                link_household(
                    client=client, other=found[0], relation=form.cleaned_data["relation"],
                    by=user_of(request), now=timezone.now(),
                )  # fmt: skip
            except Refusal as refusal:
                form.add_error("other", str(refusal))
            else:
                messages.success(request, _("The two are linked."))
                return redirect("client-household", client.uuid)
    return render(request, "casework/clients/household.html", {
        "client": client, "name": name_of(client), "form": form, "rows": household_of(client),
    })  # fmt: skip


@of_client
@require_POST
def client_household_remove(request: HttpRequest, client: Client, link_id: int) -> HttpResponse:
    link = get_object_or_404(HouseholdLink, pk=link_id)
    if client.pk in {link.client_id, link.other_id}:
        unlink_household(link=link, by=user_of(request), now=timezone.now())
        messages.success(request, _("The two are no longer linked."))
    return redirect("client-household", client.uuid)


@of_client
def client_journeys(request: HttpRequest, client: Client) -> HttpResponse:
    journeys = journeys_to_begin(client)
    form = JourneyForm(request.POST or None, journeys=journeys)
    if request.method == "POST" and form.is_valid():
        journey, now = form.cleaned_data["journey"], timezone.now()
        begun = begin_journey(
            client=client, journey=journey, applied=applied_by(client, journey),
            by=user_of(request), now=now,
        )  # fmt: skip
        return redirect("client-journey", client.uuid, begun.pk)
    return render(request, "casework/clients/journeys.html", {
        "client": client, "name": name_of(client), "form": form, "may_begin": bool(journeys),
        "journeys": journeys_of(client, now=timezone.now()),
    })  # fmt: skip


@of_client
def client_journey(request: HttpRequest, client: Client, journey_id: int) -> HttpResponse:
    """The steps with their boxes, in the counsellor's language or the client's; to be printed."""
    begun = get_object_or_404(
        ClientJourney.objects.select_related("edition", "organisation"), pk=journey_id,
        client=client,
    )  # fmt: skip
    now = timezone.now()
    if request.method == "POST":
        marks = {
            int(name.removeprefix("step-")): str(mark)
            for name, mark in request.POST.items()
            if name.startswith("step-") and name.removeprefix("step-").isdecimal()
            and len(name) < 15
        }  # fmt: skip
        mark_steps(begun=begun, marks=marks, by=user_of(request), now=now)
        messages.success(request, _("The steps are saved."))
        return redirect(request.get_full_path())
    said = request.GET.get("language", "")
    language = said if said in LANGUAGE_CODES else language_of(client)
    (shown,) = journeys_of(client, now=now, language=language, of=begun)
    return render(request, "casework/clients/journey.html", {
        "client": client, "name": name_of(client), "journey": shown, "shown": shown.list,
        "language": language, "spoken": LANGUAGES,
    })  # fmt: skip


def _say(request: HttpRequest, form: DocumentForm) -> None:
    for notice in form.notices():
        messages.warning(request, notice)
