"""The links between the pages of one network, and how people are named there."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django import template
from django.template.context import Context
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from loim.networks.models import Member, Network
from loim.networks.on_network_page import NETWORK_PAGE
from loim.networks.queries.meetings.owed import NetworkOwes
from loim.networks.queries.shown_holders import ShownTo

register = template.Library()


@register.inclusion_tag("networks/network_links.html", takes_context=True)
def network_links(context: Context, network: Network, here: str) -> dict[str, Any]:
    """`here` is the name of the address of this page."""
    return {"links": NETWORK_PAGE.links_of(network, context["request"].user, here)}


@register.simple_tag
def shown_name(shown: ShownTo, member: Member) -> SafeString:
    """A member's name, or that they are not listed. An organisation's name is Estonian."""
    if not shown.names(member):
        return format_html('<span class="muted">{}</span>', _("not listed"))
    language = mark_safe(' lang="et"') if member.is_organisation else ""
    return format_html("<span{}>{}</span>", language, str(member))


@register.simple_tag
def member_role(member: Member, day: date) -> str:
    """Their role on that day: whose term as a chair is over is a member."""
    return capfirst(str(member.role_on(day).label))


@register.simple_tag
def next_date(dates: Mapping[int, date], network: Network) -> date | None:
    return dates.get(network.pk)


@register.simple_tag
def owed_of(owed: Mapping[int, NetworkOwes], network: Network) -> NetworkOwes | None:
    """What the network owes its county this year; `owed` is of the whole list."""
    return owed.get(network.pk)
