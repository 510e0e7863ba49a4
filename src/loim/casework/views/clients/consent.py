"""The consent of a client, its renewal and withdrawal; the words in which it is asked."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from loim.casework.actions.clients.consenting import (
    ConsentGiven,
    last_day,
    publish_text,
    renew_consent,
    text_to_read,
    withdraw_consent,
)
from loim.casework.actions.clients.recording import new_link
from loim.casework.forms.clients.client import ScopeFields
from loim.casework.forms.clients.parts import ConsentTextForm
from loim.casework.gate import counselling
from loim.casework.models import Client, ConsentEnd, ConsentText
from loim.casework.queries.clients.consents import scope_names
from loim.casework.queries.clients.naming import name_of
from loim.casework.queries.clients.own_link import language_of, own_link_of
from loim.casework.views.clients.loading import of_any_client, of_client, user_of
from loim.casework.views.clients.making import say_in
from loim.casework.views.desk import desk_of
from loim.common.qr_code import qr_code
from loim.common.refusals import Refusal


@of_client
@require_safe
def client_consent(request: HttpRequest, client: Client) -> HttpResponse:
    rows = client.consents.select_related("text", "taken_by").order_by("-given_at", "-pk")
    link = own_link_of(client)
    return render(request, "casework/clients/consent.html", {
        "client": client, "name": name_of(client),
        "rows": [(row, scope_names(row.scope)) for row in rows],
        "link": link, "code": qr_code(link),
    })  # fmt: skip


@of_any_client
def client_consent_renew(request: HttpRequest, client: Client) -> HttpResponse:
    """Also of a record whose consent ended: the client agrees anew, in front of the counsellor."""
    language, now = language_of(client), timezone.now()
    text = text_to_read(organisation=client.organisation, by=user_of(request), now=now)
    form = ScopeFields(request.POST or None, initial={"text": text.pk})
    say_in(form, language)
    if request.method == "POST" and form.is_valid():
        given = ConsentGiven(text, language, form.cleaned_data["scope"], form.cleaned_data["means"])
        try:
            renew_consent(client=client, given=given, by=user_of(request), now=now)
        except Refusal as refusal:
            messages.error(request, str(refusal))
        else:
            messages.success(request, _("The consent is renewed."))
        return redirect("client", client.uuid)
    return render(request, "casework/clients/renew.html", {
        "client": client, "form": form, "text": text.texts[language], "language": language,
        "expires": last_day(text, timezone.localdate()), "organisation": client.organisation,
    })  # fmt: skip


@of_client
def client_withdraw(request: HttpRequest, client: Client) -> HttpResponse:
    if request.method == "POST":
        try:
            withdraw_consent(
                client=client, end=ConsentEnd.DESK, by=user_of(request), now=timezone.now()
            )
        except Refusal as refusal:
            messages.error(request, str(refusal))
        else:
            messages.success(request, _("The consent is withdrawn. The record is frozen."))
        return redirect("client", client.uuid)
    context = {"client": client, "name": name_of(client)}
    return render(request, "casework/clients/withdraw.html", context)


@of_client
@require_POST
def client_link(request: HttpRequest, client: Client) -> HttpResponse:
    new_link(client=client, by=user_of(request), now=timezone.now())
    messages.success(request, _("The client has a new link. The old one opens nothing any more."))
    return redirect("client-consent", client.uuid)


@counselling
def consent_text(request: HttpRequest) -> HttpResponse:
    """A new version of the organisation's words; those who agreed keep the words they read."""
    organisation, now = desk_of(request), timezone.now()
    text = text_to_read(organisation=organisation, by=user_of(request), now=now)
    form = ConsentTextForm(request.POST or None, texts=text.texts, months=text.months)
    if request.method == "POST" and form.is_valid():
        publish_text(
            organisation=organisation, texts=form.texts(), months=form.cleaned_data["months"],
            by=user_of(request), now=now,
        )  # fmt: skip
        messages.success(request, _("The new version is in force for consents from now on."))
        return redirect("consent-text")
    rows = ConsentText.objects.filter(organisation=organisation).select_related("made_by")
    return render(request, "casework/clients/consent_text.html", {
        "form": form, "text": text, "organisation": organisation,
        "versions": rows.order_by("-number"),
    })  # fmt: skip
