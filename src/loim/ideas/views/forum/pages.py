"""All forums, and the page of one."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from loim.common.access import allowed, public
from loim.common.page_addresses import page_addresses
from loim.common.paging import paged
from loim.common.refusals import Refusal
from loim.events.models import Participant
from loim.events.queries.registration.own_link import opened_by
from loim.ideas.actions.forum.links import send_participant_link
from loim.ideas.actions.forum.notes import remove_note, write_note
from loim.ideas.forms.forum.settings import ParticipantLinkForm
from loim.ideas.forms.ideas.filters import IdeaFilterForm
from loim.ideas.forms.ideas.idea import NoteForm
from loim.ideas.models import ChoiceMethod, Forum
from loim.ideas.permissions import has_place
from loim.ideas.queries.forum.listed import (
    forum_row,
    forums_readable_by,
    ideas_to_moderate,
    with_numbers,
)
from loim.ideas.queries.forum.page import (
    challenges_of,
    commitment_of,
    notes_of,
    numbers_of,
    result_of,
    times_of,
)
from loim.ideas.queries.ideas.listed import listed_ideas
from loim.ideas.queries.ideas.waiting import queue_of
from loim.ideas.views.forum.loading import (
    is_one_too_many,
    load_forum,
    moderator_of,
    remember_place,
    signing_in_may_help,
    unknown_link,
    visitor_at,
)
from loim.programmes.permissions import may_record

IDEAS_ON_A_PAGE = 30


@public("only forums of public events; for those who keep them also their own")
@require_safe
def forum_list(request: HttpRequest) -> HttpResponse:
    now = timezone.now()
    forums = with_numbers(forums_readable_by(request.user)).order_by("-event__start_date", "-pk")
    shown = paged(request, forums)
    rows = [forum_row(forum, now) for forum in shown.page]
    return render(
        request,
        "ideas/forum/list.html",
        {
            "open": [row for row in rows if row.gathering == "open" or row.is_choosing],
            "others": [row for row in rows if row.gathering != "open" and not row.is_choosing],
            "forums": shown,
            "to_moderate": ideas_to_moderate(request.user) if may_record(request.user) else [],
            "may_record": may_record(request.user),
            "addresses": page_addresses("forum-list"),
        },
    )


@public("its ideas are public where its event is; the view guards the rest")
@signing_in_may_help
@require_safe
def forum_page(request: HttpRequest, pk: int) -> HttpResponse:
    forum, now = load_forum(pk), timezone.now()
    visitor = visitor_at(request, forum)
    challenges = challenges_of(forum)
    filters = IdeaFilterForm(request.GET or None, forum=forum, challenges=challenges)
    filters.is_bound = True  # an empty address asks for everything
    listed = listed_ideas(forum, filters.wanted())
    shown = paged(request, listed.keys, IDEAS_ON_A_PAGE)
    return render(
        request,
        "ideas/forum/forum.html",
        {
            **forum_links(visitor),
            "times": times_of(forum, now),
            "numbers": numbers_of(forum, listed.supporters, listed.comments),
            "challenges": challenges,
            "filters": filters,
            "ideas": shown,
            "cards": listed.cards(list(shown.page)),
            "notes": notes_of(forum),
            "result": result_of(forum),
            "jury": list(forum.jury.order_by("name", "pk")) if _has_jury(forum) else [],
            "commitment": commitment_of(forum),
            "addresses": page_addresses("forum", pk) if _is_open_to_all(forum) else None,
        },
    )


def _has_jury(forum: Any) -> bool:
    return bool(forum.choice_method == ChoiceMethod.JURY)


def _is_open_to_all(forum: Any) -> bool:
    return bool(forum.is_public and forum.event.is_public)


def forum_links(visitor: Any) -> dict[str, Any]:
    """What the head of each of a forum's pages needs."""
    forum = visitor.forum
    is_juror = visitor.user is not None and (
        forum.choice_method == ChoiceMethod.JURY and forum.jury.filter(user=visitor.user).exists()
    )
    return {
        "forum": forum,
        "event": forum.event,
        "visitor": visitor,
        "is_juror": is_juror,
        "waiting": queue_of(forum).number if visitor.may_moderate else 0,
        # Of the form that was sent: its draft in the browser is not needed any more.
        "saved": visitor.request.session.pop("idea_saved", ""),
    }


@public("whoever registered asks for their own link; the answer is the same to everybody")
@signing_in_may_help
def participant_link(request: HttpRequest, pk: int) -> HttpResponse:
    forum = load_forum(pk)
    visitor = visitor_at(request, forum)
    form = ParticipantLinkForm(request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid() and not is_one_too_many(request, visitor):
        email = form.cleaned_data["email"]
        send_participant_link(
            forum=forum, email=email, language=get_language() or "et", now=timezone.now()
        )
        messages.success(
            request,
            _("If %(email)s is registered for this event, we have written to it.")
            % {"email": email},
        )
        return redirect("forum", pk)
    return render(
        request, "ideas/forum/participant_link.html", {**forum_links(visitor), "form": form}
    )


@public("the secret in the link is the permission")
@never_cache
@require_safe
def participant_enters(request: HttpRequest, pk: int, key: str) -> HttpResponse:
    forum = load_forum(pk)
    place = _place_opened_by(key, forum)
    if place is None:
        return unknown_link(request)
    remember_place(request, forum, place)
    messages.success(request, _("You take part as %(name)s.") % {"name": place.name})
    return redirect("forum", pk)


def _place_opened_by(key: str, forum: Forum) -> Participant | None:
    """Of several people of a registration whoever is written to at its address."""
    found = opened_by(key)
    if found is None:
        return None
    own = found.registration.email.lower()
    places = [each for each in found.participants() if has_place(each, forum)]
    return min(places, key=lambda each: each.email.lower() not in {"", own}, default=None)


@public("participants write notes; the view guards it")
@signing_in_may_help
def note_new(request: HttpRequest, pk: int) -> HttpResponse:
    forum = load_forum(pk)
    visitor = visitor_at(request, forum)
    if not visitor.may_write_notes:
        return redirect("forum-participant-link", pk)
    form = NoteForm(
        request.POST if request.method == "POST" else None,
        forum=forum,
        initial={
            "language": get_language(),
            "challenge": request.GET.get("challenge"),
            "session": request.GET.get("session"),
            "group": request.session.get("note_group", ""),
        },
    )
    if form.is_bound and form.is_valid():
        said = form.cleaned_data
        try:
            write_note(
                forum=forum, group=said["group"], text=said["text"], language=said["language"],
                challenge=said.get("challenge"), session=said.get("session"),
                submission=said["submission"], now=timezone.now(), **visitor.who(),
            )  # fmt: skip
        except Refusal as refusal:
            form.add_error(None, str(refusal))
        else:
            request.session["note_group"] = said["group"]
            request.session["idea_saved"] = str(said["submission"])
            messages.success(request, _("Your note is saved. Thank you for writing!"))
            return redirect(f"{request.path.removesuffix('notes/new/')}#notes")
    return render(request, "ideas/forum/note.html", {**forum_links(visitor), "form": form})


@allowed(may_record)
@require_POST
def note_remove(request: HttpRequest, pk: int, note: int) -> HttpResponse:
    forum = load_forum(pk)
    by = moderator_of(request, forum)
    found = forum.notes.filter(pk=note).first()
    if found is not None:
        remove_note(note=found, by=by, now=timezone.now())
        messages.success(request, _("The note is removed."))
    return redirect("forum", pk)
