"""A counsellor's calendar: a week or a day."""

from datetime import date, timedelta

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from loim.casework.gate import counselling
from loim.casework.models import Task
from loim.casework.queries.appointments.people import counsellors_of
from loim.casework.queries.appointments.week import days_of
from loim.casework.views.appointments.loading import person_of
from loim.casework.views.desk import desk_of


@require_safe
@counselling
def calendar_page(request: HttpRequest) -> HttpResponse:
    organisation, today = desk_of(request), timezone.localdate()
    colleagues = list(counsellors_of(organisation, today))
    wanted = request.GET.get("counsellor", "")
    whose = next((one for one in colleagues if str(one.pk) == wanted), person_of(request))
    day = _day(request.GET.get("day", ""), today)
    is_day = request.GET.get("view") == "day"
    first = day if is_day else day - timedelta(days=day.weekday())
    step = timedelta(days=1 if is_day else 7)
    days = days_of(organisation, whose, first_day=first, days=1 if is_day else 7, today=today)
    # A weekend that is free is not shown.
    shown = [each for each in days if is_day or each.day.weekday() < 5 or each.entries]
    context = {
        "organisation": organisation,
        "days": shown,
        "day": day,
        "today": today,
        "first": first,
        "before": first - step,
        "after": first + step,
        "is_day": is_day,
        "colleagues": colleagues,
        "whose": whose,
    }
    return render(request, "casework/appointments/calendar.html", context)


def appointments_part(request: HttpRequest) -> dict[str, object]:
    """Of the overview: today's calendar, and how many tasks are due."""
    person, today = person_of(request), timezone.localdate()
    [day] = days_of(desk_of(request), person, first_day=today, days=1, today=today)
    due = Task.objects.filter(counsellor=person, state="open", due_date__lte=today)
    return {"day": day, "tasks": due.count()}


def _day(given: str, today: date) -> date:
    try:
        day = date.fromisoformat(given)
    except ValueError:
        return today
    return day if 2000 < day.year < 2100 else today
