"""Triggers: a mandate stays within its seat's and its member's days, and beside no other that
excludes it.

They raise check violations with names of their own. Each locks what it decides on, so that two
who write at once wait for each other. The functions are made by migration 0010.
"""

import pgtrigger

WITHIN_SEAT_AND_MEMBERSHIP = pgtrigger.Trigger(
    name="within_seat_and_membership",
    when=pgtrigger.Before,
    operation=pgtrigger.Insert
    | pgtrigger.UpdateOf("seat_id", "member_id", "start_date", "end_date"),  # type: ignore[no-untyped-call]  # the library has none
    declare=[("seat", "RECORD"), ("person", "RECORD")],
    func="""
        SELECT network_id, start_date, end_date INTO seat
            FROM networks_seat WHERE id = NEW.seat_id FOR SHARE;
        SELECT network_id, start_date, end_date INTO person
            FROM networks_member WHERE id = NEW.member_id FOR SHARE;
        IF seat.network_id <> person.network_id THEN
            RAISE EXCEPTION 'seat and member are of two networks'
                USING ERRCODE = 'check_violation', CONSTRAINT = 'network_mandate_in_one_network';
        END IF;
        IF NEW.start_date < seat.start_date
            OR coalesce(NEW.end_date, 'infinity') > coalesce(seat.end_date, 'infinity') THEN
            RAISE EXCEPTION 'the seat does not exist on all days of the mandate'
                USING ERRCODE = 'check_violation', CONSTRAINT = 'network_mandate_within_seat';
        END IF;
        IF NEW.start_date < person.start_date
            OR coalesce(NEW.end_date, 'infinity') > coalesce(person.end_date, 'infinity') THEN
            RAISE EXCEPTION 'the membership does not last all days of the mandate'
                USING ERRCODE = 'check_violation', CONSTRAINT = 'network_mandate_within_membership';
        END IF;
        RETURN NEW;
    """,
)


def lasts_as_long_as_its_mandates(column: str, constraint: str) -> pgtrigger.Trigger:
    """On what mandates stand on: its days may not become fewer than theirs."""
    return pgtrigger.Trigger(
        name="lasts_as_long_as_its_mandates",
        when=pgtrigger.Before,
        operation=pgtrigger.UpdateOf("network_id", "start_date", "end_date"),  # type: ignore[no-untyped-call]  # the library has none
        func=f"""
            IF EXISTS (
                SELECT FROM networks_mandate WHERE {column} = NEW.id AND (
                    start_date < NEW.start_date
                    OR coalesce(end_date, 'infinity') > coalesce(NEW.end_date, 'infinity')
                    OR NEW.network_id <> OLD.network_id
                )
            ) THEN
                RAISE EXCEPTION 'a mandate lasts longer'
                    USING ERRCODE = 'check_violation', CONSTRAINT = '{constraint}';
            END IF;
            RETURN NEW;
        """,
    )


LASTS_AS_LONG_AS_ITS_MANDATES = lasts_as_long_as_its_mandates(
    "seat_id", "network_mandate_within_seat"
)

NO_INCOMPATIBLE_MANDATE = pgtrigger.Trigger(
    name="no_incompatible_mandate",
    when=pgtrigger.Before,
    operation=pgtrigger.Insert
    | pgtrigger.UpdateOf("seat_id", "member_id", "start_date", "end_date"),  # type: ignore[no-untyped-call]  # the library has none
    func="""
        PERFORM networks_refuse_incompatible(
            (SELECT network_id FROM networks_seat WHERE id = NEW.seat_id),
            NEW.member_id, NEW.start_date, NEW.end_date);
        RETURN NEW;
    """,
)
