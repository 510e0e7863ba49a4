"""Triggers that keep a submitted report, its texts and its numbers as they were submitted.

They raise check violations, which Django shows as IntegrityError, whatever the code
path: page, job or psql. Only sending the report back opens it again.
"""

import pgtrigger

SUBMITTED_STANDS = pgtrigger.Trigger(
    name="submitted_stands",
    when=pgtrigger.Before,
    operation=pgtrigger.Update | pgtrigger.Delete,
    condition=pgtrigger.Condition("(OLD.status IN ('submitted', 'accepted'))"),
    declare=[("free", "TEXT[]")],
    func="""
        -- Erasing a person may empty who did what, at any time.
        free := '{created_by_id,submitted_by_id,accepted_by_id}';
        IF TG_OP = 'UPDATE' THEN
            IF OLD.status = 'submitted' AND NEW.status IN ('sent_back', 'accepted') THEN
                free := free || '{status,accepted_at}';
            END IF;
            IF to_jsonb(NEW) - free = to_jsonb(OLD) - free THEN
                RETURN NEW;
            END IF;
        END IF;
        RAISE EXCEPTION 'report % is % and cannot change', OLD.id, OLD.status
            USING ERRCODE = 'check_violation', CONSTRAINT = 'submitted_stands';
    """,
)


def open_report_only(*operations: pgtrigger.Operation) -> pgtrigger.Trigger:
    """On a table with a `report`: rows come, change and go only while the report is open."""
    what = operations[0]
    for operation in operations[1:]:
        what |= operation
    return pgtrigger.Trigger(
        name="open_report_only",
        when=pgtrigger.Before,
        operation=what,
        declare=[("closed", "BIGINT")],
        func="""
            SELECT id INTO closed FROM programmes_report
                WHERE status IN ('submitted', 'accepted') AND (
                    (TG_OP <> 'INSERT' AND id = OLD.report_id)
                    OR (TG_OP <> 'DELETE' AND id = NEW.report_id)
                ) LIMIT 1;
            IF closed IS NOT NULL THEN
                RAISE EXCEPTION 'report % is submitted and cannot change', closed
                    USING ERRCODE = 'check_violation', CONSTRAINT = 'open_report_only';
            END IF;
            IF TG_OP = 'DELETE' THEN RETURN OLD; END IF;
            RETURN NEW;
        """,
    )
