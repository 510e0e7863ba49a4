"""One's own favourites at this desk."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from loim.casework.actions.enquiries.favourites import drop_favourite, keep_favourite
from loim.casework.forms.enquiries.entry import EnquiryForm, FavouriteForm, Offered
from loim.casework.gate import counselling
from loim.casework.models.favourite import KEYS
from loim.casework.queries.enquiries.entry import favourites_of, habit_of
from loim.casework.views.desk import desk_of
from loim.casework.views.enquiries.entry import presets
from loim.common.refusals import Refusal
from loim.people.models import User


@counselling
def favourite_list(request: HttpRequest) -> HttpResponse:
    """`?key=3` opens that favourite for change."""
    person: User = request.user  # type: ignore[assignment]
    organisation = desk_of(request)
    offered = Offered.on(timezone.localdate())
    own = favourites_of(person, organisation)
    if request.method == "POST":
        form = FavouriteForm(request.POST, offered=offered)
        if form.is_valid():
            key = form.cleaned_data["key"]
            try:
                keep_favourite(organisation=organisation, key=key, preset=form.preset(), by=person)
            except Refusal as refusal:
                form.add_error(None, str(refusal))
            else:
                messages.success(request, _("Kept under the key %(key)s.") % {"key": key})
                return redirect("enquiry-favourites")
    else:
        taken = {one.key for one in own}
        free = next((key for key in KEYS if key not in taken), KEYS[-1])
        initial = EnquiryForm.from_habit(habit_of(person, organisation))
        chosen = [one for one in presets(own) if str(one["key"]) == request.GET.get("key")]
        form = FavouriteForm(
            initial={**initial, "key": free, **(chosen[0] if chosen else {})}, offered=offered
        )
    names = {topic.pk: topic for topic in offered.topics}
    context = {
        "form": form,
        "rows": [
            {
                "favourite": one,
                "topics": [names[part.topic_id] for part in one.favourite_topics.all()],
            }
            for one in own
        ],
    }
    return render(request, "casework/enquiries/favourites.html", context)


@require_POST
@counselling
def favourite_drop(request: HttpRequest) -> HttpResponse:
    key = request.POST.get("key", "")
    if key.isdecimal() and int(key) in KEYS:
        drop_favourite(organisation=desk_of(request), key=int(key), by=request.user)  # type: ignore[arg-type]
        messages.success(request, _("The key %(key)s is free.") % {"key": key})
    return redirect("enquiry-favourites")
