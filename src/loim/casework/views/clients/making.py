"""A record is made: the consent first, in the client's language; a minor is referred."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from loim.casework import vault
from loim.casework.actions.clients.consenting import ConsentGiven, last_day, text_to_read
from loim.casework.actions.clients.recording import check_age, make_client
from loim.casework.actions.clients.refusals import NotOfAge, RecordedAlready
from loim.casework.forms.clients.client import NewClientForm
from loim.casework.gate import counselling
from loim.casework.logic.clients.personal_code import born_on
from loim.casework.models import Client, ConsentScope, ConsentText
from loim.casework.queries.clients.likely_same import known_by
from loim.casework.queries.clients.naming import same_hash
from loim.casework.views.clients.loading import user_of
from loim.casework.views.desk import desk_of
from loim.common.refusals import Refusal
from loim.common.translated import LANGUAGE_CODES, LANGUAGES


@counselling
def client_new(request: HttpRequest) -> HttpResponse:
    organisation, now = desk_of(request), timezone.now()
    text = text_to_read(organisation=organisation, by=user_of(request), now=now)
    language = request.GET.get("language", "")
    language = language if language in LANGUAGE_CODES else translation.get_language() or "et"
    form = NewClientForm(
        request.POST or None, today=timezone.localdate(),
        # Nothing is ticked beforehand: silence is no consent (Regulation (EU) 2016/679, recital 32).
        initial={"language": language, "text": text.pk},
    )  # fmt: skip
    say_in(form, language)
    known: list[Client] = []
    if request.method == "POST" and form.is_valid():
        try:
            check_age(form.facts(), timezone.localdate())
        except NotOfAge:
            return redirect("client-minor")
        known = [] if form.cleaned_data["is_another"] else _known(form, organisation.pk)
        if form.cleaned_data["text"] != text.pk:
            form.add_error(
                None, _("The words of the consent have changed. Let the client read them.")
            )
            form.data = {**request.POST.dict(), "text": str(text.pk)}
        elif not known:
            try:
                client = make_client(
                    organisation=organisation, facts=form.facts(), consent=_given(form, text, language),
                    submission=form.cleaned_data["submission"], by=user_of(request), now=now,
                )  # fmt: skip
            except RecordedAlready as refusal:
                known = [refusal.client]
            except Refusal as refusal:
                form.add_error(None, str(refusal))
            else:
                messages.success(request, _("The record is made. The client’s own link is below."))
                return redirect("client", client.uuid)
    context = {
        "form": form, "organisation": organisation, "language": language, "spoken": LANGUAGES,
        "text": text.texts[language], "expires": last_day(text, timezone.localdate()),
        "known": known,
        "is_same_code": any(one.code_hash and one.code_hash == _code_hash(form, organisation.pk)
                            for one in known),
    }  # fmt: skip
    return render(request, "casework/clients/new.html", context)


@require_safe
@counselling
def client_minor(request: HttpRequest) -> HttpResponse:
    """Nothing of what was written is kept."""
    return render(request, "casework/clients/minor.html", {"organisation": desk_of(request)})


@require_safe
@counselling
def consent_paper(request: HttpRequest, language: str) -> HttpResponse:
    """To be printed and signed: in the client's language, with room for a name."""
    if language not in LANGUAGE_CODES:
        raise Http404
    organisation = desk_of(request)
    text = text_to_read(organisation=organisation, by=user_of(request), now=timezone.now())
    with translation.override(language):
        scope = [str(one.label) for one in ConsentScope]
        context = {
            "organisation": organisation, "language": language, "spoken": LANGUAGES,
            "text": text.texts[language], "number": text.number, "scope": scope,
            "expires": last_day(text, timezone.localdate()),
        }  # fmt: skip
        return render(request, "casework/clients/consent_paper.html", context)


def say_in(form: Any, language: str) -> None:
    """What the client agrees to, in the client's language: they read it on the screen."""
    with translation.override(language):
        form.fields["scope"].choices = [(one.value, str(one.label)) for one in ConsentScope]


def _given(form: NewClientForm, text: ConsentText, language: str) -> ConsentGiven:
    return ConsentGiven(text, language, form.cleaned_data["scope"], form.cleaned_data["means"])


def _known(form: NewClientForm, organisation: int) -> list[Client]:
    facts = form.facts()
    year = born_on(facts.code).year if facts.code else facts.birth_year
    return known_by(
        organisation,
        code_hash=_code_hash(form, organisation),
        same_hash=same_hash(facts.name, year, organisation),
    )


def _code_hash(form: NewClientForm, organisation: int) -> str:
    code = getattr(form, "cleaned_data", {}).get("code", "")
    return vault.code_hash(code, organisation_id=organisation) if code else ""
