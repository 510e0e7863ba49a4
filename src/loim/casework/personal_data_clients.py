"""What is kept of clients and their cases, why, and how long (see `loim.people.retention`)."""

from django.utils.translation import gettext_lazy as _

from loim.people.retention import declare, declare_impersonal

_HISTORY = ("pgh_id", "pgh_created_at", "pgh_label", "pgh_obj", "pgh_context")
_KEPT = _("until 30 days after the consent was withdrawn, or 90 days after it expired")
_WITH_RECORDS = _("as long as the organisation’s records, or until the client’s record is erased")

_NAMING = (
    ("sealed_name", _("Name of a client, encrypted"), _("To know who comes again.")),
    ("sealed_contact", _("Contact of a client, encrypted"), _("To reach them about their matter.")),
    ("sealed_code", _("Personal code of a client, encrypted"), _("For registry services.")),
    ("name_words", _("Words of the name as keyed hashes"), _("To find the record by the name.")),
    ("same_hash", _("Name and year of birth as a keyed hash"), _("To record nobody twice.")),
    ("link_seed", _("Seed of the client’s own link"), _("To make the link anew for a letter.")),
    ("link_hash", _("Hash of the client’s own link"), _("To open the client’s own page.")),
)
_TELLING = (
    ("code_hash", _("Personal code as a keyed hash"), _("To find the record; to record nobody twice.")),
    ("pseudonym", _("Personal code as a pseudonym"), _("To count people once, across cities.")),
    ("language", _("Language of a client"), _("To speak and write in it.")),
    ("target_group", _("Target group of a client"), _("To know which services apply.")),
    ("municipality", _("Where a client lives"), _("To know which services apply.")),
    ("origin", _("Where a client comes from"), _("To see how newcomers settle in the county.")),
    ("family", _("With whom a client lives"), _("To see how newcomers settle in the county.")),
    ("arrived_on", _("Day of arrival"), _("To count deadlines from it.")),
    ("merged_into", _("Another record of the same person"), _("To have one record of a person.")),
)  # fmt: skip


def declare_clients() -> None:
    _client()
    _consent()
    _cases()
    _parts()
    _registry()


def _client() -> None:
    for field, name, purpose in _NAMING:
        declare(f"casework.Client.{field}", name, purpose, _KEPT)
    for model in ("Client", "ClientHistory"):
        told = _TELLING if model == "Client" else (*_TELLING, _NAMING[-1])
        for field, name, purpose in told:
            declare(f"casework.{model}.{field}", name, purpose, _KEPT)
        _by(model, "changed_by")
        declare_impersonal(
            f"casework.{model}", "id", "organisation", "uuid", "made_at", "submission", "state",
            "state_at", "revision", "changed_at",
        )  # fmt: skip
    declare_impersonal("casework.ClientHistory", *_HISTORY)


def _consent() -> None:
    for model in ("Consent", "ConsentHistory"):
        for field, name in (
            ("client", _("Who consented")),
            ("scope", _("What a client agreed to")),
            ("language", _("Language in which a client read it")),
        ):
            declare(f"casework.{model}.{field}", name, _("To show that it was agreed to."), _KEPT)
        _by(model, "taken_by")
        declare_impersonal(
            f"casework.{model}", "id", "organisation", "text", "means", "given_at", "expires_on",
            "ended_at", "end", "reminded_at",
        )  # fmt: skip
    declare_impersonal("casework.ConsentHistory", *_HISTORY)
    _by("ConsentText", "made_by")
    declare_impersonal(
        "casework.ConsentText", "id", "organisation", "number", "texts", "months", "made_at"
    )


def _cases() -> None:
    for field, name in (
        ("Case.sealed_matter", _("What a case is about, encrypted")),
        ("Case.sealed_next_step", _("Next step of a case, encrypted")),
        ("CaseEntry.sealed_text", _("Note in a case, encrypted")),
    ):
        declare(f"casework.{field}", name, _("To go on where it was left."), _KEPT)
    for model in ("Case", "CaseHistory"):
        declare(f"casework.{model}.client", _("Whose case"), _("To help with it."), _KEPT)
        declare(f"casework.{model}.topic", _("Topic of a case"), _("To help with it."), _KEPT)
        _by(model, "counsellor", "changed_by")
        declare_impersonal(
            f"casework.{model}", "id", "organisation", "uuid", "opened_at", "closed_at", "state",
            "outcome", "next_step_on", "submission", "revision", "changed_at",
        )  # fmt: skip
    declare_impersonal("casework.CaseHistory", *_HISTORY)
    _by("CaseEntry", "made_by")
    declare_impersonal(
        "casework.CaseEntry", "id", "organisation", "case", "kind", "made_at", "submission"
    )


def _parts() -> None:
    for field, name, purpose in (
        ("ClientDocument.client", _("Whose document"), _("To help with it.")),
        ("ClientDocument.sealed_title", _("What a document is, encrypted"), _("To find it.")),
        ("ClientDocument.content", _("Copy of a document, encrypted"), _("To help with it.")),
        ("HouseholdLink.client", _("Who lives with whom"), _("To help a family together.")),
        ("HouseholdLink.other", _("Who lives with whom"), _("To help a family together.")),
        ("HouseholdLink.relation", _("Who is what to whom"), _("To help a family together.")),
        ("ClientMerge.kept", _("Records of one person"), _("To separate them again.")),
        ("ClientMerge.gone", _("Records of one person"), _("To separate them again.")),
        ("ClientMerge.sealed_before", _("Fields before merging, encrypted"),
         _("To separate them again.")),
        ("ClientJourney.client", _("Whose journey"), _("To show the next step.")),
        ("ClientJourneyStep.mark", _("Steps that are done"), _("To show the next step.")),
        ("ClientPresence.client", _("Whose record is open"),
         _("To tell a colleague that somebody else is there, too.")),
    ):  # fmt: skip
        declare(f"casework.{field}", name, purpose, _KEPT)
    _by("ClientDocument", "added_by")
    _by("HouseholdLink", "made_by")
    _by("ClientMerge", "merged_by", "undone_by")
    _by("ClientJourney", "begun_by")
    _by("ClientJourneyStep", "marked_by")
    _by("ClientPresence", "person")
    for model, fields in {
        "ClientDocument": "uuid case mime size_bytes added_at submission",
        "HouseholdLink": "made_at",
        "ClientMerge": "moved merged_at undone_at",
        "ClientJourney": "journey edition applied begun_at",
        "ClientJourneyStep": "journey step marked_at",
        "ClientPresence": "seen_at",
    }.items():
        declare_impersonal(f"casework.{model}", "id", "organisation", *fields.split())


def _registry() -> None:
    for model in ("RegistryProcess", "RegistryProcessHistory"):
        declare(
            f"casework.{model}.client", _("Whose registry service"), _("To help with it."), _KEPT
        )
        _by(model, "counsellor")
        declare_impersonal(
            f"casework.{model}", "id", "organisation", "uuid", "kind", "channel", "language",
            "target_group", "municipality", "state", "started_at", "ended_at", "appointment_at",
            "minutes", "enquiry", "submission",
        )  # fmt: skip
    declare_impersonal("casework.RegistryProcessHistory", *_HISTORY)
    _by("RegistryStep", "done_by")
    declare_impersonal(
        "casework.RegistryStep", "id", "organisation", "process", "position", "is_to_bring",
        "texts", "done_at",
    )  # fmt: skip
    for model in ("RegistryTemplate", "RegistryTemplateHistory"):
        declare_impersonal(
            f"casework.{model}", "id", "organisation", "kind", "content", "topic", "booking_url"
        )
    declare_impersonal("casework.RegistryTemplateHistory", *_HISTORY)


def _by(model: str, *fields: str) -> None:
    for field in fields:
        declare(
            f"casework.{model}.{field}", _("Which counsellor worked on it"),
            _("To ask back, and to show who did what."), _WITH_RECORDS,
        )  # fmt: skip
