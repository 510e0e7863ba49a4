"""What a client sees and does by their own link, in four languages, without an account."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from loim.casework import vault
from loim.casework.actions.clients.by_link import (
    LinkOpensNothing,
    agree_by_link,
    withdraw_by_link,
)
from loim.casework.actions.clients.consenting import erased_on, last_day
from loim.casework.companions import COMPANIONS
from loim.casework.gate import opened_by_link
from loim.casework.logic.clients.personal_code import covered
from loim.casework.models import Client, ConsentScope, ProcessStatus
from loim.casework.queries.clients.consents import consent_in_force, scope_names, text_in_force
from loim.casework.queries.clients.journeys import journeys_of
from loim.casework.queries.clients.naming import code_of, contact_of, name_of
from loim.common.access import public
from loim.common.own_keys import hash_of_key
from loim.common.refusals import Refusal
from loim.people.models import Organisation

View = Callable[..., HttpResponse]


def opened(view: View) -> View:
    @wraps(view)
    def inside(request: HttpRequest, own_key: str, **rest: Any) -> HttpResponse:
        response = view(request, own_key, **rest)
        response["X-Robots-Tag"] = "noindex"
        # Not "no-referrer": browsers would send its forms with an origin of null, which is refused.
        response["Referrer-Policy"] = "same-origin"
        return response

    return public("the secret in the link is the permission")(never_cache(inside))  # type: ignore[return-value]


@opened
@require_safe
def own_page(request: HttpRequest, own_key: str) -> HttpResponse:
    now, key_hash = timezone.now(), hash_of_key(own_key)
    with opened_by_link(key_hash, now=now):
        client = Client.objects.filter(link_hash=key_hash).select_related("municipality").first()
        if client is None:
            return _unknown(request)
        context = _shown(client, own_key)
        return render(request, "casework/own/page.html", context)


@opened
@require_POST
def own_withdraw(request: HttpRequest, own_key: str) -> HttpResponse:
    return _act(
        request, own_key, lambda: withdraw_by_link(key=own_key, now=timezone.now()),
        _("Your consent is withdrawn. Your data are no longer used."),
    )  # fmt: skip


@opened
@require_POST
def own_agree(request: HttpRequest, own_key: str) -> HttpResponse:
    text = request.POST.get("text", "")
    scope = [one for one in request.POST.getlist("scope") if one in ConsentScope.values]
    if ConsentScope.RECORD not in scope or not text.isdecimal() or len(text) > 12:
        messages.error(request, _("Tick the first point if you agree: without it nothing is kept."))
        return redirect("counselling-own", own_key)
    return _act(
        request, own_key,
        lambda: agree_by_link(key=own_key, text=int(text), scope=scope, now=timezone.now()),
        _("Thank you. Your consent is renewed."),
    )  # fmt: skip


def _act(request: HttpRequest, own_key: str, act: Callable[[], None], thanks: str) -> HttpResponse:
    try:
        act()
    except LinkOpensNothing:
        return _unknown(request)
    except Refusal as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, thanks)
    return redirect("counselling-own", own_key)


def _unknown(request: HttpRequest) -> HttpResponse:
    return render(request, "casework/own/unknown.html", status=404)


def _shown(client: Client, own_key: str) -> dict[str, Any]:
    now, language = timezone.now(), get_language() or "et"
    # Organisations are no secret; the link's own policies show rows of counselling alone.
    organisation = Organisation.objects.get(pk=client.organisation_id)
    base = {"client": client, "organisation": organisation, "own_key": own_key}
    consent, text = consent_in_force(client), text_in_force(organisation)
    base |= {
        "consent": consent, "text": text, "words": text.texts[language] if text else None,
        "scope": scope_names(consent.scope) if consent else [],
        "choices": [(one.value, one.label) for one in ConsentScope],
        "expires": last_day(text, timezone.localdate()) if text else None,
        "erased_on": erased_on(client),
    }  # fmt: skip
    if client.state == "merged":
        return base
    running = client.registry_processes.filter(state=ProcessStatus.RUNNING).prefetch_related(
        "steps"
    )
    processes = [
        (
            one,
            [
                row.texts.get(language) or row.texts["et"]
                for row in sorted(one.steps.all(), key=lambda row: row.position)
                if row.is_to_bring
            ],
        )
        for one in running
    ]
    upcoming = [
        entry
        for companion in COMPANIONS.values()
        if companion.shown_to_client
        for entry in companion.shown_to_client(client)
    ]
    return base | {
        "name": name_of(client), "contact": contact_of(client), "code": covered(code_of(client)),
        "cases": client.cases.select_related("topic").order_by("-opened_at", "-pk"),
        "documents": [
            (row, vault.unseal(row.sealed_title)) for row in client.documents.order_by("-added_at")
        ],
        "processes": processes,
        "journeys": journeys_of(client, now=now, language=language) if client.is_active else [],
        "upcoming": sorted(upcoming, key=lambda entry: entry.at),
    }  # fmt: skip
