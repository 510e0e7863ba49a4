"""An organisation's own steps and what to bring, from the platform's words."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.utils.translation import gettext_lazy as _

from loim.casework.logic.registry.templates import says_something, template_of
from loim.casework.models import RegistryTemplate
from loim.casework.permissions import may_counsel_for
from loim.common.refusals import Refusal
from loim.people.models import Organisation, User
from loim.services.models import Topic


class TemplateIsEmpty(Refusal):
    message = _("Write one step at least, and each line in Estonian.")


def template_for(organisation: Organisation, kind: str) -> RegistryTemplate:
    """Its own, or the platform's, not saved yet."""
    found = RegistryTemplate.objects.filter(organisation=organisation, kind=kind).first()
    return found or RegistryTemplate(
        organisation=organisation, kind=kind, content=template_of(kind)
    )


def save_template(
    *, organisation: Organisation, kind: str, content: dict[str, Any], topic: Topic | None,
    booking_url: str, by: User,
) -> RegistryTemplate:  # fmt: skip
    """What runs already keeps the steps that it began with."""
    if not may_counsel_for(by, organisation):
        raise PermissionDenied
    if not says_something(content):
        raise TemplateIsEmpty
    saved, _made = RegistryTemplate.objects.update_or_create(
        organisation=organisation, kind=kind,
        defaults={"content": content, "topic": topic, "booking_url": booking_url},
    )  # fmt: skip
    return saved
