"""Triggers on members: what changes of them leaves their mandates right (see mandate_guards)."""

import pgtrigger

from loim.networks.models.mandate_guards import lasts_as_long_as_its_mandates

LASTS_AS_LONG_AS_ITS_MANDATES = lasts_as_long_as_its_mandates(
    "member_id", "network_mandate_within_membership"
)

# Whose account or address turns out to be that of somebody in a network that excludes this one.
# After the row: the function reads it.
STAYS_COMPATIBLE = pgtrigger.Trigger(
    name="stays_compatible",
    when=pgtrigger.After,
    operation=pgtrigger.UpdateOf("user_id", "email", "organisation_id", "name"),  # type: ignore[no-untyped-call]  # the library has none
    func="""
        PERFORM pg_advisory_xact_lock(hashtext('networks_mandate'));
        PERFORM networks_refuse_incompatible(
            NEW.network_id, NEW.id, greatest(start_date, (now() AT TIME ZONE 'Europe/Tallinn')::date), end_date)
            FROM networks_mandate
            WHERE member_id = NEW.id AND coalesce(end_date, 'infinity') >= (now() AT TIME ZONE 'Europe/Tallinn')::date;
        RETURN NULL;
    """,
)
