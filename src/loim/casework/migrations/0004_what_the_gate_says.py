from django.db import migrations

# What the gate has set for this transaction, for policies to compare with.
_SAID = {
    "casework_person": (
        "bigint", "nullif(current_setting('loim.person', true), '')::bigint"
    ),
    "casework_now": (
        "timestamptz", "nullif(current_setting('loim.now', true), '')::timestamptz"
    ),
    # NULL, which equals nothing, where nobody came by a link.
    "casework_link": ("text", "nullif(current_setting('loim.link', true), '')"),
}  # fmt: skip


class Migration(migrations.Migration):
    dependencies = [("casework", "0003_views_of_clients")]

    operations = [
        migrations.RunSQL(
            f"CREATE FUNCTION {name}() RETURNS {kind} LANGUAGE sql STABLE AS $$ SELECT {said} $$",
            f"DROP FUNCTION {name}()",
        )
        for name, (kind, said) in _SAID.items()
    ]
