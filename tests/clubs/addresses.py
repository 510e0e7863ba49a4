"""Who may open addresses with a key: see tests/test_access_by_object.py."""

from datetime import date

from loim.people.models import Organisation
from loim.programmes.models import Activity
from tests.factories import clubs as make

# Names of addresses that anyone may open, each with the reason and where it is tested.
OPEN: set[str] = {
    # by the secret in a link; tests/clubs/views/test_own_page.py, test_leading.py
    "club-own", "club-own-confirm", "club-own-offer", "club-own-visit", "club-own-leave",
    "club-own-erase", "club-lead", "club-lead-came", "club-lead-over",
}  # fmt: skip
# What whoever takes part in the programme reads, other partners' work included.
READ_BY_PARTNERS: set[str] = set()
# The longest beginning of an address's name: whose key its `pk` is.
KEYS: dict[str, str] = {
    "club": "club",
    "club-meeting": "club_meeting",
    "club-come": "club_meeting",
    "club-pause-remove": "club_pause",
    "club-person": "club_person",
    "club-facilitator-step": "club_facilitator",
}
# Other parts of addresses: whose key they are.
PARTS: dict[str, str] = {"key": "club_key"}


def theirs(organisation: Organisation, activity: Activity) -> dict[str, int | str]:
    """Keys of what an organisation of another programme keeps, in states that are not public."""
    club = make.club(organisation, activity, status="draft")
    make.rule(club)
    meeting = make.meeting(club, date(2023, 5, 9), status="draft")
    return {
        "club": club.pk,
        "club_meeting": meeting.pk,
        "club_pause": make.pause(club, date(2023, 6, 1), date(2023, 6, 2)).pk,
        "club_person": make.person(club).pk,
        "club_facilitator": make.facilitator(club).pk,
        "club_key": "nobody",
    }
