"""What the cohort's rooms keep about people goes with the team's people."""

from datetime import datetime
from typing import Any

from django.apps import apps
from django.db import transaction

from loim.people.models import User
from loim.trainings.models import (
    AnnouncementLetter,
    HandInComment,
    HandInDraft,
    Mentor,
    Mentoring,
    TrainingCertificate,
)
from loim.trainings.queries.cohort.personal import own_members


def erase_cohort_account(person: User, now: datetime) -> None:
    """Their certificates and comments; a mentor's name goes, the hours stay as work."""
    with transaction.atomic():
        members = list(own_members(person).values_list("pk", flat=True))
        papers = TrainingCertificate.objects.filter(member__in=members)
        _history("TrainingCertificateHistory").filter(
            pgh_obj_id__in=list(papers.values_list("pk", flat=True))
        ).update(name="")
        papers.update(name="")
        HandInComment.objects.filter(member__in=members).update(text="–")
        HandInComment.objects.filter(user=person).update(text="–", user=None)
        AnnouncementLetter.objects.filter(member__in=members).delete()
        mentors = Mentor.objects.filter(user=person)
        keys = list(mentors.values_list("pk", flat=True))
        _history("MentorHistory").filter(pgh_obj_id__in=keys).update(name="", fields="")
        mentors.update(name="–", fields="", is_active=False)


def erase_cohort_due(*, now: datetime) -> int:
    """Of teams whose people were erased: their talk, drafts, notes. Again does nothing.

    What they handed in is the team's work and stays; a certificate keeps its name for as long as
    it can be checked.
    """
    with transaction.atomic():
        number = 0
        gone = {"team__erased_at__isnull": False}
        number += HandInDraft.objects.filter(**gone).delete()[0]
        comments = HandInComment.objects.filter(hand_in__team__erased_at__isnull=False)
        number += comments.delete()[0]
        number += AnnouncementLetter.objects.filter(member__erased_at__isnull=False).delete()[0]
        said = Mentoring.objects.filter(**gone)
        keys = list(said.values_list("pk", flat=True))
        emptied = {"notes": "", "topic": "", "place": ""}
        number += said.exclude(**emptied).update(**emptied)
        _history("MentoringHistory").filter(pgh_obj_id__in=keys).exclude(**emptied).update(
            **emptied
        )
    return number


def _history(model: str) -> Any:
    return apps.get_model("trainings", model).objects
