"""Letters about a report's steps, to the other side: what happened and where to go on."""

from datetime import date

from django.urls import reverse
from django.utils import timezone, translation

from loim.common.mail import queue_mail
from loim.people.models import Membership, Role, User
from loim.programmes.logic.report_states import TAKEN_BY, ReportStep, Side
from loim.programmes.models import Programme, Report, ReportNote

TEMPLATES = {
    ReportStep.SUBMIT: "report_submitted",
    ReportStep.SEND_BACK: "report_sent_back",
    ReportStep.ACCEPT: "report_accepted",
}


def tell_of_step(report: Report, note: ReportNote) -> None:
    """Queue a letter to each person of the other side, in their language."""
    step = ReportStep(note.step)
    for person in _other_side(report.programme, step, timezone.localdate(note.at)):
        with translation.override(person.language):
            context = {
                "programme": report.programme.name,
                "period": report.period_name,
                "by": note.by,
                "note": note.text,
                "path": reverse("report", args=[report.pk]),
            }
        queue_mail(
            to=person.email, template=TEMPLATES[step], context=context, language=person.language
        )


def _other_side(programme: Programme, step: ReportStep, today: date) -> list[User]:
    """The ministry's approvers hear of a submission; the implementer's managers of an answer."""
    if TAKEN_BY[step] is Side.IMPLEMENTER:
        organisation, role = programme.ministry_id, Role.MINISTRY_APPROVER
    else:
        organisation, role = programme.implementer_id, Role.PROGRAMME_MANAGER
    held = Membership.objects.in_force_on(today).filter(organisation=organisation, role=role)
    people = User.objects.filter(is_active=True, pk__in=held.values("user"))
    return list(people.order_by("pk"))
