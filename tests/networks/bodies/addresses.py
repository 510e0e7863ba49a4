"""Who may open addresses of calls, questions and pay: see tests/test_access_by_object.py."""

from typing import Any

from loim.people.models import Organisation
from loim.programmes.models import Activity
from tests.factories import bodies as make
from tests.factories.networks import member

KEYS: dict[str, str] = {
    "body-call": "body_call",
    "body-applicant": "body_applicant",
    "body-question": "body_question",
    "body-paper": "body_paper",
    "body-remuneration": "body_pay",
    "network-terms": "body",
    "network-questions": "body",
    "network-question-new": "body",
    "network-calls": "body",
    "network-call-new": "body",
    "network-remuneration": "body",
}
PARTS: dict[str, str] = {"key": "body_key"}
OPEN: set[str] = {
    # by the secret in a link; tests/networks/bodies/test_applying.py, test_questions.py
    "body-own", "body-own-confirm", "body-own-change", "body-own-withdraw", "body-own-offer",
    "body-own-erase", "body-asked", "body-asked-comment", "body-asked-opinion",
}  # fmt: skip
# Who sat when, without names unless they agreed; tests/networks/bodies/test_questions.py
READ_BY_PARTNERS: set[str] = {"network-terms"}


def theirs(rakvere: Organisation, under: Activity) -> dict[str, Any]:
    of = make.body(rakvere, under, seats=1, is_public=False)
    call = make.call(of, state="draft")
    question = make.question(of, "draft")
    paper = question.papers.create(title="Eelnõu", url="https://example.ee", added_at=make.NOW)
    return {
        "body": of.pk,
        "body_call": call.pk,
        "body_applicant": make.applicant(call).pk,
        "body_question": question.pk,
        "body_paper": paper.pk,
        "body_pay": make.pay(of, member(of, name="Ants Liige")).pk,
        "body_key": "nobody",
    }
