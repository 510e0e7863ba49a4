"""The page on which enquiries are written down one after the other, by keys alone."""

from typing import Any
from uuid import uuid4

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from loim.casework.actions.enquiries.correcting import undo_enquiry
from loim.casework.actions.enquiries.recording import record_enquiry
from loim.casework.forms.enquiries.entry import EnquiryForm, FactsForm, Offered
from loim.casework.gate import counselling
from loim.casework.models import Enquiry, Favourite
from loim.casework.queries.enquiries.entry import favourites_of, habit_of, last_own, own_day
from loim.casework.views.desk import desk_of
from loim.common.refusals import Refusal
from loim.people.models import User


@counselling
def enquiry_new(request: HttpRequest) -> HttpResponse:
    person: User = request.user  # type: ignore[assignment]
    organisation, now = desk_of(request), timezone.now()
    offered = Offered.on(timezone.localdate(now))
    favourites = favourites_of(person, organisation)
    if request.method == "POST":
        form = EnquiryForm(request.POST, offered=offered)
        if form.is_valid() and _recorded(request, form):
            return redirect("enquiry-new")
    else:
        initial = EnquiryForm.from_habit(habit_of(person, organisation))
        initial |= _of_favourite(favourites, request.GET.get("favourite", ""))
        form = EnquiryForm(initial={**initial, "submission": uuid4()}, offered=offered)
    context = {
        "form": form,
        "favourites": favourites,
        "presets": presets(favourites),
        "last": last_own(person, organisation),
        "today": timezone.localdate(now),
        "figures": own_day(person, organisation, timezone.localdate(now)),
    }
    return render(request, "casework/enquiries/entry.html", context)


def enquiries_part(request: HttpRequest) -> dict[str, Any]:
    """For the overview."""
    person: User = request.user  # type: ignore[assignment]
    organisation, today = desk_of(request), timezone.localdate()
    return {
        "favourites": favourites_of(person, organisation),
        "figures": own_day(person, organisation, today),
    }


def presets(favourites: list[Favourite]) -> list[dict[str, Any]]:
    """For the script: what each key fills in."""
    return [{"key": one.key, "name": one.name, **_values(one)} for one in favourites]


def _values(one: Favourite) -> dict[str, Any]:
    return {
        "topics": [str(part.topic_id) for part in one.favourite_topics.all()],
        "channel": one.channel,
        "language": one.language,
        "outcome": one.outcome,
        "target_group": one.target_group,
        **FactsForm.minutes_initial(one.minutes),
    }


def _of_favourite(favourites: list[Favourite], key: str) -> dict[str, Any]:
    """Without a script a favourite is a link to the page filled in."""
    chosen = next((one for one in favourites if str(one.key) == key), None)
    return _values(chosen) if chosen else {}


def _recorded(request: HttpRequest, form: EnquiryForm) -> bool:
    now = timezone.now()
    try:
        found = record_enquiry(
            organisation=desk_of(request),
            facts=form.facts(now),
            submission=form.cleaned_data["submission"],
            by=request.user,  # type: ignore[arg-type]
            now=now,
        )
    except Refusal as refusal:
        form.add_error(None, str(refusal))
        return False
    for notice in form.notices():
        messages.warning(request, notice)
    if found.is_new:
        messages.success(request, _("Saved. The next one, please."))
    else:
        messages.info(request, _("This enquiry was saved already; it is counted once."))
    return True


@require_POST
@counselling
def enquiry_undo(request: HttpRequest, pk: int) -> HttpResponse:
    enquiry = get_object_or_404(Enquiry, pk=pk, organisation=desk_of(request))
    try:
        undo_enquiry(enquiry=enquiry, by=request.user, now=timezone.now())  # type: ignore[arg-type]
    except Refusal as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, _("Taken back: it is not counted any more."))
    return redirect("enquiry-new")
