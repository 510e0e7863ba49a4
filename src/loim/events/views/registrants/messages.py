"""Letters to participants: the list, writing one with a preview, and what became of each."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from loim.common.access import allowed
from loim.common.mail import MailText
from loim.common.paging import paged
from loim.common.refusals import Refusal
from loim.common.translated import LANGUAGES
from loim.events.actions.registrants.messages import NobodyToWriteTo, send_message
from loim.events.forms.registrants.message import MessageForm
from loim.events.models import Event, Message, Notice, Option, Party, Session
from loim.events.queries.registrants import delivery
from loim.events.queries.registrants.message_texts import MessageText
from loim.events.queries.registrants.recipients import (
    Reach,
    RecipientFilter,
    chosen_participants,
    examples,
    reach_of,
)
from loim.events.queries.registrants.state_labels import STATES
from loim.events.views.pages.loading import changeable_event
from loim.people.models import User
from loim.programmes.permissions import may_record

MOST_FAILED = 50  # letters that could not be sent, shown above the list


@allowed(may_record)
def message_list(request: HttpRequest, pk: int) -> HttpResponse:
    event = changeable_event(request, pk)
    return render(
        request,
        "events/registrants/messages.html",
        {
            "event": event,
            "letters": paged(request, delivery.counted_messages(event)),
            "failed": list(delivery.failed_letters(event)[:MOST_FAILED]),
        },
    )


@allowed(may_record)
def new_message(request: HttpRequest, pk: int) -> HttpResponse:
    """The form; then the preview, exactly as sent; then it is sent, once."""
    event = changeable_event(request, pk)
    if request.method != "POST":
        chosen = {name: request.GET.getlist(name) for name in ("states", "parties", "options")}
        form = MessageForm(event=event, initial={k: v for k, v in chosen.items() if v})
        return render(request, "events/registrants/message_new.html", _context(event, form))
    form = MessageForm(request.POST, event=event)
    context = _context(event, form)
    if form.is_valid() and "change" not in request.POST:
        if "send" in request.POST:
            if sent := _send(request, event, form):
                return sent
        else:
            context["reach"] = reach_of(event, form.wanted())
            if context["reach"].letters:
                context["previews"] = _previews(event, form, context["reach"])
                return render(request, "events/registrants/message_preview.html", context)
            form.add_error(None, str(NobodyToWriteTo()))
    return render(request, "events/registrants/message_new.html", context)


@allowed(may_record)
def message_page(request: HttpRequest, pk: int, message: int) -> HttpResponse:
    event = changeable_event(request, pk)
    letter = get_object_or_404(
        Message.objects.select_related("event", "sent_by"), pk=message, event=event
    )
    now = timezone.now()
    progress = delivery.progress_of(letter, now)
    wanted = request.GET.get("delivery", "")
    notices = delivery.delivery_of(Notice.objects.filter(message=letter), now)
    if wanted in delivery.LABELS:
        notices = notices.filter(delivery=wanted)
    rows = notices.select_related("participant__registration", "mail").order_by(
        "participant__name", "pk"
    )
    context = {
        "event": event,
        "letter": letter,
        "recipients": _in_words(event, letter),
        "progress": [
            (key, label, delivery.COLOURS.get(key, "neutral"), progress.get(key, 0))
            for key, label in delivery.LABELS.items()
            if progress.get(key)
        ],
        "is_going": bool({delivery.WAITING, delivery.TRYING} & progress.keys()),
        "wanted": wanted,
        "notices": paged(request, rows),
        "labels": delivery.LABELS,
        "colours": delivery.COLOURS,
    }
    part = "message_delivery" if request.headers.get("HX-Request") else "message"
    return render(request, f"events/registrants/{part}.html", context)


def _context(event: Event, form: MessageForm) -> dict[str, Any]:
    return {"event": event, "form": form}


def _send(request: HttpRequest, event: Event, form: MessageForm) -> HttpResponse | None:
    """None where it was refused; the form says why."""
    person: User = request.user  # type: ignore[assignment]
    try:
        letter = send_message(
            event=event,
            words=form.words(),
            wanted=form.wanted(),
            submission=form.sent_once,
            by=person,
            now=timezone.now(),
        )
    except Refusal as refusal:
        form.add_error(None, str(refusal))
        return None
    people = letter.notices.count()
    text = ngettext(
        "The letter is on its way to %(people)s person.",
        "The letter is on its way to %(people)s people.",
        people,
    )
    messages.success(request, text % {"people": people})
    return redirect("event-message", event.pk, letter.pk)


def _previews(
    event: Event, form: MessageForm, reach: Reach
) -> list[tuple[str, str, int, str, MailText]]:
    """(language, its name, letters, to whom, text), the first reader of each language."""
    text = MessageText(event, form.instance)
    names = dict(LANGUAGES)
    return [
        (
            person.language,
            names.get(person.language, person.language),
            reach.by_language.get(person.language, 0),
            person.email or person.registration.email,
            text.for_reader(person),
        )
        for person in examples(event, form.wanted())
    ]


def _in_words(event: Event, letter: Message) -> list[str]:
    """To whom it went, as it was chosen."""
    wanted = RecipientFilter.of(letter.recipients)
    states = {str(state): str(label) for state, label in STATES.items()}
    parties = dict(Party.choices)
    words = [states.get(state, state) for state in wanted.states]
    words += [str(parties.get(party, party)) for party in wanted.parties]
    if wanted.options:
        options = Option.objects.filter(pk__in=wanted.options, question__event=event)
        words += [option.text("label") for option in options.select_related("question__event")]
    if wanted.sessions:
        sessions = Session.objects.filter(pk__in=wanted.sessions, event=event)
        words += [session.text("title") for session in sessions.select_related("event")]
    if wanted.participants:
        people = chosen_participants(event, RecipientFilter(participants=wanted.participants))
        words += [person.name for person in people.order_by("name", "pk")] or [_("erased")]
    return words or [_("everybody")]
