"""Drafts out of a file that was brought in: all that was chosen, or none."""

from collections.abc import Mapping
from datetime import datetime

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from loim.common.refusals import Refusal
from loim.content.actions.writing import ChangedMeanwhile, NoBase, save_draft
from loim.content.actions.xliff.delivering import texts_for
from loim.content.documents.xliff_reading import read_xliff
from loim.content.models import Delivery, OrderedText, Origin, TextVersion, TranslationOrder
from loim.content.permissions import may_translate, may_translate_for
from loim.content.queries.xliff.reviewing import (
    Review,
    review_of_order,
    review_of_texts,
    texts_named,
)
from loim.people.models import User


class NothingChosen(Refusal):
    message = _("Choose at least one text to take over.")


class DraftChanged(Refusal):
    message = _(
        "Somebody else wrote a draft of “%(title)s” since you opened this page. Nothing was taken"
        " over: look again, then decide."
    )


class CannotBeBased(Refusal):
    message = _(
        "“%(title)s” can no longer be translated from this language: one of the two was made from"
        " the other. Leave it out."
    )


class FileErased(Refusal):
    message = _("The file was erased after some time. Ask the agency for it again.")


def review_delivery(delivery: Delivery, person: User) -> Review:
    """What can be taken over from it, by this person, now. Raises FileErased."""
    if delivery.is_erased:
        raise FileErased
    file = read_xliff(bytes(delivery.content))
    if delivery.order_id is not None:
        items = OrderedText.objects.filter(order=delivery.order_id).select_related("base")
        return review_of_order(file, list(items.order_by("pk")))
    return review_of_texts(file, texts_for(person, texts_named(file)))


def may_use(person: User, delivery: Delivery) -> bool:
    """Of an order: whoever translates for the orderer. Another file: whoever brought it in."""
    if delivery.order is not None:
        return may_translate_for(person, delivery.order.owner_id)
    return delivery.uploaded_by_id == person.pk and may_translate(person)


def take_over(
    *, delivery: Delivery, chosen: Mapping[str, int], by: User, now: datetime
) -> list[TextVersion]:
    """`chosen` has the keys of file parts and the revision of the draft that the person saw (0 where
    there was none). Each draft is based on the version that was sent, so it is stale where the
    source moved on. Raises NothingChosen, DraftChanged, CannotBeBased, FileErased."""
    if not may_use(by, delivery):
        raise PermissionDenied
    made: list[TextVersion] = []
    with transaction.atomic():
        if delivery.order_id is not None:
            TranslationOrder.objects.select_for_update().get(pk=delivery.order_id)
        current = Delivery.objects.select_for_update(of=["self"]).get(pk=delivery.pk)
        parts = {part.key: part for part in review_delivery(current, by).parts if part.is_good}
        wanted = [parts[key] for key in sorted(chosen) if key in parts]
        if not wanted:
            raise NothingChosen
        # In the order of their keys, so that two who take over at once cannot wait in a circle.
        for part in sorted(wanted, key=lambda each: each.text.pk):
            try:
                draft = save_draft(
                    text=part.text, language=part.language, fields=part.fields, base=part.base,
                    seen_revision=chosen[part.key], origin=Origin.HUMAN, by=by, now=now,
                )  # fmt: skip
            except ChangedMeanwhile as refusal:
                raise DraftChanged(title=part.title) from refusal
            except NoBase as refusal:
                raise CannotBeBased(title=part.title) from refusal
            made.append(draft)
            if not part.problems and current.order_id is not None:
                OrderedText.objects.filter(
                    order=current.order_id, text=part.text, language=part.language
                ).update(taken_at=now)
        current.used_by, current.used_at = by, now
        current.save(update_fields=["used_by", "used_at"])
    return made
