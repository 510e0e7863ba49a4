"""Nobody holds mandates in two networks that exclude each other: the functions behind the triggers.

A person is the same by account or by e-mail address, an organisation by itself. One lock for all
mandates: they are few, and two that exclude each other may be written at once.
"""

from django.db import migrations

MAKE = """
CREATE FUNCTION networks_refuse_incompatible(
    network bigint, of_member bigint, first_day date, last_day date
) RETURNS void LANGUAGE plpgsql AS $$
DECLARE
    person RECORD;
    other RECORD;
BEGIN
    PERFORM pg_advisory_xact_lock(hashtext('networks_mandate'));
    SELECT member.user_id, member.organisation_id,
           member.name = '' AND member.user_id IS NULL AS is_organisation,
           array_remove(ARRAY[lower(nullif(member.email, '')), lower(account.email)], NULL)
               AS addresses
      INTO person
      FROM networks_member AS member
      LEFT JOIN people_user AS account ON account.id = member.user_id
     WHERE member.id = of_member;
    SELECT seat.network_id INTO other
      FROM networks_mandate AS mandate
      JOIN networks_seat AS seat ON seat.id = mandate.seat_id
      JOIN networks_member AS member ON member.id = mandate.member_id
      LEFT JOIN people_user AS account ON account.id = member.user_id
     WHERE seat.network_id IN (
               SELECT to_network_id FROM networks_network_incompatible_with
                WHERE from_network_id = network
                UNION
               SELECT from_network_id FROM networks_network_incompatible_with
                WHERE to_network_id = network
           )
       AND daterange(mandate.start_date, mandate.end_date, '[]')
           && daterange(first_day, last_day, '[]')
       AND (
               member.user_id = person.user_id
            OR lower(nullif(member.email, '')) = ANY(person.addresses)
            OR lower(account.email) = ANY(person.addresses)
            OR (person.is_organisation AND member.name = '' AND member.user_id IS NULL
                AND member.organisation_id = person.organisation_id)
           )
     LIMIT 1;
    IF FOUND THEN
        RAISE EXCEPTION 'member % has a mandate in network %', of_member, other.network_id
            USING ERRCODE = 'check_violation', CONSTRAINT = 'network_mandates_compatible';
    END IF;
END $$;

CREATE FUNCTION networks_refuse_pair_held_by_one() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    -- Before the mandates are read, so that none is written meanwhile.
    PERFORM pg_advisory_xact_lock(hashtext('networks_mandate'));
    -- What is over does not stand in the way of a new rule.
    PERFORM networks_refuse_incompatible(
        NEW.from_network_id, mandate.member_id,
        greatest(mandate.start_date, (now() AT TIME ZONE 'Europe/Tallinn')::date), mandate.end_date)
      FROM networks_mandate AS mandate
      JOIN networks_seat AS seat ON seat.id = mandate.seat_id
     WHERE seat.network_id = NEW.from_network_id
       AND coalesce(mandate.end_date, 'infinity') >= (now() AT TIME ZONE 'Europe/Tallinn')::date;
    RETURN NULL;
END $$;

CREATE TRIGGER pair_held_by_nobody
    AFTER INSERT OR UPDATE ON networks_network_incompatible_with
    FOR EACH ROW EXECUTE FUNCTION networks_refuse_pair_held_by_one();
"""
UNMAKE = """
DROP TRIGGER pair_held_by_nobody ON networks_network_incompatible_with;
DROP FUNCTION networks_refuse_pair_held_by_one();
DROP FUNCTION networks_refuse_incompatible(bigint, bigint, date, date);
"""


class Migration(migrations.Migration):
    dependencies = [("networks", "0009_mandates_hold")]

    operations = [migrations.RunSQL(MAKE, UNMAKE)]
