"""Which service was changed, and since when."""

from typing import Any, cast

from django import forms
from django.utils.translation import gettext_lazy as _

from loim.casework.models import Watch
from loim.content.queries.reading import attach_texts
from loim.people.models import Organisation
from loim.programmes.forms.record_fields import DayField
from loim.services.models import Service, ServiceStatus


class ChangeForm(forms.Form):
    service = forms.ChoiceField(label=_("Service that was changed"))
    changed_on = DayField(
        label=_("Changed on"),
        help_text=_("The day since which people meet the changed service."),
    )

    def __init__(self, *args: Any, watch: Watch, owner: Organisation, **options: Any) -> None:
        super().__init__(*args, **options)
        self.services = {str(one.pk): one for one in services_of(owner, watch)}
        field = cast("forms.ChoiceField", self.fields["service"])
        field.choices = [
            ("", _("Choose")),
            *((key, said(one)) for key, one in self.services.items()),
        ]

    def clean_service(self) -> Service:
        return self.services[self.cleaned_data["service"]]


def services_of(owner: Organisation, watch: Watch) -> list[Service]:
    """Of the proposal's owner first, then of whoever proposed, then of the state."""
    found = list(
        Service.objects.filter(status=ServiceStatus.ACTIVE).select_related("owner").order_by("pk")
    )
    attach_texts(found)
    near = {owner.pk: 0, watch.organisation_id: 1}
    return sorted(found, key=lambda one: (near.get(one.owner_id, 2), said(one).casefold(), one.pk))


def said(service: Service) -> str:
    """Its title, in the reader's language if it has one there."""
    return str(service.shown.values.get("title", "")) or str(service.pk)  # type: ignore[attr-defined]
