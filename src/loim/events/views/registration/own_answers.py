"""Changing one's own answers, and answering what is asked after a place was given."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from loim.common.refusals import Refusal
from loim.events.actions.places import change_registration
from loim.events.forms.registration.change import ChangeForm
from loim.events.logic.participant_states import LIVE, ParticipantState
from loim.events.models import QuestionStage
from loim.events.queries.registration.call import settings_of
from loim.events.queries.registration.own_link import Opened
from loim.events.queries.registration.own_page import own_times
from loim.events.views.registration.own import opened


@opened
def own_change(request: HttpRequest, found: Opened) -> HttpResponse:
    return _answer(request, found, stage=QuestionStage.APPLICATION)


@opened
def own_follow_up(request: HttpRequest, found: Opened) -> HttpResponse:
    return _answer(request, found, stage=QuestionStage.FOLLOW_UP)


def _answer(request: HttpRequest, found: Opened, *, stage: str) -> HttpResponse:
    event, now = found.registration.event, timezone.now()
    settings = settings_of(event)
    is_application = stage == QuestionStage.APPLICATION
    if settings is None or not own_times(event, settings, now).can_change:
        messages.error(
            request, _("The time for changes is over. Write to the organiser if it matters.")
        )
        return redirect("registration", found.key)
    form = ChangeForm(
        request.POST if request.method == "POST" else None,
        opened=found,
        settings=settings,
        stage=stage,
        states=LIVE if is_application else [ParticipantState.ADMITTED],
        has_who=is_application,
    )
    if not form.own:
        messages.error(request, _("There is nothing to change now."))
        return redirect("registration", found.key)
    is_sent = request.method == "POST"
    is_changed = is_sent and form.is_changed_meanwhile
    if is_sent and form.is_valid() and not is_changed and _save(form, found):
        messages.success(request, _("Your answers are saved."))
        return redirect("registration", found.key)
    return render(
        request,
        "events/registration/change.html",
        {
            "event": event,
            "entry": form,
            "opened": found,
            "is_application": is_application,
            "is_changed": is_changed,
        },
    )


def _save(form: ChangeForm, found: Opened) -> bool:
    try:
        change_registration(
            registration=found.registration,
            request=form.request(),
            by=None,
            now=timezone.now(),
            asked=form.asked_keys(),
        )
    except Refusal as refusal:
        form.errors_of_all.append(str(refusal))
        return False
    return True
