"""What several forms of this room offer to choose from."""

from datetime import datetime, time
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import get_language, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from loim.casework.logic.appointments.slots import moment
from loim.casework.models import Room
from loim.people.models import Organisation, User
from loim.services.models import Topic

MINUTES = [(15, "15"), (30, "30"), (45, "45"), (60, "60"), (90, "90"), (120, "120")]


class TopicField(forms.ModelChoiceField):  # type: ignore[type-arg]  # generic for the type checker only
    def __init__(self, **options: Any) -> None:
        options.setdefault("label", _("Topic"))
        super().__init__(Topic.objects.order_by("position", "pk"), **options)

    def label_from_instance(self, obj: Any) -> str:
        return str(obj.text("name", get_language()))


class PersonField(forms.ModelChoiceField):  # type: ignore[type-arg]
    def __init__(self, **options: Any) -> None:
        super().__init__(User.objects.none(), **options)

    def label_from_instance(self, obj: Any) -> str:
        return str(obj.name or obj.email)


class RoomField(forms.ModelChoiceField):  # type: ignore[type-arg]
    def __init__(self, **options: Any) -> None:
        options.setdefault("label", pgettext_lazy("a place", "Room"))
        options.setdefault("required", False)
        options.setdefault("empty_label", _("no room"))
        super().__init__(Room.objects.none(), **options)


def rooms_in_use(organisation: Organisation) -> QuerySet[Room]:
    return Room.objects.filter(organisation=organisation, is_active=True).order_by("name", "pk")


def moment_of(day: Any, clock: time | None) -> datetime | None:
    return moment(day, clock) if day and clock else None
