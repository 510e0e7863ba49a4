"""A published figure becomes a proposal, and goes on being watched."""

from dataclasses import asdict
from datetime import date, datetime
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from loim.casework.models import Figure, FigurePeriod, ProposalEvidence, Watch
from loim.casework.permissions import may_counsel_for
from loim.casework.queries.statistics.figures import Figures
from loim.casework.queries.statistics.rising import rise_of
from loim.common.refusals import Refusal
from loim.ideas.actions.proposal.keeping import ProposalText
from loim.ideas.actions.proposal.making import make_proposal
from loim.ideas.models import Proposal
from loim.people.models import Organisation, User


class FigureNotShown(Refusal):
    message = _(
        "This number is hidden or not published, so no proposal can stand on it. Choose one that is"
        " shown in the statistics."
    )


def propose_from_figure(
    *,
    figures: Figures,
    dimension: str,
    category: str,
    month: date,
    words: ProposalText,
    owner: Organisation,
    owner_email: str,
    answer_by: date,
    submission: UUID,
    by: User,
    now: datetime,
) -> Proposal:
    """A proposal of the organisation whose figures these are; the figure is attached as it was
    published, with what can be said of how strong a rise it is. No record of anybody is.

    The same `submission` again gives the proposal that it made. Refused: whoever does not counsel
    there (PermissionDenied), FigureNotShown, and what `make_proposal` refuses.
    """
    organisation = figures.organisation
    if organisation is None or not may_counsel_for(by, organisation):
        raise PermissionDenied
    with transaction.atomic():
        figure = Figure.objects.filter(
            organisation=organisation,
            period=FigurePeriod.MONTH,
            start_date=month,
            dimension=dimension,
            category=category,
        ).first()
        if figure is None or figure.value is None:
            raise FigureNotShown
        proposal = make_proposal(
            title=words.title,
            text=words.description,
            language=words.language,
            translations=words.translations,
            made_by=organisation,
            owner=owner,
            owner_email=owner_email,
            answer_by=answer_by,
            strategy=words.strategy,
            activity=words.activity,
            submission=submission,
            by=by,
            now=now,
        )
        rise = rise_of(figures, dimension, category) if month == figures.last else None
        ProposalEvidence.objects.get_or_create(
            proposal=proposal,
            defaults={
                "organisation": organisation,
                "dimension": dimension,
                "category": category,
                "period": FigurePeriod.MONTH,
                "start_date": month,
                "value": figure.value,
                "strength": asdict(rise) if rise and rise.expected else {},
                "attached_by": by,
                "attached_at": now,
            },
        )
        Watch.objects.get_or_create(
            proposal=proposal,
            defaults={"organisation": organisation, "noted_by": by, "noted_at": now},
        )
    return proposal
