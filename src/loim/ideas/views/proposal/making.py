"""Make a proposal: of an idea, of several, or of nothing."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from loim.common.access import allowed
from loim.common.refusals import Refusal
from loim.ideas.actions.proposal.making import make_proposal, proposal_of_submission
from loim.ideas.forms.proposal.answer import spoken_language
from loim.ideas.forms.proposal.proposal import ProposalForm
from loim.ideas.models import Idea, Shown
from loim.ideas.permissions import may_propose, may_propose_ideas
from loim.people.models import Organisation, User
from loim.programmes.permissions import organisations_recorded_by, programmes_taken_part_in
from loim.programmes.queries.activity_choices import activity_choices


@allowed(may_propose)
def proposal_new(request: HttpRequest) -> HttpResponse:
    """`?idea=3&idea=5` are the ideas that it is made of."""
    person: User = request.user  # type: ignore[assignment]
    given = (
        request.POST.getlist("ideas") if request.method == "POST" else request.GET.getlist("idea")
    )
    ideas = _ideas(given)
    if not may_propose_ideas(person, ideas):
        raise PermissionDenied
    form = ProposalForm(
        request.POST if request.method == "POST" else None,
        makers=list(organisations_recorded_by(person).order_by("name", "pk")),
        owners=list(Organisation.objects.filter(is_active=True).order_by("name", "pk")),
        activities=activity_choices(programmes_taken_part_in(person)),
        ideas=ideas,
        today=timezone.localdate(),
        initial=_suggested(person, ideas),
    )
    if request.method == "POST":
        if form.is_valid() and (made := _make(form, person)):
            messages.success(
                request, _("The proposal is sent: the owner has a letter, and its page is public.")
            )
            return redirect("proposal", made.pk)
        submission = form.cleaned_data.get("submission")
        # Sent twice: by the second time its day may be past, or its idea proposed.
        if submission and (made := proposal_of_submission(submission)):
            return redirect("proposal", made.pk)
    return render(request, "ideas/proposal/new.html", {"form": form, "ideas": ideas})


def _make(form: ProposalForm, person: User) -> Any:
    said, words = form.cleaned_data, form.words()
    try:
        return make_proposal(
            title=words.title,
            text=words.description,
            language=words.language,
            translations=words.translations,
            made_by=said["made_by"],
            owner=said["owner"],
            owner_email=said["owner_email"],
            answer_by=said["answer_by"],
            ideas=list(said["ideas"]),
            strategy=words.strategy,
            activity=words.activity,
            submission=said["submission"],
            by=person,
            now=timezone.now(),
        )
    except Refusal as refusal:
        form.add_error(None, str(refusal))
        return None


def _ideas(given: list[str]) -> list[Idea]:
    keys = [int(key) for key in given if key.isascii() and key.isdecimal() and len(key) < 18]
    return list(
        Idea.objects.filter(pk__in=keys, state=Shown.SHOWN)
        .select_related(
            "forum__event__organiser", "forum__strategy", "challenge__owner", "challenge__strategy"
        )
        .prefetch_related("strategies")
        .order_by("pk")
    )


def _suggested(person: User, ideas: list[Idea]) -> dict[str, Any]:
    """What the ideas say themselves; everything may be changed."""
    if not ideas:
        first = organisations_recorded_by(person).order_by("name", "pk").first()
        return {"made_by": first.pk if first else None, "language": spoken_language()}
    first_idea = ideas[0]
    challenge = first_idea.challenge
    strategy = next(iter(first_idea.strategies.all()), None) or (
        (challenge.strategy if challenge else None) or first_idea.forum.strategy
    )
    texts = [f"{idea.title}\n{idea.words}" for idea in ideas]
    return {
        "title": first_idea.title,
        "description": str(first_idea.words) if len(ideas) == 1 else "\n\n".join(texts),
        "language": first_idea.language,
        "made_by": first_idea.forum.event.organiser_id,
        "owner": challenge.owner_id if challenge else None,
        "strategy": strategy.pk if strategy else None,
    }
