"""Giving feedback, by a link that works once and says nothing of who opened it."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.timezone import localdate
from django.utils.translation import get_language
from django.views.decorators.cache import never_cache

from loim.common.access import public
from loim.common.refusals import Refusal
from loim.events.actions.day.feedback import give_feedback, ticket_of
from loim.events.forms.day.feedback import FeedbackAnswersForm
from loim.events.logic.day.feedback_times import is_open


@public("the secret in the link is the permission, and nobody is to be known here")
@never_cache
def feedback_page(request: HttpRequest, key: str) -> HttpResponse:
    now = timezone.now()
    ticket = ticket_of(key)
    if ticket is None:
        return render(request, "events/day/feedback_used.html", status=404)
    event = ticket.event
    if not is_open(event.end_date, localdate(now)):
        return render(request, "events/day/feedback_used.html", {"is_over": True}, status=410)
    questions = event.feedback_questions.select_related("event").order_by("position", "pk")
    form = FeedbackAnswersForm(
        request.POST if request.method == "POST" else None, questions=questions
    )
    if request.method == "POST" and form.is_valid():
        try:
            language = get_language() or event.language
            give_feedback(key=key, answers=form.answers(), language=language, now=now)
        except Refusal as refusal:
            form.add_error(None, str(refusal))
        else:
            return redirect("feedback-thanks")
    return render(request, "events/day/feedback.html", {"event": event, "form": form})


@public("says thank you")
def feedback_thanks(request: HttpRequest) -> HttpResponse:
    return render(request, "events/day/feedback_thanks.html")
