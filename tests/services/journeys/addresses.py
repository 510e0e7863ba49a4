"""Who may open addresses with a key: see tests/test_access_by_object.py."""

from loim.people.models import Organisation, Role
from loim.programmes.models import Activity
from loim.services.models import JourneyNote, OwnChecklist
from tests.factories import applied_journey, membership, user
from tests.factories import journeys as make

# Names of addresses that anyone may open, each with the reason and where it is tested.
OPEN: set[str] = set()
# What whoever takes part in the programme reads, other partners' work included.
READ_BY_PARTNERS = {"journey-local", "journey-news"}
# The longest beginning of an address's name: whose key its `pk` is.
KEYS = {
    "journey-local": "adopted_journey",
    "journey-news": "adopted_journey",
    "journey-design-step": "journey_step",
    "journey-design-stage": "journey_stage",
    "journey-design-note": "journey_note",
    "kept-journey": "kept_journey",
}
# Other parts of addresses: whose key they are.
PARTS = {"journey_slug": "journey_draft_slug", "step": "adopted_step"}


def theirs(organisation: Organisation, activity: Activity) -> dict[str, int | str]:
    """Keys of what an organisation of another programme keeps, in states that are not public."""
    person = user("nende.kavandaja@example.ee")
    membership(person, organisation, Role.EDITOR)
    draft = make.draft(organisation, person)
    step = make.step(draft, person)
    known = make.draft(organisation, person)
    adopted_step = make.step(known, person)
    make.published(known, person)
    applied = applied_journey(organisation, activity, title="Omaks võetud")
    applied.journey, applied.edition = known, known.editions.get()
    applied.save()
    return {
        "journey_draft_slug": draft.slug,
        "journey_stage": draft.stages.get().pk,
        "journey_step": step.pk,
        "journey_note": JourneyNote.objects.create(
            journey=draft, kind="gap", words="Keegi ei ütle", noted_at=make.MADE
        ).pk,
        "adopted_journey": applied.pk,
        "adopted_step": adopted_step.pk,
        "kept_journey": OwnChecklist.objects.create(
            person=person, journey=known, kept_at=make.MADE, changed_at=make.MADE
        ).pk,
    }
