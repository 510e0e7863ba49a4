"""Forums, ideas and proposals as they are found: what everybody may read."""

from collections.abc import Iterable, Sequence

from django.contrib.auth.models import AnonymousUser
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from loim.events.permissions import events_open_to_all
from loim.ideas.models import Forum, Idea, Proposal, ProposalStatus
from loim.ideas.permissions import ideas_readable_by
from loim.search.giving import words_of
from loim.search.providers import Document, Provider, Watch, Words, register


def register_search() -> None:
    """What becomes of an event becomes of its forum and of the ideas there, too."""
    forums = (Watch("ideas_forum"), Watch("events_event", ids=_forums_of))
    register(
        Provider(
            "forums",
            _("Forums"),
            _all_forums,
            _forums,
            watches=forums,
            one=pgettext_lazy("one of them", "forum"),
        )
    )
    ideas = (
        Watch("ideas_idea"), Watch("ideas_forum", ids=_ideas_of_forums),
        Watch("events_event", ids=_ideas_of_events),
    )  # fmt: skip
    register(
        Provider(
            "ideas",
            _("Ideas"),
            _all_ideas,
            _ideas,
            watches=ideas,
            one=pgettext_lazy("one of them", "idea"),
        )
    )
    proposals = (Watch("ideas_proposal"),)
    register(
        Provider(
            "proposals",
            _("Proposals"),
            _all_proposals,
            _proposals,
            watches=proposals,
            one=pgettext_lazy("one of them", "proposal"),
        )
    )


def _forums_of(events: Sequence[int]) -> Iterable[int]:
    return Forum.objects.filter(event__in=events).values_list("pk", flat=True)


def _ideas_of_forums(forums: Sequence[int]) -> Iterable[int]:
    return Idea.objects.filter(forum__in=forums).values_list("pk", flat=True)


def _ideas_of_events(events: Sequence[int]) -> Iterable[int]:
    return Idea.objects.filter(forum__event__in=events).values_list("pk", flat=True)


def _all_forums() -> Iterable[int]:
    return Forum.objects.values_list("pk", flat=True)


def _forums(ids: Sequence[int]) -> Iterable[Document]:
    rows = Forum.objects.filter(pk__in=ids, is_public=True, event__in=events_open_to_all())
    for forum in rows.select_related("event"):
        event = forum.event
        texts = {}
        for language in {event.language, *event.translations}:
            said = forum.text("introduction", language)
            body = str(said) if said.language == language else ""
            texts[language] = Words(str(event.text("title", language)), body)
        yield Document(
            object_id=forum.pk, texts=texts, language=event.language, url_name="forum",
            url_args=[forum.pk], day=event.start_date,
        )  # fmt: skip


def _all_ideas() -> Iterable[int]:
    return Idea.objects.values_list("pk", flat=True)


def _ideas(ids: Sequence[int]) -> Iterable[Document]:
    """Without their authors: who wrote it may be found on its page, where the author chose that."""
    for idea in ideas_readable_by(AnonymousUser()).filter(pk__in=ids, joined_to=None):
        yield Document(
            object_id=idea.pk, texts=words_of(idea, "title", ["words"]), language=idea.language,
            url_name="idea", url_args=[idea.pk],
        )  # fmt: skip


def _all_proposals() -> Iterable[int]:
    return Proposal.objects.values_list("pk", flat=True)


def _proposals(ids: Sequence[int]) -> Iterable[Document]:
    rows = Proposal.objects.filter(pk__in=ids).exclude(status=ProposalStatus.WITHDRAWN)
    for proposal in rows.select_related("made_by", "owner"):
        keywords = f"{proposal.made_by.name} {proposal.owner.name}"
        yield Document(
            object_id=proposal.pk,
            texts=words_of(
                proposal, "title", ["description", "answer", "outcome"], keywords=keywords
            ),
            language=proposal.language,
            url_name="proposal",
            url_args=[proposal.pk],
            day=proposal.sent_date,
        )
