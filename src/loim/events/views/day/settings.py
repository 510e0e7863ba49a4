"""What is sent by itself before and after the event."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from loim.common.access import allowed
from loim.events.actions.day.settings import change_day_settings
from loim.events.forms.day.feedback import DaySettingsForm
from loim.events.queries.day.settings import day_settings
from loim.events.views.pages import changeable_event
from loim.people.models import User
from loim.programmes.permissions import may_record


@allowed(may_record)
def settings_page(request: HttpRequest, pk: int) -> HttpResponse:
    event = changeable_event(request, pk)
    person: User = request.user  # type: ignore[assignment]
    now_are = day_settings(event)
    initial = {
        "reminder_days": now_are.reminder_days,
        "sends_thanks": now_are.sends_thanks,
        "asks_feedback": now_are.asks_feedback,
        "certificate_hours": now_are.certificate_hours,
    }
    form = DaySettingsForm(request.POST if request.method == "POST" else None, initial=initial)
    if request.method == "POST" and form.is_valid():
        change_day_settings(event=event, **form.cleaned_data, by=person, now=timezone.now())
        messages.success(request, _("The changes are saved."))
        return redirect("event-day", pk)
    return render(request, "events/day/settings.html", {"event": event, "form": form})
