"""The first page of counselling: what each room waits for, and the way into it."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from loim.casework.gate import counselling
from loim.casework.views.appointments.calendar import appointments_part
from loim.casework.views.desk import desk
from loim.casework.views.enquiries.entry import enquiries_part

# Each room may show a part of the overview: the name of its template and what gives it its
# context, by the request. Add yours here.
PARTS: tuple[tuple[str, Callable[[HttpRequest], dict[str, object]]], ...] = (
    ("casework/enquiries/_overview.html", enquiries_part),
    ("casework/appointments/_overview.html", appointments_part),
)


@counselling
def overview(request: HttpRequest) -> HttpResponse:
    parts = [{"template": name, **context(request)} for name, context in PARTS]
    return render(request, "casework/overview.html", {"desk": desk(request), "parts": parts})
