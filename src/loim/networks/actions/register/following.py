"""A need is followed: a service serves it, or it has grown to a proposal."""

from datetime import date, datetime
from uuid import UUID

from loim.ideas.actions.proposal.keeping import ProposalText
from loim.ideas.actions.proposal.making import make_proposal
from loim.ideas.models import Proposal
from loim.networks.actions.register.needs import hold_need
from loim.networks.actions.register.refusals import StepNotOpen
from loim.networks.logic.register.states import NeedStage, need_may_become
from loim.networks.models import Need, NeedFollowUp, NeedState
from loim.people.models import Organisation, User
from loim.programmes.actions.corrections import record_change
from loim.services.models import Service


def follow_by_service(
    *, need: Need, service: Service, since_date: date, by: User, now: datetime
) -> NeedFollowUp:
    """'Came of it: this service, since March.' Twice is once.

    Refused: PermissionDenied, StepNotOpen (it has no topic yet, or is over).
    """
    with record_change(by=by, now=now, step="edit"):
        held = _followed(need, by)
        made, _is_new = NeedFollowUp.objects.get_or_create(
            need=held, service=service,
            defaults={"since_date": since_date, "recorded_by": by, "recorded_at": now},
        )  # fmt: skip
    need.refresh_from_db()
    return made


def follow_by_proposal(*, need: Need, proposal: Proposal, by: User, now: datetime) -> NeedFollowUp:
    """A proposal that is made already; refusals as in `follow_by_service`."""
    with record_change(by=by, now=now, step="edit"):
        held = _followed(need, by)
        made, _is_new = NeedFollowUp.objects.get_or_create(
            need=held, proposal=proposal,
            defaults={
                "since_date": proposal.sent_date, "recorded_by": by, "recorded_at": now
            },
        )  # fmt: skip
    need.refresh_from_db()
    return made


def propose_from_need(
    *,
    need: Need,
    words: ProposalText,
    made_by: Organisation,
    owner: Organisation,
    owner_email: str,
    answer_by: date,
    submission: UUID,
    by: User,
    now: datetime,
) -> Proposal:
    """A new proposal that the need grew to. No association is named in it but by `words`.

    The same `submission` again gives what it made. Refused: as `follow_by_service`, and what
    `make_proposal` refuses.
    """
    with record_change(by=by, now=now, step="edit"):
        held = _followed(need, by)
        proposal = make_proposal(
            title=words.title, text=words.description, language=words.language,
            translations=words.translations, made_by=made_by, owner=owner,
            owner_email=owner_email, answer_by=answer_by, strategy=words.strategy,
            activity=words.activity, submission=submission, by=by, now=now,
        )  # fmt: skip
        NeedFollowUp.objects.get_or_create(
            need=held, proposal=proposal,
            defaults={
                "since_date": proposal.sent_date, "recorded_by": by, "recorded_at": now
            },
        )  # fmt: skip
    need.refresh_from_db()
    return proposal


def unlink_follow_up(*, follow_up: NeedFollowUp, by: User, now: datetime) -> None:
    """Linked by mistake; the last one gone, the need stands under its topic again."""
    with record_change(by=by, now=now, step="edit"):
        held = hold_need(follow_up.need, by)
        if held.state == NeedState.MET:
            raise StepNotOpen
        NeedFollowUp.objects.filter(pk=follow_up.pk).delete()
        if held.state == NeedState.FOLLOWED and not held.follow_ups.exists():
            held.state = NeedState.MAPPED
            held.save()


def _followed(need: Need, by: User) -> Need:
    held = hold_need(need, by)
    if held.state == NeedState.FOLLOWED:
        return held
    if not need_may_become(NeedStage(held.state), NeedStage.FOLLOWED):
        raise StepNotOpen
    held.state, held.reason = NeedState.FOLLOWED, ""
    held.save()
    return held
