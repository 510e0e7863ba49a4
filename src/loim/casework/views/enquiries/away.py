"""Without a network: a page that a device keeps, and the door at which it hands over what waited.

The page holds nobody's data. What is written on it is sealed for the platform (device_seal.py);
the device itself cannot read it any more.
"""

import json
from typing import Any
from uuid import uuid4

from csp.constants import SELF
from csp.decorators import csp_update
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from loim.casework.device_seal import public_key
from loim.casework.forms.enquiries.entry import EnquiryForm, Offered
from loim.casework.gate import counselling
from loim.casework.queries.enquiries.entry import favourites_of, habit_of
from loim.casework.views.desk import desk_of
from loim.casework.views.enquiries.entry import presets
from loim.casework.views.enquiries.merging import MOST_AT_ONCE, NotUnderstood, merge
from loim.common.access import public
from loim.people.models import User

SHEETS = [
    "vendor/designsystemet.css",
    *(
        f"common/{name}.css"
        for name in (
            "elements", "theme", "tokens", "frame", "header", "suggest", "layout", "components",
            "forms", "pages", "chart", "print",
        )
    ),
]  # fmt: skip


@counselling
@csp_update({"worker-src": [SELF]})
def away_page(request: HttpRequest) -> HttpResponse:
    person: User = request.user  # type: ignore[assignment]
    organisation = desk_of(request)
    favourites = favourites_of(person, organisation)
    initial = EnquiryForm.from_habit(habit_of(person, organisation))
    form = EnquiryForm(
        initial={**initial, "submission": uuid4()}, offered=Offered.on(timezone.localdate())
    )
    context = {
        "form": form,
        "favourites": favourites,
        "presets": presets(favourites),
        "organisation": organisation,
        "public_key": public_key(),
        "texts": _texts(),
    }
    return render(request, "casework/enquiries/away.html", context)


def _texts() -> dict[str, str]:
    """What the script says."""
    return {
        "ready": _("This page works without a network now."),
        "not_ready": _("This device cannot keep the page: use it with a network only."),
        "sending": _("Sending…"),
        "sent": _("Everything is handed over."),
        "offline": _("No network. Waiting on this device: %(number)s"),
        "not_sent": _("The platform did not answer. Waiting on this device: %(number)s"),
        "sign_in": _("Sign in again to hand over what waits. Nothing is lost. Waiting: %(number)s"),
        "not_yours": _("You do not counsel here now. Waiting on this device: %(number)s"),
        "kept": _("Kept on this device, sealed."),
        "corrected": _("Corrected; it is handed over again."),
        "chosen": _("Favourite %(name)s. Enter saves it."),
        "no_topic": _("Choose at least one topic."),
        "no_minutes": _("Write how many minutes it took."),
        "handed_over": _("Handed over."),
        "clock_moved": _("Handed over. This device’s clock is wrong; the time was put right."),
        "already": _("It was there already, and is counted once."),
        "waits": _("Waits for a network."),
        "at": _("Written at %(time)s"),
        "look": _("Look at it"),
        "forget": _("Throw it away"),
        "forget_sure": _("Throw this enquiry away? It cannot be brought back."),
    }


@require_POST
@counselling
def away_sync(request: HttpRequest) -> HttpResponse:
    """Takes what waited. Each is answered by its submission; sent again, it is the same."""
    now = timezone.now()
    try:
        given: Any = json.loads(request.body)
        results = merge(given, by=request.user, now=now)  # type: ignore[arg-type]
    except (ValueError, NotUnderstood):
        refusal = _("This was not understood. Reload the page and try again.")
        return JsonResponse({"refusal": refusal, "most": MOST_AT_ONCE}, status=400)
    return JsonResponse({"now": now.isoformat(), "results": results})


@public("a script without any data; a device renews it also when nobody is signed in")
def worker(request: HttpRequest) -> HttpResponse:
    """The service worker, below /counselling/: it keeps the one page and its files."""
    response = render(
        request,
        "casework/enquiries/worker.js",
        {"sheets": SHEETS},
        content_type="text/javascript; charset=utf-8",
    )
    response.headers["Cache-Control"] = "no-cache"
    return response
