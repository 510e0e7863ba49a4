"""The links between the pages of one community."""

from typing import Any

from django import template
from django.template.context import Context

from loim.communities.models import Community
from loim.communities.on_community_page import COMMUNITY_PAGE

register = template.Library()


@register.inclusion_tag("communities/links.html", takes_context=True)
def community_links(context: Context, community: Community, here: str) -> dict[str, Any]:
    """`here` is the name of the address of this page."""
    return {"links": COMMUNITY_PAGE.links_of(community, context["request"].user, here)}
