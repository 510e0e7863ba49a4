"""Pages of modules above are put into the library by their editors: a training's model, say."""

from collections.abc import Mapping
from datetime import datetime

from django.core.exceptions import PermissionDenied
from django.db import connection, transaction

from loim.library.actions.items.keeping import ItemFacts, create_item
from loim.library.logic.items.links import normalised_link
from loim.library.models import LibraryItem
from loim.library.permissions import may_keep, organisations_kept_for
from loim.people.models import User


def put_page_into_library(
    *, facts: ItemFacts, words: Mapping[str, str], language: str, by: User, now: datetime
) -> LibraryItem:
    """A draft that leads to `facts.url`, kept by the first organisation that `by` edits for; where
    they keep one with this link already, that one. Its editor looks at it and publishes it."""
    owner = organisations_kept_for(by).first()
    if owner is None:
        raise PermissionDenied
    with transaction.atomic():
        key = normalised_link(facts.url)
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(hashtext(%s))", [f"library:{key}"])
        there = LibraryItem.objects.filter(url_key=key).order_by("pk")
        mine = next((item for item in there if may_keep(by, item)), None)
        return mine or create_item(
            owner=owner, facts=facts, words=words, by=by, now=now, language=language
        )
