"""A file of translations is brought in: by the agency through its link, or by whoever may translate.
Nothing becomes a draft here."""

import hashlib
from datetime import datetime

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from loim.common.refusals import Refusal
from loim.common.translated import LANGUAGE_CODES
from loim.content.actions.orders.keeping import locked_order, step_on
from loim.content.actions.orders.letters import tell_orderer
from loim.content.documents.xliff_reading import XliffRefused, read_xliff
from loim.content.logic.orders.order_states import OrderState, OrderStep
from loim.content.logic.xliff.units import TranslationFile
from loim.content.models import Delivery, Text, TranslationOrder
from loim.content.permissions import TRANSLATING_ROLES, may_translate, may_translate_for
from loim.content.queries.xliff.problem_words import words_for_refused
from loim.content.queries.xliff.reviewing import (
    Review,
    SaidProblem,
    review_of_order,
    review_of_texts,
    texts_named,
)
from loim.people.models import User
from loim.people.permissions import organisations_with_role

MOST_DELIVERIES = 60


class FileRefused(Refusal):
    """It cannot be read at all."""

    message = _("%(why)s")


class WrongLanguages(Refusal):
    message = _(
        "The file translates from “%(source)s” into “%(target)s”, which was not asked for. Choose"
        " the right file."
    )


class NothingGood(Refusal):
    """`review` says of each unit what is wrong."""

    message = _("No unit of the file can be taken over, so it was not kept. See below why.")

    def __init__(self, review: Review) -> None:
        super().__init__()
        self.review = review

    @property
    def problems(self) -> list[SaidProblem]:
        return [*self.review.problems, *(p for part in self.review.parts for p in part.problems)]


class TooManyFiles(Refusal):
    message = _("So many files were brought in that something must be wrong. Write to the orderer.")


def deliver_to_order(
    *, order: TranslationOrder, name: str, content: bytes, by: User | None, now: datetime
) -> Delivery:
    """By the agency's link `by` is nobody. The same file twice is one delivery. Raises FileRefused,
    WrongLanguages, NothingGood, TooManyFiles, NotNow."""
    if by is not None and not may_translate_for(by, order.owner_id):
        raise PermissionDenied
    file = _read(content)
    digest = hashlib.sha256(content).hexdigest()
    with transaction.atomic():
        current = TranslationOrder.objects.select_for_update().get(pk=order.pk)
        # The same file again, perhaps by a double click, while the first was being taken in.
        if same := current.deliveries.filter(sha256=digest, is_erased=False).first():
            return same
        current = locked_order(current, OrderStep.RECEIVE)
        if current.deliveries.count() >= MOST_DELIVERIES:
            raise TooManyFiles
        items = list(current.items.select_related("base").order_by("pk"))
        pairs = {(item.base.language, item.language) for item in items}
        if (file.source_language, file.target_language) not in pairs:
            raise WrongLanguages(source=file.source_language, target=file.target_language)
        review = review_of_order(file, items)
        delivery = _keep(file, review, name, content, digest, current, by, now)
        was_received = current.state == OrderState.RECEIVED
        step_on(current, OrderStep.RECEIVE)
        current.received_at = now
        current.save()
        if by is None and not was_received:
            tell_orderer(current, "translation_order_received")
    return delivery


def bring_in(*, name: str, content: bytes, by: User, now: datetime) -> Delivery:
    """A file of chosen texts, without an order. Raises FileRefused, WrongLanguages, NothingGood."""
    if not may_translate(by):
        raise PermissionDenied
    file = _read(content)
    languages = {file.source_language, file.target_language}
    if len(languages) < 2 or not languages <= set(LANGUAGE_CODES):
        raise WrongLanguages(source=file.source_language, target=file.target_language)
    review = review_of_texts(file, texts_for(by, texts_named(file)))
    digest = hashlib.sha256(content).hexdigest()
    return _keep(file, review, name, content, digest, None, by, now)


def texts_for(person: User, keys: set[int]) -> dict[int, Text]:
    """Those of `keys` that the person may translate."""
    own = organisations_with_role(person, TRANSLATING_ROLES)
    return {text.pk: text for text in Text.objects.filter(pk__in=keys, owner__in=own)}


def _read(content: bytes) -> TranslationFile:
    try:
        return read_xliff(content)
    except XliffRefused as refused:
        raise FileRefused(why=words_for_refused(refused)) from refused


def _keep(  # noqa: PLR0917  # a row is made of all of it
    file: TranslationFile, review: Review, name: str, content: bytes, digest: str,
    order: TranslationOrder | None, by: User | None, now: datetime,
) -> Delivery:  # fmt: skip
    if not review.good_units:
        raise NothingGood(review)
    return Delivery.objects.create(
        order=order, name=name[-200:], content=content, sha256=digest,
        source_language=file.source_language, target_language=file.target_language,
        units=review.good_units, problems=review.problem_count, uploaded_by=by, uploaded_at=now,
    )  # fmt: skip
