"""Addresses of statistics and proposals with a key in them: see addresses.py."""

from datetime import UTC, date, datetime

from loim.casework.models import ProposalEvidence, Watch
from loim.ideas.models import Proposal
from loim.people.models import Organisation
from tests.factories.people import county, organisation
from tests.factories.proposals import proposal

NOW = datetime(2023, 6, 1, tzinfo=UTC)
OPEN: set[str] = {
    # figures that are published for everybody; tests/casework/proposals
    "counselling-proposal",
    # those who look after programmes see all; tests/casework/statistics/test_county.py
    "county-picture", "county-picture-file",
}  # fmt: skip
KEYS: dict[str, str] = {"counselling-proposal-change": "evidence"}
PARTS: dict[str, str] = {"county_ehak": "county_ehak"}


def theirs(of: Organisation) -> dict[str, int | str]:
    return {
        "evidence": evidence(of).pk,
        "county_ehak": county("Naabermaakond", "0099").pk,
    }


def evidence(of: Organisation, **fields: object) -> Proposal:
    """A proposal that stands on a figure of that organisation."""
    made = proposal(NOW, made_by=of, owner=organisation())
    ProposalEvidence.objects.create(
        organisation=of,
        proposal=made,
        period="month",
        attached_at=NOW,
        **{
            "dimension": "topic", "category": "housing", "start_date": date(2023, 4, 1),
            "value": 40, **fields,
        },
    )  # fmt: skip
    Watch.objects.create(organisation=of, proposal=made, noted_at=NOW)
    return made
