"""Agreements of a programme, their posts and holders, and what needs attention."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from django.apps import apps
from django.db.models import Count, F, Prefetch, Q, QuerySet
from django.db.models.functions import Lower

from loim.people.models import Organisation
from loim.programmes.logic.post_shares import HeldShare, Overload, overloads
from loim.programmes.models import (
    Agreement,
    AgreementParty,
    Post,
    PostHolding,
    Programme,
)
from loim.programmes.queries.record_history import Change, Stream, record_history

IN_FORCE, TO_COME, ENDED = "in_force", "to_come", "ended"
ENDS_SOON = timedelta(days=90)

# The implementer signs every agreement, so a list names the others.
PARTNERS = Prefetch(
    "parties",
    AgreementParty.objects.exclude(organisation=F("agreement__programme__implementer"))
    .select_related("organisation")
    .order_by("organisation__name", "pk"),
    to_attr="partners",
)


def partners_of(agreement: Agreement) -> list[Organisation]:
    found = Organisation.objects.filter(agreement_parties__agreement=agreement)
    return list(found.exclude(pk=agreement.programme.implementer_id).order_by("name", "pk"))


def listed_agreements(
    programme: Programme, today: date, *, state: str = "", text: str = ""
) -> QuerySet[Agreement]:
    """With `partners`, `post_count` and `held_count`: posts now, and those that somebody holds."""
    now = Q(posts__start_date__lte=today) & (
        Q(posts__end_date=None) | Q(posts__end_date__gte=today)
    )
    held = (
        now
        & Q(posts__holdings__start_date__lte=today)
        & (Q(posts__holdings__end_date=None) | Q(posts__holdings__end_date__gte=today))
    )
    found = programme.agreements.all()
    if state == IN_FORCE:
        found = found.in_force_on(today)
    elif state == TO_COME:
        found = found.filter(start_date__gt=today)
    elif state == ENDED:
        found = found.filter(end_date__lt=today)
    if text:
        named = AgreementParty.objects.filter(organisation__name__icontains=text)
        found = found.filter(Q(number__icontains=text) | Q(pk__in=named.values("agreement")))
    return (
        found.annotate(
            post_count=Count("posts", filter=now, distinct=True),
            held_count=Count("posts", filter=held, distinct=True),
        )
        .prefetch_related(PARTNERS)
        .order_by("-start_date", "number", "pk")
    )


def state_of(agreement: Agreement, today: date) -> str:
    if agreement.start_date > today:
        return TO_COME
    if agreement.end_date is not None and agreement.end_date < today:
        return ENDED
    return IN_FORCE


def ends_soon(agreements: QuerySet[Agreement], today: date) -> QuerySet[Agreement]:
    """In force, but for no more than 90 days; the nearest end first."""
    in_force: QuerySet[Agreement] = agreements.in_force_on(today)  # type: ignore[attr-defined]  # the model's own queryset
    return in_force.filter(end_date__lte=today + ENDS_SOON).order_by("end_date", "pk")


def agreements_ending(today: date, *, within: int) -> list[Agreement]:
    """In force, of any programme, with no more than so many days left; with `partners`."""
    return list(
        Agreement.objects.in_force_on(today)
        .filter(end_date__lte=today + timedelta(days=within))
        .select_related("programme")
        .prefetch_related(PARTNERS)
        .order_by("pk")
    )


def posts_of(agreement: Agreement) -> list[Post]:
    """With organisation and holdings, the newest holding first."""
    holdings = PostHolding.objects.select_related("holder").order_by("-start_date", "-pk")
    return list(
        agreement.posts.select_related("organisation")
        .prefetch_related(Prefetch("holdings", holdings))
        .order_by("organisation__name", "title", "start_date", "pk")
    )


@dataclass
class OverloadedHolder:
    """A person whose posts together are more than full time, in whatever programme."""

    name: str
    spans: list[Overload] = field(default_factory=list)


def overloaded_holders(holdings: Iterable[PostHolding]) -> list[OverloadedHolder]:
    """Of the people in these holdings. One query.

    A person is an account, or where there is none, a name as written.
    """
    asked = {_person(holding): holding.holder_name for holding in holdings}
    if not asked:
        return []
    accounts = [key for key in asked if isinstance(key, int)]
    names = [key for key in asked if isinstance(key, str)]
    everywhere = (
        PostHolding.objects.alias(small_name=Lower("holder_name"))
        .filter(Q(holder__in=accounts) | Q(holder=None, small_name__in=names))
        .annotate(share=F("post__share"))
    )
    held: dict[int | str, list[HeldShare]] = {}
    for holding in everywhere:
        one = HeldShare(holding.share, holding.start_date, holding.end_date)
        held.setdefault(_person(holding), []).append(one)
    found = [OverloadedHolder(asked[key], overloads(shares)) for key, shares in held.items()]
    return sorted((one for one in found if one.spans), key=lambda one: one.name)


def _person(holding: PostHolding) -> int | str:
    return holding.holder_id or holding.holder_name.lower()


def agreement_history(agreement: Agreement) -> list[Change]:
    """Of the agreement, its parties, its posts and who held them."""
    posts = list(Post.objects.filter(agreement=agreement).values_list("pk", flat=True))
    return record_history(
        Stream(Agreement, _history("AgreementHistory").filter(pgh_obj_id=agreement.pk)),
        Stream(
            AgreementParty,
            _history("AgreementPartyHistory").filter(agreement_id=agreement.pk),
            part="organisation",
        ),
        Stream(Post, _history("PostHistory").filter(pgh_obj_id__in=posts)),
        Stream(PostHolding, _history("PostHoldingHistory").filter(post_id__in=posts)),
    )


def _history(model: str) -> QuerySet[Any]:
    found: QuerySet[Any] = apps.get_model("programmes", model).objects.all()
    return found
