from django.db import migrations

from loim.common.database_roles import KEEPER_ROLE, WEB_ROLE

_ROLES = f"{WEB_ROLE}, {KEEPER_ROLE}"
_RIGHTS = "SELECT, INSERT, UPDATE, DELETE"


def _create(role: str) -> str:
    # Roles are shared by all databases of a server, and two of them may be migrated at once.
    return f"""
    DO $$ BEGIN
        IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = '{role}') THEN
            CREATE ROLE {role} NOLOGIN;
        END IF;
    EXCEPTION WHEN duplicate_object OR unique_violation THEN NULL;
    WHEN insufficient_privilege THEN
        RAISE EXCEPTION 'The database role {role} is missing, and this account may not create it.'
        USING HINT = 'As an administrator of the database run: CREATE ROLE {role} NOLOGIN; '
            'GRANT {role} TO ' || current_user || ';';
    END $$"""


# Becoming a role needs membership in it; a superuser needs none.
_GRANT_TO_OWNER = f"""
DO $$ BEGIN
    IF NOT (SELECT rolsuper FROM pg_roles WHERE rolname = current_user)
       AND NOT (pg_has_role(current_user, '{WEB_ROLE}', 'MEMBER')
                AND pg_has_role(current_user, '{KEEPER_ROLE}', 'MEMBER')) THEN
        EXECUTE 'GRANT {_ROLES} TO ' || quote_ident(current_user);
    END IF;
END $$"""


class Migration(migrations.Migration):
    dependencies = [("common", "0003_request_counts")]

    operations = [
        migrations.RunSQL(
            [
                _create(WEB_ROLE),
                _create(KEEPER_ROLE),
                _GRANT_TO_OWNER,
                f"GRANT USAGE ON SCHEMA public TO {_ROLES}",
                f"GRANT {_RIGHTS} ON ALL TABLES IN SCHEMA public TO {_ROLES}",
                f"GRANT USAGE, SELECT, UPDATE ON ALL SEQUENCES IN SCHEMA public TO {_ROLES}",
                # What later migrations make, whatever their module.
                f"ALTER DEFAULT PRIVILEGES IN SCHEMA public GRANT {_RIGHTS} ON TABLES TO {_ROLES}",
                "ALTER DEFAULT PRIVILEGES IN SCHEMA public "
                f"GRANT USAGE, SELECT, UPDATE ON SEQUENCES TO {_ROLES}",
            ],
            [],
        )
    ]
