"""Letters to the organiser about a team, where the training names an address for questions."""

from django.conf import settings
from django.urls import reverse
from django.utils import translation

from loim.common.mail import queue_mail
from loim.trainings.models import Team


def write_to_organiser(team: Team, kind: str) -> None:
    training = team.call.training
    if not training.contact_email:
        return
    with translation.override(training.language):
        link = settings.BASE_URL + reverse("training-team", args=[team.pk])
    queue_mail(
        to=training.contact_email,
        template="team_organiser",
        language=training.language,
        context={
            "kind": kind,
            "team": team,
            "title": training.text("title", training.language),
            "link": link,
        },
    )
