"""Strategies: the list, one with all that feeds it, and its form."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from loim.common.access import allowed, public
from loim.common.paging import paged
from loim.common.refusals import Refusal
from loim.ideas.actions.strategy.keeping import save_strategy
from loim.ideas.forms.strategy.strategy import StrategyForm
from loim.ideas.models import Strategy
from loim.ideas.permissions import may_keep_strategy
from loim.ideas.queries.proposal.lists import ProposalFilter, figures
from loim.ideas.queries.proposal.outcomes import outcome_of, with_words
from loim.ideas.queries.strategy.lists import (
    forums_feeding,
    ideas_feeding,
    listed_strategies,
    proposals_feeding,
)
from loim.people.models import User
from loim.programmes.permissions import may_record, organisations_recorded_by

PUBLIC = "strategies are public documents, and so is what feeds them"
NEWEST_IDEAS = 20


@public(PUBLIC)
def strategy_list(request: HttpRequest) -> HttpResponse:
    context = {
        "strategies": paged(request, listed_strategies()),
        "may_record": may_record(request.user),
    }
    return render(request, "ideas/strategy/list.html", context)


@public(PUBLIC)
def strategy_page(request: HttpRequest, pk: int) -> HttpResponse:
    strategy = get_object_or_404(Strategy.objects.select_related("owner", "programme"), pk=pk)
    today = timezone.localdate()
    proposals = paged(request, with_words(proposals_feeding(strategy)))
    ideas = ideas_feeding(strategy, request.user)
    idea_count = ideas.order_by().count()
    context = {
        "strategy": strategy,
        "figures": figures(ProposalFilter(strategy=strategy), today),
        "proposals": proposals,
        "outcomes": [outcome_of(proposal, today) for proposal in proposals.page],
        "ideas": list(ideas[:NEWEST_IDEAS]),
        "idea_count": idea_count,
        "forums": list(forums_feeding(strategy, request.user)),
        "may_keep": may_keep_strategy(request.user, strategy),
        "today": today,
    }
    return render(request, "ideas/strategy/page.html", context)


@allowed(may_record)
def strategy_new(request: HttpRequest) -> HttpResponse:
    return _form_page(request, None)


@allowed(may_record)
def strategy_edit(request: HttpRequest, pk: int) -> HttpResponse:
    strategy = get_object_or_404(Strategy.objects.select_related("owner"), pk=pk)
    if not may_keep_strategy(request.user, strategy):
        raise PermissionDenied
    return _form_page(request, strategy)


def _form_page(request: HttpRequest, strategy: Strategy | None) -> HttpResponse:
    person: User = request.user  # type: ignore[assignment]
    form = StrategyForm(
        request.POST if request.method == "POST" else None,
        instance=strategy,
        owners=list(organisations_recorded_by(person).order_by("name", "pk")),
    )
    if request.method == "POST" and form.is_valid():
        # The form wrote into its instance; the action wants the row as it is kept.
        kept = Strategy.objects.select_related("owner").get(pk=strategy.pk) if strategy else None
        try:
            saved = save_strategy(facts=form.facts(), strategy=kept, by=person, now=timezone.now())
        except Refusal as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("The strategy is saved."))
            return redirect("strategy", saved.pk)
    shown = Strategy.objects.filter(pk=strategy.pk).first() if strategy else None
    return render(request, "ideas/strategy/form.html", {"form": form, "strategy": shown})
