"""Published versions as they are read today: whoever has left has no number in them."""

from dataclasses import dataclass
from datetime import datetime

from loim.communities.contact_details import Details, unsealed
from loim.communities.logic.crisis.content import Change, Content, changes, from_json
from loim.communities.logic.crisis.tree import Row, rows_of
from loim.communities.models import CrisisContact, CrisisPlan, CrisisVersion, VersionContact
from loim.communities.queries.crisis.draft import Draft


@dataclass(frozen=True)
class Phones:
    """Whose telephones and addresses a reader sees: nobody's, everybody's, or of those who have
    confirmed since a moment."""

    are_shown: bool
    confirmed_since: datetime | None = None


EVERYBODYS, NOBODYS = Phones(True), Phones(False)


@dataclass(frozen=True)
class Said:
    """Somebody in a version. `details` are empty where they left, or are not for this reader."""

    key: str
    name: str
    details: Details
    languages: str
    skills: str
    has_left: bool


@dataclass(frozen=True)
class Read:
    """`left`: names of those who left since; the version is out of date where there are any."""

    version: CrisisVersion
    content: Content
    people: dict[str, Said]
    with_phones: bool

    @property
    def left(self) -> list[str]:
        return [said.name for said in self.people.values() if said.has_left]

    @property
    def is_out_of_date(self) -> bool:
        return any(said.has_left for said in self.people.values())

    @property
    def rows(self) -> list[Row]:
        return rows_of(self.content.calls, call_minutes=self.content.call_minutes)

    def said_in_order(self) -> list[Said]:
        return [self.people[key] for key in self.content.calls if key in self.people]


def current_version(plan: CrisisPlan) -> CrisisVersion | None:
    return plan.versions.filter(superseded_at=None).first()


def read_version(version: CrisisVersion, phones: Phones) -> Read:
    """One query, or two. What is not for this reader is not even unsealed."""
    rows = list(version.contacts.order_by("pk"))
    agreed = None
    if phones.are_shown and phones.confirmed_since is not None:
        contacts = CrisisContact.objects.filter(plan=version.plan_id)
        confirmed = contacts.filter(confirmed_at__gte=phones.confirmed_since)
        agreed = set(confirmed.values_list("uuid", flat=True))
    return Read(
        version=version,
        content=from_json(version.content),
        people={
            str(row.contact_uuid): _said(
                row, phones.are_shown and (agreed is None or row.contact_uuid in agreed)
            )
            for row in rows
        },
        with_phones=phones.are_shown,
    )


def _said(row: VersionContact, with_phones: bool) -> Said:
    return Said(
        key=str(row.contact_uuid),
        name=row.name,
        details=unsealed(row.sealed_details) if with_phones else Details(),
        languages=row.languages,
        skills=row.skills,
        has_left=row.left_at is not None,
    )


def changes_since(draft: Draft, read: Read | None) -> list[Change]:
    """What publishing the draft would tell its readers; of a first version everything is new."""
    content = draft.content()
    names = {**({key: said.name for key, said in read.people.items()} if read else {})}
    names.update(draft.names)
    if read is None:
        return changes(Content(), content, names=names, changed_people=set())
    return changes(read.content, content, names=names, changed_people=_changed_people(draft, read))


def _changed_people(draft: Draft, read: Read) -> set[str]:
    """Read with phones, else every number looks new."""
    return {
        key
        for contact in draft.contacts
        if (said := read.people.get(key := str(contact.uuid))) is not None
        and (
            (contact.name, contact.languages, contact.skills)
            != (said.name, said.languages, said.skills)
            or unsealed(contact.sealed_details) != said.details
        )
    }


def differs(draft: Draft, read: Read | None) -> bool:
    """Whether there is anything to publish."""
    return read is None or read.is_out_of_date or bool(changes_since(draft, read))
