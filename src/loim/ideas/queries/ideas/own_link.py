"""The links by which authors without an account come back to what they wrote."""

from typing import Literal

from django.conf import settings
from django.urls import reverse
from django.utils import translation

from loim.common.own_keys import hash_of_key, own_key
from loim.ideas.models import Comment, Idea, IdeaTeamMember, Support

Kind = Literal["idea", "comment", "support", "member"]
Owned = Idea | Comment | Support | IdeaTeamMember

_KINDS: dict[type, Kind] = {
    Idea: "idea",
    Comment: "comment",
    Support: "support",
    IdeaTeamMember: "member",
}
_ADDRESSES: dict[Kind, str] = {
    "idea": "idea-own",
    "comment": "comment-own",
    "support": "support-own",
    "member": "idea-team-own",
}


def key_of(owned: Owned) -> str:
    return own_key(f"ideas.{_KINDS[type(owned)]}", owned.submission, owned.key_hash)


def key_hash_of(owned: Owned) -> str:
    """What the row keeps; written when it is made."""
    return hash_of_key(key_of(owned))


def own_path(owned: Owned) -> str:
    return reverse(_ADDRESSES[_KINDS[type(owned)]], args=[key_of(owned)])


def own_link(owned: Owned, language: str) -> str:
    """The whole address, for letters."""
    with translation.override(language):
        return settings.BASE_URL + own_path(owned)


def address_of_idea(idea: Idea, language: str) -> str:
    """Of its public page, for letters."""
    with translation.override(language):
        return settings.BASE_URL + reverse("idea", args=[idea.pk])
