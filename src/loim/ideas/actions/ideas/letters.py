"""Letters to those who gave something: its link, and what became of it."""

from loim.common.mail import queue_mail
from loim.ideas.models import Idea
from loim.ideas.queries.ideas.own_link import own_link


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
