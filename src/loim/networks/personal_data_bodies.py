"""What calls, questions and pay of bodies keep about people: what for and how long.

`actions.bodies.erasing` acts on it every night.
"""

from datetime import timedelta
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from loim.networks.actions.bodies.erasing import KEPT, applications_of, erase_account
from loim.networks.queries.bodies.remuneration import own_log
from loim.people.models import User
from loim.people.personal_records import PersonalRecords, register
from loim.people.retention import declare, declare_impersonal

ACCOUNTS_KEPT = timedelta(days=7 * 365)
_HISTORY = ("pgh_id", "pgh_created_at", "pgh_label", "pgh_obj", "pgh_context", "id")
_UNTIL = _("until six months after the call ended; of members, as long as their mandate and six"
           " months")  # fmt: skip
_WITH_BODY = _("as long as the body's records")
_ACCOUNTS = _("seven years from the end of the year, as accounts are (Accounting Act § 12)")


def declare_bodies() -> None:
    _declare_applicants()
    _declare_questions()
    _declare_remuneration()


def _declare_applicants() -> None:
    choose, represent = _("To choose members."), _("To see whether all groups are represented.")
    fields: tuple[tuple[str, str | Promise, str | Promise], ...] = (
        ("name", pgettext_lazy("a person", "Name of an applicant to a body"), choose),
        ("email", _("E-mail of an applicant to a body"), _("To tell the result.")),
        ("language", _("Language of an applicant"), _("To write in it.")),
        ("motivation", _("Motivation of an applicant"), choose),
        ("gender", _("Gender of an applicant"), represent),
        ("age_group", _("Age group of an applicant"), represent),
        ("mother_tongue", _("Mother tongue of an applicant"), represent),
        ("party", _("Party of an applicant"), represent),
        ("county", _("County of an applicant"), represent),
        ("district", _("District of an applicant"), represent),
        ("reason", _("Reason of the decision about an applicant"), _("To tell them.")),
    )
    for field, name, purpose in fields:
        declare(f"networks.Applicant.{field}", name, purpose, _UNTIL, KEPT)
    for model in ("Applicant", "ApplicantHistory"):
        declare(
            f"networks.{model}.decided_by", _("Who decided on an applicant"),
            _("To trace who did it."), _WITH_BODY,
        )  # fmt: skip
    state = ("call", "state", "state_at", "outcome", "erased_at")
    kept = (field for field in _HISTORY if field != "id")  # only what is named above is tracked
    declare_impersonal("networks.ApplicantHistory", *kept, *state)
    declare_impersonal(
        "networks.Applicant", "id", "submission", *state, "confirmed_at", "offer_expires_at",
        "chance", "pseudonym", "member", "seed", "key_hash", "created_at",
    )  # fmt: skip


def _declare_questions() -> None:
    for field, name in (
        ("BodyQuestion.asked_by", _("Who asked a body")),
        ("BodyQuestionHistory.asked_by", _("Who asked a body")),
        ("CityAnswer.answered_by", _("Who answered a body")),
        ("CityAnswerHistory.answered_by", _("Who answered a body")),
        ("QuestionChange.recorded_by", _("Who wrote a change down")),
        ("Opinion.written_by", _("Who wrote an opinion down")),
        ("MemberCall.created_by", _("Who wrote a call")),
        ("MemberCallHistory.created_by", _("Who wrote a call")),
        ("CallDraw.drawn_by", _("Who held a draw")),
        ("CallAmendment.made_by", _("Who changed the rules of a draw")),
    ):
        declare(f"networks.{field}", name, _("To trace who did it."), _WITH_BODY)
    for field, name in (
        ("QuestionComment.member", _("Who commented on a question to a body")),
        ("QuestionComment.text", _("Comment on a question to a body")),
        ("AskedMember.member", _("Members who were asked")),
        ("OpinionVote.mandate", _("Whose vote it was")),
        ("OpinionVote.stance", _("A member's vote")),
    ):
        declare(f"networks.{field}", name, _("To form the body's opinion."), _WITH_BODY)
    declare_impersonal("networks.QuestionComment", "id", "question", "submission", "written_at")
    declare_impersonal("networks.AskedMember", "id", "question", "seed", "key_hash")
    declare_impersonal("networks.OpinionVote", "id", "opinion")


def _declare_remuneration() -> None:
    pay = _("To pay members and account for it.")
    for field, name in (
        ("Remuneration.paid_to", _("Name of who was paid")),
        ("Remuneration.member", _("Member who was paid")),
        ("RemunerationHistory.member", _("Member who was paid")),
    ):
        declare(f"networks.{field}", name, pay, _ACCOUNTS, ACCOUNTS_KEPT)
    for model in ("Remuneration", "RemunerationHistory"):
        for field, name in (
            ("hours", _("Paid hours")),
            ("euros", _("Sum paid")),
            ("basis", _("Basis of pay")),
            ("paid_date", _("When it was paid")),
        ):
            declare(f"networks.{model}.{field}", name, pay, _ACCOUNTS, ACCOUNTS_KEPT)
        for field, name in (
            ("approved_by", _("Who approved pay")),
            ("recorded_by", _("Who wrote pay down")),
        ):
            declare(
                f"networks.{model}.{field}", name, _("To trace who did it."), _ACCOUNTS,
                ACCOUNTS_KEPT,
            )  # fmt: skip
        declare_impersonal(
            f"networks.{model}", "id", "network", "event", "start_date", "end_date", "approved_at",
            "recorded_at",
        )  # fmt: skip
    declare_impersonal("networks.Remuneration", "submission")
    declare_impersonal("networks.RemunerationHistory", *_HISTORY)


def register_records_of_bodies() -> None:
    register(
        PersonalRecords(
            "body_applications",
            _("Your applications to bodies"),
            export_applications,
            erase_account,
        )
    )
    register(
        PersonalRecords("body_pay", _("What bodies paid you"), export_pay, lambda _who, _now: None)
    )


def export_applications(person: User) -> list[dict[str, Any]]:
    return [
        {
            "call": row.call.title,
            "name": row.name,
            "email": row.email,
            "language": row.language,
            "motivation": row.motivation,
            "gender": row.gender,
            "age_group": row.age_group,
            "mother_tongue": row.mother_tongue,
            "party": row.party,
            "county": row.county_id,
            "district": row.district,
            "state": row.state,
            "reason": row.reason if row.state not in ("pending", "applied") else "",
        }
        for row in applications_of(person)
    ]


def export_pay(person: User) -> list[dict[str, Any]]:
    return [
        {
            "body": row.network.name,
            "from": row.start_date.isoformat(),
            "until": row.end_date.isoformat(),
            "hours": str(row.hours) if row.hours is not None else None,
            "euros": str(row.euros) if row.euros is not None else None,
            "basis": row.basis,
            "paid": row.paid_date.isoformat() if row.paid_date else None,
        }
        for row in own_log(person)
    ]
