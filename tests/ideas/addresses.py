"""Who may open addresses with a key: see tests/test_access_by_object.py."""

from datetime import UTC, datetime

from loim.ideas.models import Comment, Proposal, ProposalStep, Strategy
from loim.people.models import Organisation
from loim.programmes.models import Activity
from tests.factories.ideas import challenge, forum, idea, note

# Names of addresses that anyone may open, each with the reason and where it is tested.
OPEN: set[str] = {
    # by a token; tests/ideas/ideas/test_own_pages.py
    "idea-own", "comment-own", "support-own", "idea-team-own",
    "forum-participant",  # by a token; tests/ideas/forum/test_pages.py
    # public, without any person's name; tests/ideas/proposal/test_pages.py
    "proposal", "proposal-export", "strategy",
    "proposal-letter",  # by a token; tests/ideas/proposal/test_letter_link.py
    "proposal-undo",  # only one's own last step; tests/ideas/proposal/test_undo.py
}  # fmt: skip
# What whoever takes part in the programme reads, other partners' work included.
READ_BY_PARTNERS: set[str] = set()
# The longest beginning of an address's name: whose key its `pk` is.
KEYS: dict[str, str] = {
    "proposal": "proposal", "strategy": "strategy", "forum": "forum",
    "idea": "idea", "comment": "comment",
}  # fmt: skip
# Other parts of addresses: whose key they are.
PARTS: dict[str, str] = {"milestone_pk": "milestone"}

_AT = datetime(2023, 5, 1, tzinfo=UTC)


def theirs(organisation: Organisation, activity: Activity) -> dict[str, int | str]:
    """Keys of what an organisation of another programme keeps, in states that are not public."""
    proposal = Proposal.objects.create(
        title="Ettepanek",
        description="Et buss käiks ka õhtul.",
        made_by=organisation,
        owner=organisation,
        sent_date=_AT.date(),
        answer_by=_AT.date(),
        status="accepted",
        answer="Jah.",
        answered_at=_AT,
        recorded_at=_AT,
    )
    for before, after in (("", "sent"), ("sent", "accepted")):
        ProposalStep.objects.create(
            proposal=proposal, before=before, after=after, date=_AT.date(), at=_AT
        )
    milestone = proposal.milestones.create(title="Sõiduplaan", due_date=_AT.date())
    gathered = forum(is_public=False, has_teams=True)
    given = idea(gathered)
    said = Comment.objects.create(
        idea=given, words="Just nii.", state="shown", key_hash="tests", written_at=_AT
    )
    strategy = Strategy.objects.create(
        title="Arengukava", kind="development_plan", owner=organisation
    )
    return {
        "proposal": proposal.pk,
        "milestone": milestone.pk,
        "strategy": strategy.pk,
        "forum": gathered.pk,
        "idea": given.pk,
        "comment": said.pk,
        "challenge": challenge(gathered).pk,
        "note": note(gathered).pk,
        "language": "en",
    }
