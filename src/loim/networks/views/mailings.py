"""Letters to members: the list, writing one, its preview, what became of it, and stopping them."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_POST

from loim.common.access import public, signed_in
from loim.common.paging import paged
from loim.common.refusals import Refusal
from loim.common.translated import LANGUAGES
from loim.events.models import Party
from loim.networks.actions.mailings.drafting import save_draft, throw_away
from loim.networks.actions.mailings.sending import send_mailing, send_test
from loim.networks.actions.mailings.stopping import stop_letters, want_letters_again
from loim.networks.forms.mailings import MailingForm
from loim.networks.models import Mailing, MemberRole, Network
from loim.networks.models.talk import LetterOutcome
from loim.networks.queries.mailings.delivery import (
    drafts,
    failed_letters,
    languages_of,
    progress_of,
    sent_mailings,
)
from loim.networks.queries.mailings.own_link import by_key
from loim.networks.queries.mailings.recipients import Choice, reach_of
from loim.networks.queries.mailings.texts import LetterText
from loim.networks.views.talk_loading import load_mailing, network_to_keep, person_of
from loim.people.models import Organisation

MOST_FAILED = 100
COLOURS = {
    LetterOutcome.WAITING: "info",
    LetterOutcome.SENT: "success",
    LetterOutcome.FAILED: "danger",
}


@signed_in
def letters(request: HttpRequest, pk: int) -> HttpResponse:
    network = network_to_keep(request, pk)
    context = {
        "network": network,
        "drafts": list(drafts(network)[:20]),
        "letters": paged(request, sent_mailings(network)),
    }
    return render(request, "networks/talk/letters.html", context)


@signed_in
def letter_new(request: HttpRequest, pk: int) -> HttpResponse:
    return _form_page(request, network_to_keep(request, pk), None)


@signed_in
def letter_edit(request: HttpRequest, pk: int, mailing_pk: int) -> HttpResponse:
    network = network_to_keep(request, pk)
    draft = load_mailing(network, mailing_pk)
    if draft.sent_at is not None:
        return redirect("network-letter", pk, mailing_pk)
    return _form_page(request, network, draft)


def _form_page(request: HttpRequest, network: Network, draft: Mailing | None) -> HttpResponse:
    data = request.POST if request.method == "POST" else None
    form = MailingForm(data, network=network, mailing=draft, organisations=_organisations(network))
    if data is not None and form.is_valid():
        try:
            saved = save_draft(
                network=network,
                mailing=draft,
                words=form.words(),
                choice=form.choice(),
                submission=form.sent_once,
                by=person_of(request),
                now=timezone.now(),
            )
        except Refusal as refusal:
            form.add_error(None, str(refusal))
        else:
            if "later" in data:
                messages.success(request, _("The draft is kept. You find it in the list."))
                return redirect("network-letters", network.pk)
            return redirect("network-letter", network.pk, saved.pk)
    context = {"network": network, "form": form, "draft": draft}
    status = 422 if form.errors else 200
    return render(request, "networks/talk/letter_form.html", context, status=status)


def _organisations(network: Network) -> list[Organisation]:
    members = network.members.in_force_on(timezone.localdate()).exclude(organisation=None)
    rows = Organisation.objects.filter(pk__in=members.values("organisation"))
    return list(rows.order_by("name", "pk"))


@signed_in
def letter(request: HttpRequest, pk: int, mailing_pk: int) -> HttpResponse:
    """A draft as it will be sent; a sent one with what became of it."""
    network = network_to_keep(request, pk)
    shown = load_mailing(network, mailing_pk)
    context: dict[str, Any] = {
        "network": network,
        "letter": shown,
        "to_whom": _in_words(shown),
        "language_names": dict(LANGUAGES),
    }
    if shown.sent_at is None:
        context |= _preview(shown, person_of(request).email)
        return render(request, "networks/talk/letter_preview.html", context)
    progress = progress_of(shown)
    failed = progress.get(LetterOutcome.FAILED, 0)
    context |= {
        "progress": [
            (state.label, COLOURS[state], progress[state])
            for state in LetterOutcome
            if progress.get(state)
        ],
        "is_going": bool(progress.get(LetterOutcome.WAITING)),
        "letters_by_language": _named(languages_of(shown)),
        "failed": list(failed_letters(shown)[:MOST_FAILED]) if failed else [],
    }
    part = "letter_progress" if request.headers.get("HX-Request") else "letter"
    return render(request, f"networks/talk/{part}.html", context)


def _preview(mailing: Mailing, reply_to: str) -> dict[str, Any]:
    reach = reach_of(mailing, timezone.localdate())
    text = LetterText(mailing, reply_to=reply_to)
    names = dict(LANGUAGES)
    return {
        "reach": reach,
        "previews": [
            (code, names[code], reach.by_language.get(code, 0), text.preview(code))
            for code in text.written
        ],
        "missing": [name for code, name in LANGUAGES if code not in text.written],
        "source_name": names[mailing.language],
    }


def _named(counts: dict[str, int]) -> list[tuple[str, str, int]]:
    return [(code, name, counts[code]) for code, name in LANGUAGES if code in counts]


def _in_words(mailing: Mailing) -> list[str]:
    """To whom it goes, as it was chosen."""
    choice = Choice.of(mailing.recipients)
    roles, parties = dict(MemberRole.choices), dict(Party.choices)
    words = [str(roles.get(MemberRole(role), role)) for role in choice.roles]
    words += [str(parties.get(Party(party), party)) for party in choice.parties]
    if choice.organisations:
        rows = Organisation.objects.filter(pk__in=choice.organisations).order_by("name", "pk")
        words += [organisation.name for organisation in rows]
    if choice.seats:
        words.append(_("who holds a seat"))
    return words or [_("all members")]


@signed_in
@require_POST
def letter_step(request: HttpRequest, pk: int, mailing_pk: int) -> HttpResponse:
    network, person = network_to_keep(request, pk), person_of(request)
    shown, step, now = (
        load_mailing(network, mailing_pk),
        request.POST.get("step", ""),
        timezone.now(),
    )
    try:
        if step == "send":
            sent = send_mailing(mailing=shown, by=person, now=now)
            number = sent.letters.count()
            text = ngettext(
                "%(number)s letter is on its way.", "%(number)s letters are on their way.", number
            )
            messages.success(request, text % {"number": number})
        elif step == "test":
            send_test(mailing=shown, by=person, now=now)
            messages.success(
                request, _("A try-out is on its way to %(address)s.") % {"address": person.email}
            )
        elif step == "throw_away":
            throw_away(mailing=shown, by=person, now=now)
            messages.success(request, _("The draft is thrown away."))
            return redirect("network-letters", pk)
    except Refusal as refusal:
        messages.error(request, str(refusal))
    return redirect("network-letter", pk, mailing_pk)


# A mail program's POST brings neither cookies nor a form's token (RFC 8058, 3.2); the secret in the
# address is the permission, and all that it permits is to be left in peace, or written to again.
@csrf_exempt
@public("the secret in the link is the permission; mail programs press the button themselves")
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def stop(request: HttpRequest, key: str) -> HttpResponse:
    """A POST stops the letters at once; opening the page changes nothing."""
    reader = by_key(key)
    if reader is not None and request.method == "POST":
        if request.POST.get("step") == "again":
            want_letters_again(reader=reader)
        else:
            stop_letters(reader=reader, now=timezone.now())
        reader = by_key(key)
    context = {"reader": reader, "network": reader.network if reader else None}
    status = 200 if reader else 404
    response = render(request, "networks/talk/stop.html", context, status=status)
    response["X-Robots-Tag"], response["Referrer-Policy"] = "noindex", "no-referrer"
    return response
