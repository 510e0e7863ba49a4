"""A member's own page: what the invitation means, accepting, declining, leaving."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from loim.common.refusals import Refusal
from loim.people.models import User
from loim.trainings.actions.teams.erasing import erase_member
from loim.trainings.actions.teams.inviting import (
    accept_invitation,
    decline_invitation,
    leave_team,
)
from loim.trainings.logic.team_states import LIVE
from loim.trainings.models import MemberState, TeamMember
from loim.trainings.queries.teams import present_members
from loim.trainings.views.training.loading import opened_by_member


@opened_by_member
@require_safe
def own_member_page(request: HttpRequest, member: TeamMember, key: str) -> HttpResponse:
    team = member.team
    return render(
        request,
        "trainings/teams/member.html",
        {
            "member": member,
            "team": team,
            "training": team.call.training,
            "call": team.call,
            "key": key,
            "others": [one for one in present_members(team) if one.pk != member.pk]
            if member.state == MemberState.JOINED
            else [],
            "is_live": team.state in LIVE,
        },
    )


@opened_by_member
@require_POST
def own_member_answer(request: HttpRequest, member: TeamMember, key: str) -> HttpResponse:
    now, answer = timezone.now(), request.POST.get("answer", "")
    person = request.user if isinstance(request.user, User) else None
    if person is not None and person.email.lower() != member.email.lower():
        person = None
    try:
        if answer == "accept":
            if not request.POST.get("agrees"):
                messages.error(request, _("To take part, tick that you agree."))
            else:
                accept_invitation(member=member, by=person, now=now)
                messages.success(request, _("You take part in the team. Thank you!"))
        elif answer == "decline":
            decline_invitation(member=member, now=now)
            messages.success(request, _("You have declined. The leader of the team is told."))
        elif answer == "leave":
            leave_team(member=member, now=now)
            messages.success(request, _("You have left the team. Its leader is told."))
    except Refusal as refusal:
        messages.error(request, str(refusal))
    return redirect("own-member", key)


@opened_by_member
@require_POST
def own_member_erase(request: HttpRequest, member: TeamMember, key: str) -> HttpResponse:
    training = member.team.call.training_id
    erase_member(member=member, by=None, now=timezone.now())
    messages.success(request, _("What was kept about you is erased."))
    return redirect("training", training)
