"""Forgetting people: when it is due, or when somebody erases their account.

What they gave stays without its author: ideas belong to the forum that took them up. So do
numbers: a supporter stays counted, under an address that is nobody's.
"""

from datetime import datetime
from typing import Any

from django.apps import apps
from django.contrib.postgres.functions import RandomUUID
from django.db import transaction
from django.db.models import CharField, F, Q, QuerySet, Value
from django.db.models.functions import Cast, Concat
from django.utils.timezone import localdate

from loim.ideas.logic.ideas.retention import AUTHORS_KEPT, UNCONFIRMED_KEPT
from loim.ideas.models import (
    Comment,
    Complaint,
    Conflict,
    Forum,
    GroupNote,
    Idea,
    IdeaTeamMember,
    Juror,
    Support,
    Vote,
)
from loim.ideas.queries.ideas.mine import (
    own_comments,
    own_ideas,
    own_memberships,
    own_supports,
)
from loim.people.models import User
from loim.people.models.user import ERASED_DOMAIN

_ERASED_KEY = Concat(Value("erased-"), Cast(F("pk"), CharField()))
_ERASED_ADDRESS = Concat(Value("erased-"), Cast(F("pk"), CharField()), Value(f"@{ERASED_DOMAIN}"))
_NAMELESS = {"author": None, "author_name": "", "author_email": "", "is_author_shown": False}


def erase_what_is_due(*, now: datetime) -> dict[str, int]:
    """The nightly work: authors of long ago, and what nobody ever confirmed. Again does nothing."""
    long_ago = now - AUTHORS_KEPT
    old = Forum.objects.filter(event__end_date__lt=localdate(long_ago)).values("pk")
    with transaction.atomic():
        counts = {
            "unconfirmed": _drop_unconfirmed(now),
            "ideas": forget_authors(Idea.objects.filter(forum__in=old, written_at__lt=long_ago)),
            "comments": forget_authors(
                Comment.objects.filter(idea__forum__in=old, written_at__lt=long_ago)
            ),
            "supports": forget_supporters(
                Support.objects.filter(idea__forum__in=old, given_at__lt=long_ago)
            ),
            "members": forget_members(
                IdeaTeamMember.objects.filter(team__idea__forum__in=old, joined_at__lt=long_ago)
            ),
        }
        decided = Forum.objects.filter(pk__in=old).exclude(chosen_at=None)
        counts["votes"] = Vote.objects.filter(idea__forum__in=decided.values("pk")).delete()[0]
        Conflict.objects.filter(juror__forum__in=old).exclude(reason="").update(reason="")
        GroupNote.objects.filter(forum__in=old).exclude(written_by=None).update(written_by=None)
        Complaint.objects.filter(comment__idea__forum__in=old).exclude(user=None).update(user=None)
    return counts


def erase_account(person: User, now: datetime) -> None:
    """Runs inside the transaction that erases the account, while its addresses are known."""
    forget_authors(own_ideas(person))
    forget_authors(own_comments(person))
    forget_supporters(own_supports(person))
    forget_members(own_memberships(person))
    Vote.objects.filter(user=person).delete()
    Complaint.objects.filter(user=person).update(user=None)
    GroupNote.objects.filter(written_by=person).update(written_by=None)
    jurors = list(Juror.objects.filter(user=person).values_list("pk", flat=True))
    Juror.objects.filter(pk__in=jurors).update(name="", words="")
    Conflict.objects.filter(juror__in=jurors).update(reason="")
    for model in ("IdeaHistory", "CommentHistory"):
        _history(model).filter(author=person).update(**_NAMELESS)


def forget_authors(written: QuerySet[Idea] | QuerySet[Comment]) -> int:
    """Of these the author, in the history, too, and the link; how many it were."""
    model = written.model
    named = written.exclude(key_hash__startswith="erased-")
    keys = list(named.values_list("pk", flat=True))
    rows = model.objects.filter(pk__in=keys)
    rows.update(**_NAMELESS, key_hash=_ERASED_KEY, submission=RandomUUID())
    _history(f"{model.__name__}History").filter(pgh_obj_id__in=keys).update(
        **_NAMELESS, key_hash="", submission=RandomUUID()
    )
    return len(keys)


def forget_supporters(supports: QuerySet[Support]) -> int:
    keys = list(supports.exclude(key_hash__startswith="erased-").values_list("pk", flat=True))
    return Support.objects.filter(pk__in=keys).update(
        user=None, email=_ERASED_ADDRESS, key_hash=_ERASED_KEY, submission=RandomUUID()
    )


def forget_members(members: QuerySet[IdeaTeamMember]) -> int:
    keys = list(members.exclude(key_hash__startswith="erased-").values_list("pk", flat=True))
    return IdeaTeamMember.objects.filter(pk__in=keys).update(
        user=None, name="", email="", role="", key_hash=_ERASED_KEY, submission=RandomUUID()
    )


def _drop_unconfirmed(now: datetime) -> int:
    """Nobody but whoever typed it knows of it; the address may be a stranger's."""
    since = now - UNCONFIRMED_KEPT
    never: dict[str, Any] = {"confirmed_at": None}
    dropped = 0
    for model in (Comment, Idea):
        rows = model.objects.filter(
            ~Q(key_hash__startswith="erased-"), written_at__lt=since, **never
        )
        keys = list(rows.values_list("pk", flat=True))
        model.objects.filter(pk__in=keys).delete()
        _history(f"{model.__name__}History").filter(pgh_obj_id__in=keys).delete()
        dropped += len(keys)
    dropped += Support.objects.filter(given_at__lt=since, **never).delete()[0]
    return dropped + IdeaTeamMember.objects.filter(joined_at__lt=since, **never).delete()[0]


def _history(model: str) -> QuerySet[Any]:
    rows: QuerySet[Any] = apps.get_model("ideas", model).objects.all()
    return rows
