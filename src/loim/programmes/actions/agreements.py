"""Partnership agreements: sign, correct, extend, end, and keep their documents."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from django.core.exceptions import PermissionDenied
from django.core.files.base import File
from django.db import IntegrityError, transaction
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from loim.common.constraints import violated_constraint
from loim.common.refusals import Refusal
from loim.people.models import Organisation, User
from loim.programmes.actions.corrections import record_change
from loim.programmes.models import (
    Agreement,
    AgreementDocument,
    AgreementParty,
    Post,
    PostHolding,
    Programme,
)
from loim.programmes.permissions import may_manage


class NumberTaken(Refusal):
    message = _("This programme has an agreement number %(number)s already. Check the number.")


class EndsBeforeItBegins(Refusal):
    message = _("The last day cannot be before the first.")


class NotLater(Refusal):
    message = _("An extension ends later than before. To end the agreement earlier, end it.")


class PostsOutlive(Refusal):
    message = _(
        "A post under this agreement begins before it or lasts longer. Change the post first."
    )


@dataclass(frozen=True)
class AgreementFacts:
    """`partners` sign with the implementer, who is a party of every agreement."""

    number: str
    start_date: date
    partners: tuple[Organisation, ...]
    end_date: date | None = None
    note: str = ""


def sign_agreement(
    *, programme: Programme, facts: AgreementFacts, reason: str = "", by: User, now: datetime
) -> Agreement:
    """Refused: all but the programme's managers (PermissionDenied), NumberTaken,
    EndsBeforeItBegins, PeriodLocked."""
    agreement = Agreement(programme=programme)
    _save(agreement, facts, step="record", reason=reason, by=by, now=now)
    return agreement


def edit_agreement(
    *, agreement: Agreement, facts: AgreementFacts, reason: str = "", by: User, now: datetime
) -> None:
    """Refused: as in `sign_agreement`, and PostsOutlive."""
    _save(agreement, facts, step="edit", reason=reason, by=by, now=now)


def extend_agreement(
    *,
    agreement: Agreement,
    end_date: date,
    with_posts: bool = False,
    reason: str = "",
    by: User,
    now: datetime,
) -> None:
    """It lasts until a later day than was agreed before; `with_posts` also the posts and
    holdings that were to end with it. Refused: NotLater, PeriodLocked."""
    _check_manager(by, agreement.programme)
    if agreement.end_date is None or end_date <= agreement.end_date:
        raise NotLater
    with record_change(
        by=by, now=now, step="extend", programmes=[agreement.programme], reason=reason
    ):
        current = Agreement.objects.select_for_update().get(pk=agreement.pk)
        if with_posts:
            ending = current.posts.filter(end_date=current.end_date)
            holdings = PostHolding.objects.filter(post__in=ending, end_date=current.end_date)
            holdings.update(end_date=end_date)  # first: then their posts are no longer found
            ending.update(end_date=end_date)
        Agreement.objects.filter(pk=agreement.pk).update(end_date=end_date)


def end_agreement(
    *, agreement: Agreement, end_date: date, reason: str = "", by: User, now: datetime
) -> int:
    """It ends on that day, and with it the posts and holdings under it that would last longer.

    Returns how many posts ended with it. Refused: EndsBeforeItBegins; PostsOutlive where a
    post was to begin after that day.
    """
    _check_manager(by, agreement.programme)
    if end_date < agreement.start_date:
        raise EndsBeforeItBegins
    lasting = Q(end_date=None) | Q(end_date__gt=end_date)
    with record_change(by=by, now=now, step="end", programmes=[agreement.programme], reason=reason):
        # No post is added meanwhile: `posts` waits for the same row.
        Agreement.objects.select_for_update().get(pk=agreement.pk)
        if agreement.posts.filter(start_date__gt=end_date).exists():
            raise PostsOutlive
        holdings = PostHolding.objects.filter(lasting, post__agreement=agreement)
        holdings.filter(start_date__gt=end_date).delete()
        holdings.update(end_date=end_date)
        ended = Post.objects.filter(lasting, agreement=agreement).update(end_date=end_date)
        Agreement.objects.filter(pk=agreement.pk).update(end_date=end_date)
    return ended


def add_document(
    *, agreement: Agreement, title: str, file: "File[bytes]", by: User, now: datetime
) -> AgreementDocument:
    """Keep a document with the agreement; the form has checked what kind of file it is."""
    _check_manager(by, agreement.programme)
    return AgreementDocument.objects.create(
        agreement=agreement, title=title, file=file, added_by=by, added_at=now
    )


def remove_document(*, document: AgreementDocument, by: User, now: datetime) -> None:
    """A file that was added by mistake goes, with its content."""
    _check_manager(by, document.agreement.programme)
    storage, name = document.file.storage, document.file.name
    with transaction.atomic():
        document.delete()
        transaction.on_commit(lambda: storage.delete(str(name)))


def _save(
    agreement: Agreement, facts: AgreementFacts, *, step: str, reason: str, by: User, now: datetime
) -> None:
    _check_manager(by, agreement.programme)
    if facts.end_date and facts.end_date < facts.start_date:
        raise EndsBeforeItBegins
    agreement.number, agreement.note = facts.number, facts.note
    agreement.start_date, agreement.end_date = facts.start_date, facts.end_date
    try:
        with record_change(
            by=by, now=now, step=step, programmes=[agreement.programme], reason=reason
        ):
            agreement.save()
            _set_parties(agreement, [agreement.programme.implementer, *facts.partners])
            if _has_posts_outside(agreement):
                raise PostsOutlive
    except IntegrityError as error:
        if violated_constraint(error) == "agreement_number_unique":
            raise NumberTaken(number=facts.number) from error
        raise


def _set_parties(agreement: Agreement, parties: Iterable[Organisation]) -> None:
    wanted = {party.pk for party in parties}
    present = set(agreement.parties.values_list("organisation_id", flat=True))
    agreement.parties.filter(organisation__in=present - wanted).delete()
    AgreementParty.objects.bulk_create(
        [
            AgreementParty(agreement=agreement, organisation_id=key)
            for key in sorted(wanted - present)
        ]
    )


def _has_posts_outside(agreement: Agreement) -> bool:
    outside = Q(start_date__lt=agreement.start_date)
    if agreement.end_date is not None:
        outside |= Q(end_date__gt=agreement.end_date)
    return agreement.posts.filter(outside).exists()


def _check_manager(by: User, programme: Programme) -> None:
    if not may_manage(by, programme):
        raise PermissionDenied
