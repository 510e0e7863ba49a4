"""A page or a piece of news is begun, and its facts are changed; its words are written as texts."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction

from loim.common.constraints import violated_constraint
from loim.content.actions.pages.facts import (
    FactsChangedMeanwhile,
    NewsFacts,
    PageFacts,
    ParentMakesCircle,
    WebFacts,
    check_picture,
    new_slug,
    path_of_record,
    put,
    refuse_taken_address,
)
from loim.content.actions.pages.redirecting import forget_redirect_from, page_moved
from loim.content.actions.writing import create_text
from loim.content.models import NewsItem, Page
from loim.content.permissions import may_edit_for
from loim.people.models import Organisation, User


def create_page(
    *, owner: Organisation, facts: PageFacts, words: Mapping[str, str], language: str = "et",
    submission: UUID, by: User, now: datetime,
) -> Page:  # fmt: skip
    """With a first draft of its words. The same `submission` again gives the page that it made
    the first time. Raises AddressTaken, PictureOfOthers, ParentMakesCircle."""
    page: Page = _create(
        Page, owner=owner, facts=facts, words=words, language=language, submission=submission,
        by=by, now=now,
    )  # fmt: skip
    return page


def create_news(
    *, owner: Organisation, facts: NewsFacts, words: Mapping[str, str], language: str = "et",
    submission: UUID, by: User, now: datetime,
) -> NewsItem:  # fmt: skip
    """As `create_page`. Raises AddressTaken, PictureOfOthers."""
    item: NewsItem = _create(
        NewsItem, owner=owner, facts=facts, words=words, language=language,
        submission=submission, by=by, now=now,
    )  # fmt: skip
    return item


def edit_page(*, page: Page, facts: PageFacts, seen: str, by: User, now: datetime) -> Page:
    """A new address leaves a redirect at the old one. `seen` is the ISO form of the `changed_at`
    that the form was filled in from. Raises FactsChangedMeanwhile and what `create_page` does."""
    edited: Page = _edit(page, facts, seen, by, now)
    return edited


def edit_news(*, item: NewsItem, facts: NewsFacts, seen: str, by: User, now: datetime) -> NewsItem:
    edited: NewsItem = _edit(item, facts, seen, by, now)
    return edited


def _create(
    model: type[Page] | type[NewsItem], *, owner: Organisation, facts: WebFacts,
    words: Mapping[str, str], language: str, submission: UUID, by: User, now: datetime,
) -> Any:  # fmt: skip
    if not may_edit_for(by, owner):
        raise PermissionDenied
    if made := model.objects.filter(submission=submission, text__owner=owner).first():
        return made
    check_picture(facts, owner.pk)
    _check_parent(facts, by)
    try:
        with transaction.atomic():
            text = create_text(
                kind="page" if model is Page else "news", owner=owner, fields=words, by=by,
                now=now, language=language,
            )  # fmt: skip
            record = model(
                text=text, slug=new_slug(model, facts, words), submission=submission,
                created_by=by, created_at=now, changed_at=now,
            )  # fmt: skip
            put(record, facts)
            record.save()
            forget_redirect_from(path_of_record(record))
    except IntegrityError as error:
        if "submission" in violated_constraint(error):
            return model.objects.get(submission=submission)  # the other of two at once
        refuse_taken_address(error)
        raise
    return record


def _edit(record: Any, facts: WebFacts, seen: str, by: User, now: datetime) -> Any:
    if not may_edit_for(by, record.text.owner_id):
        raise PermissionDenied
    check_picture(facts, record.text.owner_id)
    _check_parent(facts, by)
    try:
        with transaction.atomic():
            current = type(record).objects.select_for_update(of=["self"]).get(pk=record.pk)
            if seen != current.changed_at.isoformat():
                raise FactsChangedMeanwhile
            before = path_of_record(current)
            if facts.slug and facts.slug != current.slug:
                current.slug = new_slug(type(current), facts, {})
            put(current, facts)
            current.changed_at = now
            current.save()
            page_moved(
                owner_id=record.text.owner_id, before=before, after=path_of_record(current),
                by=by, now=now,
            )  # fmt: skip
    except IntegrityError as error:
        refuse_taken_address(error)
        raise
    return current


def _check_parent(facts: WebFacts, by: User) -> None:
    """Only below a page that one keeps, so that nobody writes into another's list."""
    parent = facts.parent if isinstance(facts, PageFacts) else None
    if parent is not None and not may_edit_for(by, parent.text.owner_id):
        raise ParentMakesCircle
