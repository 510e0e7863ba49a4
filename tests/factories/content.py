"""Texts for tests, written through the same actions as pages use."""

from datetime import datetime

from loim.content.actions.writing import create_text, publish, save_draft
from loim.content.kinds import TextField, TextKind, register
from loim.content.models import Text, TextVersion
from loim.people.models import Organisation, User

PLAIN = TextKind(
    "plain_test",
    "Plain text",
    (
        TextField("title", "Title", max_length=200, is_required=True),
        TextField("body", "Body", is_rich=True),
    ),
    lambda ids: {pk: f"/texts-of-tests/{pk}/" for pk in ids},
)
register(PLAIN)


def text(
    owner: Organisation, by: User, now: datetime, title: str = "Tere", body: str = "<p>Sisu</p>"
) -> Text:
    """A draft in Estonian."""
    return create_text(
        kind=PLAIN.key, owner=owner, fields={"title": title, "body": body}, by=by, now=now
    )


def published(
    of: Text, language: str, by: User, now: datetime, *, is_minor: bool = False,
    base: TextVersion | None = None, **fields: str,
) -> TextVersion:  # fmt: skip
    """A new version of `of` in `language`: its draft with `fields`, published."""
    save_draft(
        text=of, language=language, fields=fields, seen_revision=None, base=base, by=by, now=now
    )
    return publish(text=of, language=language, is_minor=is_minor, by=by, now=now)
