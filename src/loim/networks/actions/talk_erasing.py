"""Forgetting what members wrote to each other: in time, or when somebody closes their account."""

from datetime import datetime
from typing import Any

from django.apps import apps
from django.db import transaction
from django.db.models import Exists, OuterRef, QuerySet
from django.db.models.functions import Lower
from django.utils.timezone import localdate

from loim.networks.models import (
    LetterReader,
    Mailing,
    MailingLetter,
    Member,
    Post,
    PostReport,
    TalkWish,
    Thread,
    ThreadReader,
)
from loim.networks.personal_data_talk import ADDRESS_KEPT, MAILING_KEPT, THREAD_KEPT
from loim.people.models import Membership, User
from loim.people.personal_records import proved_addresses


def erase_talk_that_is_due(*, now: datetime) -> dict[str, int]:
    """The nightly work; again does nothing."""
    with transaction.atomic():
        threads = _erase_threads(Thread.objects.filter(last_post_at__lt=now - THREAD_KEPT))
        mailings = Mailing.objects.filter(sent_at__lt=now - MAILING_KEPT).delete()[1]
        return {
            "threads": threads,
            "mailings": mailings.get("networks.Mailing", 0),
            "addresses": _addresses_of_nobody(now).delete()[0],
        }


def _erase_threads(threads: QuerySet[Thread]) -> int:
    """With posts, files and their history."""
    keys = list(threads.values_list("pk", flat=True))
    posts = Post.objects.filter(thread__in=keys)
    for post in posts.exclude(file=""):
        stored, name = post.file.storage, str(post.file.name)
        transaction.on_commit(lambda stored=stored, name=name: stored.delete(name))  # type: ignore[misc]
    post_keys = list(posts.values_list("pk", flat=True))
    Thread.objects.filter(pk__in=keys).delete()
    _history("PostHistory").filter(pgh_obj_id__in=post_keys).delete()
    _history("ThreadHistory").filter(pgh_obj_id__in=keys).delete()
    return len(keys)


def _addresses_of_nobody(now: datetime) -> QuerySet[LetterReader]:
    """Of neither a member nor somebody with a role in a member organisation, for long enough."""
    today = localdate(now)
    members = Member.objects.in_force_on(today).filter(network=OuterRef("network"))
    in_organisations = members.filter(name="", user=None).filter(
        organisation__memberships__in=Membership.objects.in_force_on(today),
        organisation__memberships__user__email=OuterRef("address"),
    )
    return LetterReader.objects.filter(
        ~Exists(members.alias(own=Lower("email")).filter(own=OuterRef("address"))),
        ~Exists(members.filter(user__email=OuterRef("address"))),
        ~Exists(in_organisations),
        last_written_at__lt=now - ADDRESS_KEPT,
    )


def erase_account_of_talk(person: User, now: datetime) -> None:
    """The name goes from threads, posts and reports, also out of their history; texts stay, as the
    page says, and whoever does not want that takes them back before. Marks and addresses go."""
    for model, field in (
        (Thread, "author"),
        (Post, "author"),
        (Post, "hidden_by"),
        (PostReport, "reporter"),
        (PostReport, "settled_by"),
        (Mailing, "begun_by"),
        (Mailing, "sent_by"),
    ):
        rows: Any = model._default_manager  # noqa: SLF001
        rows.filter(**{field: person}).update(**{field: None})
    for name, field in (
        ("ThreadHistory", "author"), ("PostHistory", "author"), ("PostHistory", "hidden_by"),
    ):  # fmt: skip
        _history(name).filter(**{field: person}).update(**{field: None})
    ThreadReader.objects.filter(user=person).delete()
    TalkWish.objects.filter(user=person).delete()
    LetterReader.objects.filter(address__in=proved_addresses(person)).delete()
    MailingLetter.objects.filter(member__user=person).update(member=None)


def _history(name: str) -> Any:
    return apps.get_model("networks", name).objects
