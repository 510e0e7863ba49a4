"""Letters to those who gave something: its link, and what became of it."""

from datetime import datetime
from typing import Any

from loim.common.bulk_mail import Letter, queue_letters
from loim.common.mail import MailText, queue_mail, render_mail
from loim.ideas.models import Comment, Idea, IdeaTeamMember, Support
from loim.ideas.queries.ideas.own_link import Owned, address_of_idea, own_link
from loim.people.models.user import ERASED_DOMAIN

ERASED = f"@{ERASED_DOMAIN}"


def ask_to_confirm(idea: Idea) -> None:
    """To an author without an account: the link by which they confirm, change and withdraw it."""
    queue_mail(
        to=idea.author_email,
        template="idea_given",
        context={
            "title": idea.title,
            "forum": idea.forum.event.text("title", idea.language),
            "name": idea.author_name,
            "must_confirm": idea.confirmed_at is None,
            "link": own_link(idea, idea.language),
        },
        language=idea.language,
    )


def ask_to_confirm_comment(comment: Comment) -> None:
    _ask(comment, comment.idea, comment.author_email, comment.language, "idea_comment_given")


def ask_to_confirm_support(support: Support, language: str) -> None:
    _ask(support, support.idea, support.email, language, "idea_support_given")


def welcome_to_team(member: IdeaTeamMember, language: str) -> None:
    _ask(
        member, member.team.idea, member.email, language, "idea_team_joined", team=member.team.name
    )


def _ask(owned: Owned, idea: Idea, to: str, language: str, template: str, **more: Any) -> None:
    context = {
        "title": idea.text("title", language),
        "must_confirm": owned.confirmed_at is None,
        "link": own_link(owned, language),
        **more,
    }
    queue_mail(to=to, template=template, context=context, language=language)


def tell_author(written: Idea | Comment, what: str, *, note: str = "") -> None:
    """That a moderator did not show it, or shows it after all. `what`: 'hidden' or 'shown'."""
    to, language = _author_of(written)
    if not to:
        return
    idea = written if isinstance(written, Idea) else written.idea
    queue_mail(
        to=to,
        template=f"idea_words_{what}",
        context={
            "title": idea.title,
            "is_comment": isinstance(written, Comment),
            "text": written.words,
            "note": note,
            "link": "" if written.author_id else own_link(written, language),
        },
        language=language,
    )


def _author_of(written: Idea | Comment) -> tuple[str, str]:
    if written.author is not None:
        return (written.author.email if written.author.is_active else "", written.author.language)
    # An address that nobody confirmed may be a stranger's.
    return (written.author_email if written.confirmed_at else "", written.language)


def tell_of_withdrawal(idea: Idea, now: datetime) -> int:
    """Supporters and those who commented, each once, not the author; how many were told."""
    people = _followers(idea)
    texts: dict[str, MailText] = {}
    letters = []
    for address, language in sorted(people.items()):
        if language not in texts:
            context = {
                "title": idea.text("title", language),
                "forum": idea.forum.event.text("title", language),
                "has_proposal": idea.proposals.exists(),
                "link": address_of_idea(idea, language),
            }
            texts[language] = render_mail("idea_withdrawn", context, language)
        letters.append(Letter(address, language, texts[language]))
    queue_letters(letters, template="idea_withdrawn", now=now)
    return len(letters)


def _followers(idea: Idea) -> dict[str, str]:
    """Proved address to language; accounts that were closed are left out."""
    found: dict[str, str] = {}
    supports = idea.supports.exclude(confirmed_at=None).exclude(email__endswith=ERASED)
    for support in supports.select_related("user"):
        if support.user is None:
            found.setdefault(support.email.lower(), idea.forum.event.language)
        elif support.user.is_active:
            found[support.user.email.lower()] = support.user.language
    for comment in idea.comments.exclude(confirmed_at=None).select_related("author"):
        address, language = _author_of(comment)
        if address:
            found[address.lower()] = language
    found.pop(_author_of(idea)[0].lower(), None)
    return found
