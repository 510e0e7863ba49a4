"""Numbers go stale with an agreement's parties; a measure's activities hold once it has counted.

Which activities a measure counts is part of its method, and the method is versioned: a
trigger on the table between them refuses what `method_is_versioned` refuses on the measure.
"""

import pgtrigger.compiler
import pgtrigger.migrations
from django.conf import settings
from django.db import migrations, models

CREATE = """
CREATE FUNCTION programmes_method_is_versioned() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP <> 'DELETE' AND (
        EXISTS (SELECT FROM programmes_indicatorvalue WHERE measure_id = NEW.measure_id)
        OR EXISTS (SELECT FROM programmes_measure mine JOIN programmes_measure later
            ON later.indicator_id = mine.indicator_id AND later.version > mine.version
            WHERE mine.id = NEW.measure_id)
    ) OR TG_OP <> 'INSERT' AND EXISTS (
        SELECT FROM programmes_frozenvalue WHERE measure_id = OLD.measure_id
    ) THEN
        RAISE EXCEPTION 'a measure that has counted cannot change: add a new version'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'method_is_versioned';
    END IF;
    IF TG_OP = 'DELETE' THEN RETURN OLD; END IF;
    RETURN NEW;
END $$;

CREATE TRIGGER method_is_versioned BEFORE INSERT OR UPDATE OR DELETE
    ON programmes_measure_activities
    FOR EACH ROW EXECUTE FUNCTION programmes_method_is_versioned();
"""

DROP = """
DROP TRIGGER method_is_versioned ON programmes_measure_activities;
DROP FUNCTION programmes_method_is_versioned();
"""


class Migration(migrations.Migration):

    dependencies = [
        ('people', '0002_municipality_at'),
        ('programmes', '0005_plan_words_of_any_length'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.RunSQL(CREATE, DROP),
        pgtrigger.migrations.AddTrigger(
            model_name='agreementparty',
            trigger=pgtrigger.compiler.Trigger(name='locked_period_holds', sql=pgtrigger.compiler.UpsertTriggerSql(declare='DECLARE r RECORD; programme BIGINT; old_start DATE; old_end DATE; new_start DATE; new_end DATE;', func="\n                -- A correction with a written reason may pass; it shows as a dated difference.\n                IF coalesce(current_setting('loim.correction', true), '') <> '' THEN\n                    IF TG_OP = 'DELETE' THEN RETURN OLD; END IF;\n                    RETURN NEW;\n                END IF;\n                IF TG_OP <> 'INSERT' THEN\n                    r := OLD;\n                    programme := (SELECT programme_id FROM programmes_agreement WHERE id = r.agreement_id);\n                    old_start := (SELECT start_date FROM programmes_agreement WHERE id = r.agreement_id);\n                    old_end := coalesce((SELECT end_date FROM programmes_agreement WHERE id = r.agreement_id), 'infinity');\n                END IF;\n                IF TG_OP <> 'DELETE' THEN\n                    r := NEW;\n                    programme := (SELECT programme_id FROM programmes_agreement WHERE id = r.agreement_id);\n                    new_start := (SELECT start_date FROM programmes_agreement WHERE id = r.agreement_id);\n                    new_end := coalesce((SELECT end_date FROM programmes_agreement WHERE id = r.agreement_id), 'infinity');\n                END IF;\n                IF TG_OP = 'DELETE' THEN\n                    PERFORM programmes_refuse_locked(programme, old_start, old_end);\n                    RETURN OLD;\n                ELSIF TG_OP = 'INSERT' THEN\n                    PERFORM programmes_refuse_locked(programme, new_start, new_end);\n                ELSIF (OLD.agreement_id, OLD.organisation_id) IS DISTINCT FROM (NEW.agreement_id, NEW.organisation_id) THEN\n                    PERFORM programmes_refuse_locked(programme, old_start, old_end);\n                    PERFORM programmes_refuse_locked(programme, new_start, new_end);\n                ELSE\n                    -- Only the days that are gained or lost matter: what lasts may still end.\n                    PERFORM programmes_refuse_locked(\n                        programme, least(old_start, new_start), greatest(old_start, new_start) - 1);\n                    IF old_end <> new_end THEN\n                        PERFORM programmes_refuse_locked(\n                            programme, least(old_end, new_end) + 1, greatest(old_end, new_end));\n                    END IF;\n                END IF;\n                RETURN NEW;\n            ", hash='00de3aa4774282f17542858f84bc31f74b2b3f1d', operation='INSERT OR UPDATE OR DELETE', pgid='pgtrigger_locked_period_holds_da4ed', table='programmes_agreementparty', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='agreementparty',
            trigger=pgtrigger.compiler.Trigger(name='numbers_go_stale_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func="\n                    INSERT INTO programmes_stalesource (programme_id, source, marked_at)\n                    SELECT DISTINCT programme, 'posts', now() FROM (\n                        SELECT (SELECT programme_id FROM programmes_agreement WHERE id = r.agreement_id) AS programme FROM new_rows AS r\n                    ) AS changed WHERE programme IS NOT NULL;\n                    RETURN NULL;\n                ", hash='1d3c7fbdacbef8a9277d1e44f221669ac08da525', level='STATEMENT', operation='INSERT', pgid='pgtrigger_numbers_go_stale_insert_b527a', referencing='REFERENCING NEW TABLE AS new_rows ', table='programmes_agreementparty', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='agreementparty',
            trigger=pgtrigger.compiler.Trigger(name='numbers_go_stale_update', sql=pgtrigger.compiler.UpsertTriggerSql(func="\n                    INSERT INTO programmes_stalesource (programme_id, source, marked_at)\n                    SELECT DISTINCT programme, 'posts', now() FROM (\n                        SELECT (SELECT programme_id FROM programmes_agreement WHERE id = r.agreement_id) AS programme FROM old_rows AS r UNION SELECT (SELECT programme_id FROM programmes_agreement WHERE id = r.agreement_id) AS programme FROM new_rows AS r\n                    ) AS changed WHERE programme IS NOT NULL;\n                    RETURN NULL;\n                ", hash='e83bdd76fbf6148c99a4eb6771165cb0426883f1', level='STATEMENT', operation='UPDATE', pgid='pgtrigger_numbers_go_stale_update_8ed3e', referencing='REFERENCING OLD TABLE AS old_rows  NEW TABLE AS new_rows ', table='programmes_agreementparty', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='agreementparty',
            trigger=pgtrigger.compiler.Trigger(name='numbers_go_stale_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func="\n                    INSERT INTO programmes_stalesource (programme_id, source, marked_at)\n                    SELECT DISTINCT programme, 'posts', now() FROM (\n                        SELECT (SELECT programme_id FROM programmes_agreement WHERE id = r.agreement_id) AS programme FROM old_rows AS r\n                    ) AS changed WHERE programme IS NOT NULL;\n                    RETURN NULL;\n                ", hash='7470630e9da9b06b5583cf46d3277bc74249c967', level='STATEMENT', operation='DELETE', pgid='pgtrigger_numbers_go_stale_delete_6d479', referencing='REFERENCING OLD TABLE AS old_rows ', table='programmes_agreementparty', when='AFTER')),
        ),
        migrations.AddConstraint(
            model_name='manualentry',
            constraint=models.CheckConstraint(condition=models.Q(('evidence', ''), _negated=True), name='manual_entry_has_evidence'),
        ),
    ]
