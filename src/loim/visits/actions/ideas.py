"""An idea that came up at a meeting: given where all ideas are, and linked to the meeting."""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from loim.events.models import Participant
from loim.ideas.actions.ideas.giving import submit_idea
from loim.ideas.models import Forum, FromWhom, Idea
from loim.people.models import User
from loim.visits.actions.learning import check_author
from loim.visits.models import Leg, LegIdea


def give_idea(
    *,
    leg: Leg,
    title: str,
    text: str,
    language: str,
    submission: UUID,
    is_author_shown: bool = False,
    participant: Participant | None = None,
    by: User | None = None,
    now: datetime,
) -> Idea:
    """The visit's strategies go with it. Refused: as `submit_idea` and `write_note`."""
    with transaction.atomic():
        check_author(leg.visit, participant)
        forum, _is_new = Forum.objects.get_or_create(
            event=leg.visit.event,
            defaults={"from_whom": FromWhom.PARTICIPANTS, "created_at": now},
        )
        idea = submit_idea(
            forum=forum,
            title=title,
            text=text,
            language=language,
            submission=submission,
            is_author_shown=is_author_shown,
            participant=participant,
            strategies=list(leg.visit.strategies.all()),
            by=by,
            now=now,
        )
        LegIdea.objects.get_or_create(idea=idea, defaults={"leg": leg})
    return idea
