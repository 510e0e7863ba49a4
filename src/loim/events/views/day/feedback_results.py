"""What people said, for the organiser: charts with tables, and a file."""

from collections.abc import Iterator
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from loim.common.access import allowed
from loim.common.tables import Table, table_response
from loim.events.forms.day.feedback import RATINGS, YES_OR_NO
from loim.events.logic.day.anonymity import FEWEST
from loim.events.models import FeedbackKind
from loim.events.queries.day.feedback_results import FeedbackResults, feedback_results
from loim.events.views.day.charts import chart_of
from loim.events.views.pages import changeable_event
from loim.programmes.permissions import may_record

WORDS: dict[str, dict[str, Any]] = {
    FeedbackKind.RATING: dict(RATINGS),
    FeedbackKind.YES_NO: dict(YES_OR_NO),
}


@allowed(may_record)
def results_page(request: HttpRequest, pk: int) -> HttpResponse:
    event = changeable_event(request, pk)
    results = feedback_results(event, localdate())
    return render(
        request,
        "events/day/feedback_results.html",
        {
            "event": event,
            "results": results,
            "charts": [chart_of(result, WORDS) for result in results.questions],
            "fewest": FEWEST,
        },
    )


@allowed(may_record)
def results_file(request: HttpRequest, pk: int) -> HttpResponse:
    """As the page: from five answers on, texts in no order."""
    event = changeable_event(request, pk)
    results = feedback_results(event, localdate())
    numbers = Table(
        _("Numbers"),
        [_("Question"), _("Answer"), _("People")],
        _numbers(results),
    )
    texts = Table(_("Texts"), [_("Question"), _("Language"), _("Text")], _texts(results))
    return table_response("xlsx", f"{_('feedback')}-{event.start_date:%Y-%m-%d}", numbers, texts)


def _numbers(results: FeedbackResults) -> Iterator[list[Any]]:
    for result in results.questions:
        for bar in result.bars:
            words = WORDS[result.question.kind]
            yield [result.question.text("label"), str(words[str(bar.value)]), bar.people]


def _texts(results: FeedbackResults) -> Iterator[list[Any]]:
    for result in results.questions:
        for text in result.texts:
            yield [result.question.text("label"), text.language, text]
