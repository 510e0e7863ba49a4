"""Experts for tests, made through the actions that pages use."""

from datetime import UTC, date, datetime
from itertools import count
from typing import Any
from uuid import uuid4

from loim.experts.actions.consent import give_consent
from loim.experts.actions.profile import ProfileFacts, save_profile
from loim.experts.actions.references import ReferenceFacts, ask_reference
from loim.experts.actions.requests.sending import Asked, Asker, confirm_request, send_request
from loim.experts.logic.consent import WORDS_VERSION
from loim.experts.models import Approach, Expert, ExpertField, ExpertRequest, Reference
from loim.people.models import County, User
from tests.factories.people import county, user

_numbers = count(1)
MADE = datetime(2023, 9, 1, 8, tzinfo=UTC)


def field(slug: str = "", name: str = "", **fields: Any) -> ExpertField:
    number = next(_numbers)
    return ExpertField.objects.create(
        slug=slug or f"vald-{number}", name=name or f"valdkond {number}", **fields
    )


def person(name: str = "", **fields: Any) -> User:
    number = next(_numbers)
    return user(
        f"ekspert{number}@example.ee", name=name or f"Ekspert {number}",
        **{"language": "en", **fields},
    )  # fmt: skip


def facts(**changed: Any) -> ProfileFacts:
    given: dict[str, Any] = {
        "name": f"Ekspert {next(_numbers)}",
        "headline": "Aitan küladel kriisiplaani teha",
        "about": "Olen juhendanud kümneid kogukondi.",
        "language": "et",
        "kinds": ["trainer"],
        "languages": ["et"],
        "formats": ["on_site"],
    }
    if "fields" not in changed:
        given["fields"] = [field()]
    if "counties" not in changed:
        given["counties"] = [county()]
    return ProfileFacts(**{**given, **changed})


def draft(by: User | None = None, *, now: datetime = MADE, **changed: Any) -> Expert:
    """Described, and not listed."""
    by = by or person(changed.get("name", ""))
    said = facts(**{"name": by.name, **changed})
    return save_profile(facts=said, seen_revision=None, by=by, now=now)


def expert(by: User | None = None, *, now: datetime = MADE, **changed: Any) -> Expert:
    """Listed for a year from `now`."""
    made = draft(by, now=now, **changed)
    consent(made, now=now)
    return made


def consent(made: Expert, *, now: datetime = MADE) -> Any:
    return give_consent(
        expert=made, words_version=WORDS_VERSION, language="et", by=made.person, now=now
    )


def reference(of: Expert, *, now: datetime = MADE, **changed: Any) -> Reference:
    """Asked for, of somebody by letter unless an `organisation` is given."""
    given: dict[str, Any] = {"work": "Koolitas külavanemaid", "start_date": date(2023, 5, 2)}
    if "organisation" not in changed:
        given |= {
            "organisation_name": "Kaevu küla selts",
            "contact_name": "Malle Maa",
            "contact_email": f"malle{next(_numbers)}@example.ee",
        }
    said = ReferenceFacts(**{**given, **changed})
    return ask_reference(expert=of, facts=said, submission=uuid4(), by=of.person, now=now)


def request(
    *experts: Expert, by: User | None = None, now: datetime = MADE, is_confirmed: bool = True,
    kind: str = "work", asker: Asker | None = None, **changed: Any,
) -> ExpertRequest:  # fmt: skip
    """Of Kadri, who has no account, unless `by` somebody."""
    given = {"subject": f"Koolitus {next(_numbers)}", "words": "Kolmkümmend inimest."}
    asker = asker or Asker("Kadri Küsija", f"kadri{next(_numbers)}@example.ee", "Metsa küla")
    made = send_request(
        asked=Asked(kind=kind, **{**given, **changed}), experts=experts, asker=asker,
        language="et", submission=uuid4(), by=by, now=now,
    )  # fmt: skip
    if is_confirmed and by is None:
        made = confirm_request(request=made, now=now)
    return made


def approach(of: ExpertRequest, to: Expert) -> Approach:
    return Approach.objects.select_related("request", "expert").get(request=of, expert=to)


def counties(*names: str) -> list[County]:
    return [county(name, f"9{number:03}") for number, name in enumerate(names)]
