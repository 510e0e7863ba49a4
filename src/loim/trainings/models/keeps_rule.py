"""No admitted team ever breaks the rule of its call without a date by which it is mended."""

import pgtrigger


def keeps_rule_trigger(
    name: str, operation: pgtrigger.Operation, *, team: str
) -> pgtrigger.Trigger:
    """Looks when the transaction is committed: a member may be replaced in two statements."""
    return pgtrigger.Trigger(
        name=name,
        when=pgtrigger.After,
        timing=pgtrigger.Deferred,
        operation=operation,
        declare=[("t", "trainings_team%ROWTYPE"), ("people", "integer")],
        func=f"""
            SELECT * INTO t FROM trainings_team WHERE id = {team};
            IF t.state IS DISTINCT FROM 'admitted' OR t.complete_by IS NOT NULL THEN
                RETURN NULL;
            END IF;
            SELECT count(*) INTO people FROM trainings_teammember
                WHERE team_id = t.id AND state = 'joined';
            IF EXISTS (SELECT 1 FROM trainings_call c WHERE c.id = t.call_id
                       AND (people < c.least_members OR people > c.most_members))
                OR EXISTS (SELECT 1 FROM trainings_compositionrule r WHERE r.call_id = t.call_id
                           AND (SELECT count(*) FROM trainings_teammember m
                                WHERE m.team_id = t.id AND m.state = 'joined'
                                AND m.party = r.party)
                               NOT BETWEEN r.least AND coalesce(r.most, 32767))
            THEN
                RAISE EXCEPTION 'admitted team % does not keep the rule of its call', t.id
                    USING ERRCODE = 'check_violation', CONSTRAINT = '{name}';
            END IF;
            RETURN NULL;
        """,  # noqa: S608  # `team` is one of two expressions of ours
    )
