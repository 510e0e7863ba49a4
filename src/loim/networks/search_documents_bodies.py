"""Calls for members and questions to bodies as they are found: by everybody, once published."""

from collections.abc import Iterable, Sequence

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from loim.networks.logic.bodies.call_states import CallState
from loim.networks.models.bodies import BodyQuestion, MemberCall, Opinion
from loim.search.giving import where, words_of
from loim.search.providers import Document, Provider, Watch, register

OVER = 0.5  # of the rank that an open one has


def register_search() -> None:
    register(
        Provider(
            key="member-calls",
            label=_("Calls for members"),
            one=pgettext_lazy("one of them", "call for members"),
            ids=_ids_of_calls,
            documents=_calls,
            watches=(Watch("networks_membercall"),),
        )
    )
    register(
        Provider(
            key="body-questions",
            label=_("Questions and opinions"),
            one=pgettext_lazy("one of them", "question to a body"),
            ids=_ids_of_questions,
            documents=_questions,
            watches=(
                Watch("networks_bodyquestion"),
                Watch("networks_opinion", "question_id"),
            ),
        )
    )


def _ids_of_calls() -> Iterable[int]:
    return MemberCall.objects.values_list("pk", flat=True)


def _calls(ids: Sequence[int]) -> Iterable[Document]:
    """One query; what is cancelled is not found."""
    rows = MemberCall.objects.filter(pk__in=ids, published_at__isnull=False)
    rows = rows.exclude(state=CallState.CANCELLED)
    for call in rows.select_related("network__organisation__municipality").order_by("pk"):
        yield Document(
            object_id=call.pk,
            texts=words_of(call, "title", ["description"], keywords=call.network.name),
            language=call.language,
            url_name="body-call",
            url_args=(call.pk,),
            facets=where(call.network.organisation.municipality),
            importance=1.0 if call.state == CallState.PUBLISHED else OVER,
        )


def _ids_of_questions() -> Iterable[int]:
    return BodyQuestion.objects.values_list("pk", flat=True)


def _questions(ids: Sequence[int]) -> Iterable[Document]:
    """Two queries. With the body's opinion, which stands in one language."""
    rows = BodyQuestion.objects.public().filter(pk__in=ids)
    given = dict(Opinion.objects.filter(question__in=ids).values_list("question", "text"))
    for question in rows.select_related("network__organisation__municipality").order_by("pk"):
        keywords = f"{question.network.name}\n{given.get(question.pk, '')}".strip()
        yield Document(
            object_id=question.pk,
            texts=words_of(question, "title", ["text_asked"], keywords=keywords),
            language=question.language,
            url_name="body-question",
            url_args=(question.pk,),
            facets=where(question.network.organisation.municipality),
            day=question.asked_at.date() if question.asked_at else None,
        )
