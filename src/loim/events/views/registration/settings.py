"""The organiser's page about how one registers."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from loim.common.access import allowed
from loim.common.refusals import Refusal
from loim.events.actions.registration.settings import remove_settings, save_settings
from loim.events.forms.registration.settings import SettingsForm, new_settings
from loim.events.models import TO_BE_HELD, Question, RegistrationSettings
from loim.events.queries.registration.call import registration_call, settings_of
from loim.events.queries.registration.rules_in_words import rules_in_words
from loim.events.queries.registration.taken_up import taken_up
from loim.events.views.pages.loading import changeable_event
from loim.people.models import User
from loim.programmes.permissions import may_record


@allowed(may_record)
def settings_page(request: HttpRequest, pk: int) -> HttpResponse:
    event = changeable_event(request, pk)
    person: User = request.user  # type: ignore[assignment]  # `allowed` lets nobody else in
    now = timezone.now()
    saved = settings_of(event)
    form = SettingsForm(
        request.POST if request.method == "POST" else None,
        instance=settings_of(event) or new_settings(event, now),
        source_language=event.language,
    )
    if request.method == "POST" and form.is_valid():
        try:
            save_settings(settings=form.instance, by=person, now=now)
        except Refusal as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("Registration is saved."))
            _warn(request, form.instance)
            return redirect("event-registration-settings", pk)
    return render(
        request,
        "events/registration/settings.html",
        {
            "event": event,
            "form": form,
            "saved": saved,
            "call": registration_call(event, now),
            "place_rules": rules_in_words(saved) if saved else None,
            "taken": taken_up(event),
            "questions": Question.objects.filter(event=event, removed_at=None).count(),
            "is_over": event.status not in TO_BE_HELD,
        },
    )


@allowed(may_record)
@require_POST
def settings_remove(request: HttpRequest, pk: int) -> HttpResponse:
    event = changeable_event(request, pk)
    person: User = request.user  # type: ignore[assignment]
    try:
        remove_settings(event=event, by=person)
    except Refusal as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, _("Nobody registers for this event."))
    return redirect("event-registration-settings", pk)


def _warn(request: HttpRequest, settings: RegistrationSettings) -> None:
    taken = taken_up(settings.event)
    if settings.capacity is None or taken.holding <= settings.capacity:
        return
    values = {"holding": taken.holding, "capacity": settings.capacity}
    messages.warning(
        request,
        ngettext(
            "%(holding)d person has a place, and there are fewer places (%(capacity)d). Nobody"
            " loses a place; no new ones are given until enough people have withdrawn.",
            "%(holding)d people have a place, and there are fewer places (%(capacity)d). Nobody"
            " loses a place; no new ones are given until enough people have withdrawn.",
            taken.holding,
        )
        % values,
    )
