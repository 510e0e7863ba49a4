"""Which texts services have (see `loim.content.kinds`)."""

from collections.abc import Iterable, Mapping

from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from loim.content.kinds import TextField, TextKind, register


def service_pages(text_ids: Iterable[int]) -> Mapping[int, str]:
    """One query."""
    from loim.services.models import Service

    found = Service.objects.filter(text__in=list(text_ids)).values_list("text_id", "pk")
    return {text: reverse("service", args=[pk]) for text, pk in found}


SERVICE = TextKind(
    "service",
    _("service"),
    (
        TextField("title", _("Name of the service"), max_length=200, is_required=True),
        TextField(
            "summary",
            _("In a sentence or two"),
            is_long=True,
            max_length=400,
            is_required=True,
            help=_("Stands in lists. What does a person have afterwards?"),
        ),
        TextField("for_whom", _("For whom"), is_long=True, max_length=1000),
        TextField("description", pgettext_lazy("a service", "What it is"), is_rich=True),
        TextField("how_to", _("How to go about it"), is_rich=True),
        TextField("processing", _("How long it takes"), is_long=True, max_length=500),
        TextField("good_to_know", _("Good to know"), is_rich=True),
    ),
    service_pages,
)

LOCAL_ADDITION = TextKind(
    "local_addition",
    _("local addition to a state service"),
    (
        TextField(
            "summary",
            _("In a sentence"),
            is_long=True,
            max_length=400,
            is_required=True,
            help=_("What is different here? Stands in lists."),
        ),
        TextField("addition", _("What applies here"), is_rich=True),
    ),
    service_pages,
)


def register_texts() -> None:
    register(SERVICE)
    register(LOCAL_ADDITION)
