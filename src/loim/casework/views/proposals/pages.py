"""Proposals that stand on figures: make one, see what came of it, note the change."""

from datetime import date

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from loim.casework.actions.proposals.making import propose_from_figure
from loim.casework.actions.proposals.watching import note_change
from loim.casework.forms.proposals.change import ChangeForm, said
from loim.casework.gate import counselling
from loim.casework.logic.statistics.charts import Month, MonthChart, month_chart
from loim.casework.logic.statistics.rises import Rise
from loim.casework.models import Dimension, ProposalEvidence
from loim.casework.permissions import may_counsel_for, may_see_statistics
from loim.casework.queries.proposals.helped_words import COLORS, sentences, verdict_name
from loim.casework.queries.proposals.journeys import journeys_through
from loim.casework.queries.proposals.watched import Watched, watched
from loim.casework.queries.statistics.figures import Figures, published_months
from loim.casework.queries.statistics.labels import Labels
from loim.casework.queries.statistics.rise_words import sentences as rise_sentences
from loim.casework.queries.statistics.rise_words import strength_name
from loim.casework.queries.statistics.rising import rise_of
from loim.casework.views.desk import desk
from loim.common.access import allowed, public
from loim.common.paging import paged
from loim.common.refusals import Refusal
from loim.content.queries.reading import attach_texts
from loim.ideas.actions.proposal.making import proposal_of_submission
from loim.ideas.forms.proposal.proposal import ProposalForm
from loim.ideas.models import Proposal
from loim.people.models import Organisation, User
from loim.programmes.permissions import programmes_taken_part_in
from loim.programmes.queries.activity_choices import activity_choices

PUBLIC = "figures that are published for everybody, beside a proposal that is public itself"


@allowed(may_see_statistics)
def proposal_list(request: HttpRequest) -> HttpResponse:
    rows = ProposalEvidence.objects.select_related(
        "proposal__owner", "proposal__watch", "organisation"
    ).order_by("-attached_at", "-pk")
    listed = paged(request, rows)
    labels = Labels()
    shown = [
        {
            "proposal": one.evidence.proposal,
            "evidence": one.evidence,
            "label": labels.of(one.evidence.dimension, one.evidence.category),
            "verdict": verdict_name(one.difference),
            "color": COLORS[one.difference.verdict] if one.difference else "neutral",
        }
        for one in watched(list(listed.page.object_list))
    ]
    context = {"rows": shown, "list": listed, "today": timezone.localdate()}
    return render(request, "casework/proposals/list.html", context)


@public(PUBLIC)
def proposal_page(request: HttpRequest, pk: int) -> HttpResponse:
    evidence = _evidence(pk)
    found = watched([evidence])
    if not found:  # no month was published any more
        raise Http404
    one = found[0]
    services = [one.watch.service] if one.watch.service else []
    attach_texts(services)
    context = {
        "proposal": evidence.proposal,
        "evidence": evidence,
        "label": Labels().of(evidence.dimension, evidence.category),
        "by": Dimension(evidence.dimension).label,
        "strength": strength_name(_strength(evidence)) if evidence.strength else "",
        "watch": one.watch,
        "service": said(services[0]) if services else "",
        "verdict": verdict_name(one.difference),
        "color": COLORS[one.difference.verdict] if one.difference else "neutral",
        "sentences": sentences(one.difference, one.of_all) if one.difference else [],
        "chart": _chart(one),
        "rows": list(reversed(one.known.items()))[:24],
        "journeys": journeys_through(one.watch.service) if one.watch.service else [],
        "may_note": may_counsel_for(request.user, evidence.organisation),
        "today": timezone.localdate(),
    }
    return render(request, "casework/proposals/page.html", context)


@counselling
def proposal_new(request: HttpRequest) -> HttpResponse:
    """`?by=topic&category=housing` is the figure; of the last month that was published."""
    person: User = request.user  # type: ignore[assignment]
    organisation = _own(request)
    asked = request.POST if request.method == "POST" else request.GET
    by, category = asked.get("by", ""), asked.get("category", "")
    span = published_months()
    if span is None or by not in Dimension.values:
        return redirect("counselling-statistics")
    figures = Figures(organisation, *span)
    value = figures.value("month", figures.last, by, category)
    if not value.number:
        messages.error(request, _("This number is hidden: no proposal can stand on it."))
        return redirect("counselling-statistics")
    label, rise = Labels().of(by, category), rise_of(figures, by, category)
    told = rise_sentences(rise) if rise else []
    form = ProposalForm(
        request.POST if request.method == "POST" else None,
        makers=[organisation],
        owners=list(Organisation.objects.filter(is_active=True).order_by("name", "pk")),
        activities=activity_choices(programmes_taken_part_in(person)),
        ideas=[],
        today=timezone.localdate(),
        initial={
            "description": _first_words(label, figures.last, value.number, told),
            "language": (get_language() or "et")[:2],
            "made_by": organisation.pk,
        },
    )
    if request.method == "POST":
        if form.is_valid() and (made := _make(form, figures, by, category, person)):
            messages.success(
                request,
                _(
                    "The proposal is sent: the owner has a letter. Its figure goes on being watched."
                ),
            )
            return redirect("counselling-proposal", made.pk)
        submission = form.cleaned_data.get("submission")
        if submission and (made := proposal_of_submission(submission)):
            return redirect("counselling-proposal", made.pk)
    context = {
        "form": form, "label": label, "by": by, "category": category, "figures": figures,
        "value": value, "sentences": told, "organisation": organisation,
    }  # fmt: skip
    return render(request, "casework/proposals/new.html", context)


@counselling
def proposal_change(request: HttpRequest, pk: int) -> HttpResponse:
    evidence = _evidence(pk)
    if not may_counsel_for(request.user, evidence.organisation):
        raise PermissionDenied
    watch = evidence.proposal.watch
    form = ChangeForm(
        request.POST if request.method == "POST" else None,
        watch=watch,
        owner=evidence.proposal.owner,
        initial={
            "service": watch.service_id or "",
            "changed_on": watch.changed_on or timezone.localdate(),
        },
    )
    if request.method == "POST" and form.is_valid():
        try:
            note_change(
                watch=watch,
                service=form.cleaned_data["service"],
                changed_on=form.cleaned_data["changed_on"],
                by=request.user,  # type: ignore[arg-type]
                now=timezone.now(),
            )
        except Refusal as refusal:
            form.add_error("changed_on", str(refusal))
        else:
            messages.success(
                request, _("Noted. From now on the figure is compared before and after that day.")
            )
            return redirect("counselling-proposal", pk)
    context = {"form": form, "proposal": evidence.proposal, "watch": watch}
    return render(request, "casework/proposals/change.html", context)


def _own(request: HttpRequest) -> Organisation:
    """The organisation named in the address, of those in which the person counsels; else the one
    at whose desk they sit."""
    desks = desk(request)
    asked = (request.POST if request.method == "POST" else request.GET).get("organisation", "")
    if not asked:
        return desks.chosen
    found = next((one for one in desks.all if str(one.pk) == asked), None)
    if found is None:
        raise PermissionDenied
    return found


def _evidence(pk: int) -> ProposalEvidence:
    return get_object_or_404(
        ProposalEvidence.objects.select_related(
            "proposal__owner", "proposal__made_by", "proposal__watch__service",
            "proposal__watch__organisation", "organisation",
        ),
        proposal=pk,
    )  # fmt: skip


def _make(
    form: ProposalForm, figures: Figures, by: str, category: str, person: User
) -> Proposal | None:
    told = form.cleaned_data
    try:
        return propose_from_figure(
            figures=figures,
            dimension=by,
            category=category,
            month=figures.last,
            words=form.words(),
            owner=told["owner"],
            owner_email=told["owner_email"],
            answer_by=told["answer_by"],
            submission=told["submission"],
            by=person,
            now=timezone.now(),
        )
    except Refusal as refusal:
        form.add_error(None, str(refusal))
        return None


def _first_words(label: str, month: date, number: int, told: list[str]) -> str:
    first = _("In %(month)s we were asked about this %(number)s times: %(label)s.") % {
        "month": date_format(month, "F Y"), "number": number, "label": label,
    }  # fmt: skip
    return " ".join([first, *told])


def _strength(evidence: ProposalEvidence) -> str:
    return Rise(**evidence.strength).strength


def _chart(one: Watched) -> MonthChart:
    months = list(one.known)[-24:]
    changed = one.changed_on.replace(day=1) if one.changed_on else None
    bars: list[Month] = [Month(date_format(month, "b y"), one.known[month]) for month in months]
    place = months.index(changed) if changed in months else None
    return month_chart(bars, mark_after=place)
