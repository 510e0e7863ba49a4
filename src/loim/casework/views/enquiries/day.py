"""After a busy day: a grid of how many asked what, looked at before it is written down."""

from typing import Any
from uuid import uuid4

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import ngettext

from loim.casework.actions.enquiries.recording import record_day
from loim.casework.forms.enquiries.day import DayForm
from loim.casework.gate import counselling
from loim.casework.models import SpokenLanguage
from loim.casework.queries.enquiries.entry import habit_of, topics_in_order
from loim.casework.views.desk import desk_of
from loim.common.refusals import Refusal
from loim.people.models import User


@counselling
def enquiry_day(request: HttpRequest) -> HttpResponse:
    """`do=look` shows what would be written, `do=save` writes it, anything else goes back."""
    person: User = request.user  # type: ignore[assignment]
    now, topics = timezone.now(), topics_in_order()
    if request.method != "POST":
        habit = habit_of(person, desk_of(request))
        initial = {
            "day": timezone.localdate(now), "channel": "event", "minutes": habit.minutes,
            "outcome": "answered", "target_group": "unknown", "submission": uuid4(),
        }  # fmt: skip
        return _form(request, DayForm(initial=initial, topics=topics, now=now))
    form = DayForm(request.POST, topics=topics, now=now)
    do = request.POST.get("do", "look")
    if do == "back" or not form.is_valid():
        return _form(request, form)
    if do == "save" and _saved(request, form):
        return redirect("enquiry-new")
    template = "casework/enquiries/day.html" if form.errors else "casework/enquiries/day_look.html"
    return render(request, template, _context(form))


def _form(request: HttpRequest, form: DayForm) -> HttpResponse:
    return render(request, "casework/enquiries/day.html", _context(form))


def _context(form: DayForm) -> dict[str, Any]:
    return {"form": form, "spoken_languages": [name for _code, name in SpokenLanguage.choices]}


def _saved(request: HttpRequest, form: DayForm) -> bool:
    now = timezone.now()
    try:
        number = record_day(
            organisation=desk_of(request), contacts=form.contacts(),
            submission=form.cleaned_data["submission"], by=request.user, now=now,  # type: ignore[arg-type]
        )  # fmt: skip
    except Refusal as refusal:
        form.add_error(None, str(refusal))
        return False
    said = ngettext(
        "%(number)s enquiry of that day is written down.",
        "%(number)s enquiries of that day are written down.",
        number,
    )
    messages.success(request, said % {"number": number})
    return True
