"""Where phones bring what they have gathered, and fetch the list."""

from datetime import datetime
from typing import Any

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from loim.common.access import allowed
from loim.common.refusals import Refusal
from loim.events.actions.day.merging import Answered, merge
from loim.events.forms.day.batch import BatchNotUnderstood, read_batch
from loim.events.models import Event
from loim.events.queries.day.roster import roster
from loim.events.views.pages import changeable_event
from loim.people.models import User
from loim.programmes.permissions import may_record


@allowed(may_record)
@require_POST
def check_in_sync(request: HttpRequest, pk: int) -> HttpResponse:
    """{sent_at, items} gives {results, people, check_ins, now, erase_after}.

    Items carry UUIDs made on the phone, so sending them again is safe. 409 with a `refusal`:
    nothing more is taken now, and the phone keeps what it has.
    """
    event = changeable_event(request, pk)
    person: User = request.user  # type: ignore[assignment]
    now = timezone.now()
    try:
        results = _merged(event, request.body, person, now)
    except BatchNotUnderstood:
        refusal = _("This page is out of date. Load it again; what waits to be sent is kept.")
        return JsonResponse({"refusal": refusal}, status=400)
    except Refusal as refusal:
        return JsonResponse({"refusal": str(refusal)}, status=409)
    response = JsonResponse({"results": results, **roster(event, now)})
    response.headers["Cache-Control"] = "no-store"
    return response


def _merged(event: Event, body: bytes, person: User, now: datetime) -> list[dict[str, Any]]:
    batch = read_batch(body, now)
    answers = merge(
        event=event,
        scans=batch.scans,
        walk_ins=batch.walk_ins,
        let_ins=batch.let_in,
        undone=batch.undone,
        by=person,
        now=now,
    )
    return [_result(answer) for answer in answers]


def _result(answer: Answered) -> dict[str, Any]:
    found = answer.found
    return {
        "scan": str(found.scan),
        "outcome": found.outcome.value,
        "person": found.participant.pk if found.participant else None,
        "name": found.participant.name if found.participant else "",
        "at": found.at.isoformat() if found.at else None,
        "message": answer.message,
    }
