"""The links between the pages of one network."""

from typing import Any

from django import template
from django.template.context import Context

from loim.networks.models import Network
from loim.networks.on_network_page import links_of

register = template.Library()


@register.inclusion_tag("networks/network_links.html", takes_context=True)
def network_links(context: Context, network: Network, here: str) -> dict[str, Any]:
    """`here` is the name of the address of this page."""
    return {"links": links_of(network, context["request"].user, here)}
