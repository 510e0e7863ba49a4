"""Which texts journeys and their steps have (see `loim.content.kinds`)."""

from collections.abc import Iterable, Mapping

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from loim.content.kinds import TextField, TextKind, register


def journey_pages(text_ids: Iterable[int]) -> Mapping[int, str]:
    """One query."""
    from loim.services.models import Journey

    found = Journey.objects.filter(text__in=list(text_ids)).values_list("text_id", "slug")
    return {text: reverse("public-journey", args=[slug]) for text, slug in found}


def step_pages(text_ids: Iterable[int]) -> Mapping[int, str]:
    """The step on the page where designers see the whole journey. One query."""
    from loim.services.models import JourneyStep

    found = JourneyStep.objects.filter(text__in=list(text_ids), is_removed=False)
    return {
        text: reverse("journey-design-step", args=[pk])
        for text, pk in found.values_list("text_id", "pk")
    }


JOURNEY = TextKind(
    "journey",
    _("journey"),
    (
        TextField("title", _("Title"), max_length=150, is_required=True),
        TextField(
            "summary",
            _("In a sentence or two"),
            is_long=True,
            max_length=400,
            is_required=True,
            help=_("Stands in the list of journeys: for whom it is and what it leads to."),
        ),
        TextField("introduction", _("Introduction"), is_rich=True),
    ),
    journey_pages,
)

STEP = TextKind(
    "journey_step",
    _("step of a journey"),
    (
        TextField(
            "title",
            _("What to do, in a few words"),
            max_length=150,
            is_required=True,
            help=_("As something that a person does: “Register your residence”."),
        ),
        TextField("todo", _("What to do"), is_rich=True, is_required=True),
        TextField(
            "bring",
            _("What to bring"),
            is_long=True,
            max_length=1000,
            help=_("One thing on each line."),
        ),
        TextField("where", _("Where"), max_length=300),
        TextField("good_to_know", _("Good to know"), is_rich=True),
    ),
    step_pages,
)


def register_texts() -> None:
    register(JOURNEY)
    register(STEP)
