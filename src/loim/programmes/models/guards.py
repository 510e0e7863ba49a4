"""Triggers that keep an approved plan version and a locked period as they are.

They raise check violations, which Django shows as IntegrityError, whatever the code
path: page, import, job or psql.
"""

import pgtrigger

APPROVED_IS_FINAL = pgtrigger.Trigger(
    name="approved_is_final",
    when=pgtrigger.Before,
    operation=pgtrigger.Update | pgtrigger.Delete,
    condition=pgtrigger.Condition("(OLD.status = 'approved')"),
    func="""
        -- Erasing a person may still empty who created or approved it; nothing else changes.
        IF TG_OP = 'UPDATE' AND to_jsonb(NEW) - '{created_by_id,approved_by_id}'::text[]
            = to_jsonb(OLD) - '{created_by_id,approved_by_id}'::text[] THEN
            RETURN NEW;
        END IF;
        RAISE EXCEPTION 'plan version % is approved and cannot change', OLD.id
            USING ERRCODE = 'check_violation', CONSTRAINT = 'approved_is_final';
    """,
)


def worded_in_draft_only() -> pgtrigger.Trigger:
    """On a table with a `version`: rows come, change and go only while the version is a draft."""
    return pgtrigger.Trigger(
        name="worded_in_draft_only",
        when=pgtrigger.Before,
        operation=pgtrigger.Insert | pgtrigger.Update | pgtrigger.Delete,
        declare=[("approved", "BIGINT")],
        func="""
            SELECT id INTO approved FROM programmes_planversion
                WHERE status = 'approved' AND (
                    (TG_OP <> 'INSERT' AND id = OLD.version_id)
                    OR (TG_OP <> 'DELETE' AND id = NEW.version_id)
                ) LIMIT 1;
            IF approved IS NOT NULL THEN
                RAISE EXCEPTION 'plan version % is approved and cannot change', approved
                    USING ERRCODE = 'check_violation', CONSTRAINT = 'worded_in_draft_only';
            END IF;
            IF TG_OP = 'DELETE' THEN RETURN OLD; END IF;
            RETURN NEW;
        """,
    )


def dated_record_triggers(
    *, source: str, programme_of: str, start: str, end: str, counted: list[str]
) -> list[pgtrigger.Trigger]:
    """What every table that a measure counts needs: numbers go stale, locked periods hold.

    `programme_of` is an SQL expression for the programme's id, `start` and `end` for the
    record's first and last day (NULL while it lasts), each written over a row named `r`.
    `counted` are the columns, apart from the dates, that a number depends on: changing
    another one (a remark, say) is allowed in a locked period.
    """
    old = ", ".join(f"OLD.{column}" for column in counted)
    new = ", ".join(f"NEW.{column}" for column in counted)
    return [
        pgtrigger.Trigger(
            name="locked_period_holds",
            when=pgtrigger.Before,
            operation=pgtrigger.Insert | pgtrigger.Update | pgtrigger.Delete,
            declare=[
                ("r", "RECORD"),
                *[(name, "BIGINT") for name in ("old_programme", "new_programme")],
                *[(name, "DATE") for name in ("old_start", "old_end", "new_start", "new_end")],
            ],
            func=f"""
                -- A correction with a written reason may pass; it shows as a dated difference.
                IF coalesce(current_setting('loim.correction', true), '') <> '' THEN
                    IF TG_OP = 'DELETE' THEN RETURN OLD; END IF;
                    RETURN NEW;
                END IF;
                IF TG_OP <> 'INSERT' THEN
                    r := OLD;
                    old_programme := {programme_of};
                    old_start := {start};
                    old_end := coalesce({end}, 'infinity');
                END IF;
                IF TG_OP <> 'DELETE' THEN
                    r := NEW;
                    new_programme := {programme_of};
                    new_start := {start};
                    new_end := coalesce({end}, 'infinity');
                END IF;
                IF TG_OP = 'DELETE' THEN
                    PERFORM programmes_refuse_locked(old_programme, old_start, old_end);
                    RETURN OLD;
                ELSIF TG_OP = 'INSERT' THEN
                    PERFORM programmes_refuse_locked(new_programme, new_start, new_end);
                ELSIF ({old}) IS DISTINCT FROM ({new}) THEN
                    PERFORM programmes_refuse_locked(old_programme, old_start, old_end);
                    PERFORM programmes_refuse_locked(new_programme, new_start, new_end);
                ELSE
                    -- Only the days that are gained or lost matter: what lasts may still end.
                    PERFORM programmes_refuse_locked(
                        new_programme,
                        least(old_start, new_start), greatest(old_start, new_start) - 1);
                    IF old_end <> new_end THEN
                        PERFORM programmes_refuse_locked(
                            new_programme,
                            least(old_end, new_end) + 1, greatest(old_end, new_end));
                    END IF;
                END IF;
                RETURN NEW;
            """,
        ),
        *(
            pgtrigger.Trigger(
                name=f"numbers_go_stale_{verb}",
                level=pgtrigger.Statement,
                when=pgtrigger.After,
                operation=operation,
                referencing=pgtrigger.Referencing(  # type: ignore[no-untyped-call]  # the library has none
                    **{word: f"{word}_rows" for word in words}
                ),
                func=f"""
                    INSERT INTO programmes_stalesource (programme_id, source, marked_at)
                    SELECT DISTINCT programme, '{source}', now() FROM (
                        {" UNION ".join(f"SELECT {programme_of} AS programme FROM {word}_rows AS r" for word in words)}
                    ) AS changed WHERE programme IS NOT NULL;
                    RETURN NULL;
                """,
            )
            for verb, operation, words in [
                ("insert", pgtrigger.Insert, ["new"]),
                ("update", pgtrigger.Update, ["old", "new"]),
                ("delete", pgtrigger.Delete, ["old"]),
            ]
        ),
    ]
