"""The forum that a page is about, and who its reader is there."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from typing import Any

from django.contrib import messages
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.functional import cached_property
from django.utils.translation import gettext as _

from loim.events.models import Participant
from loim.events.permissions import WITH_A_PLACE
from loim.events.views.registration.rate import is_too_often
from loim.ideas.models import Forum, Idea
from loim.ideas.permissions import may_give, may_moderate, may_see_forum, may_translate, may_vote
from loim.ideas.queries.forum.who import place_of_account
from loim.people.models import User
from loim.people.permissions import Person

_SESSION = "forum_places"  # forum's key to the participant's: opened by the link in a letter


@dataclass
class Visitor:
    """Whoever looks: by account, as a participant who proved it, or unknown."""

    request: HttpRequest
    forum: Forum

    @property
    def person(self) -> Person:
        return self.request.user

    @property
    def user(self) -> User | None:
        return self.request.user if isinstance(self.request.user, User) else None

    @cached_property
    def participant(self) -> Participant | None:
        """Proved by the link in their letter, where the account does not say who they are."""
        key = self.request.session.get(_SESSION, {}).get(str(self.forum.pk))
        if key is None or self.may_moderate or place_of_account(self.person, self.forum):
            return None
        rows = Participant.objects.filter(
            pk=key, event=self.forum.event_id, state__in=WITH_A_PLACE, erased_at=None
        )
        return rows.select_related("registration").first()

    @cached_property
    def place(self) -> Participant | None:
        return self.participant or place_of_account(self.person, self.forum)

    @property
    def is_known(self) -> bool:
        return self.user is not None or self.participant is not None

    @cached_property
    def may_moderate(self) -> bool:
        return may_moderate(self.person, self.forum)

    @cached_property
    def may_give(self) -> bool:
        return may_give(self.person, self.forum, self.place)

    @cached_property
    def may_vote(self) -> bool:
        return may_vote(self.person, self.forum, self.place)

    @cached_property
    def may_translate(self) -> bool:
        return may_translate(self.person, self.forum)

    @cached_property
    def may_write_notes(self) -> bool:
        return self.place is not None or self.may_moderate

    def is_author(self, written: Any) -> bool:
        return self.user is not None and written.author_id == self.user.pk

    def who(self) -> dict[str, Any]:
        """For actions: by whom, and as which participant."""
        if self.participant is not None:
            return {"by": None, "participant": self.participant}
        return {"by": self.user, "participant": None}


def remember_place(request: HttpRequest, forum: Forum, participant: Participant) -> None:
    known = request.session.get(_SESSION, {})
    request.session[_SESSION] = {**known, str(forum.pk): participant.pk}


def load_forum(pk: int) -> Forum:
    rows = Forum.objects.select_related(
        "event__organiser", "event__activity__programme", "strategy__owner"
    )
    return get_object_or_404(rows, pk=pk)


def load_idea(pk: int) -> Idea:
    rows = Idea.objects.select_related(
        "forum__event__organiser", "forum__event__activity__programme", "challenge__forum__event",
        "author", "team", "joined_to", "note",
    )  # fmt: skip
    return get_object_or_404(rows, pk=pk)


def visitor_at(request: HttpRequest, forum: Forum) -> Visitor:
    """Raises PermissionDenied for those who may not see the forum."""
    visitor = Visitor(request, forum)
    if may_see_forum(request.user, forum, visitor.participant):
        return visitor
    if may_see_forum(request.user, forum, visitor.place):
        return visitor
    raise PermissionDenied


def moderator_of(request: HttpRequest, forum: Forum) -> User:
    if not may_moderate(request.user, forum):
        raise PermissionDenied
    return request.user  # type: ignore[return-value]  # nobody unknown moderates


View = Callable[..., HttpResponse]


def signing_in_may_help(view: View) -> View:
    """Whoever is refused and not signed in is led to sign in."""

    @wraps(view)
    def led(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        try:
            return view(request, *args, **kwargs)
        except PermissionDenied:
            if request.user.is_anonymous and request.method == "GET":
                return redirect_to_login(request.get_full_path())
            raise

    return led


def is_one_too_many(request: HttpRequest, visitor: Visitor) -> bool:
    """Very many forms from one network address, of people who are not known here."""
    if visitor.is_known or not is_too_often(request):
        return False
    messages.error(
        request,
        _("Very many forms have come from your network. Please send it again in ten minutes."),
    )
    return True


def unknown_link(request: HttpRequest) -> HttpResponse:
    return render(request, "ideas/ideas/unknown_link.html", status=404)
