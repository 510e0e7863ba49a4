"""A migration that makes or widens many tables quickly."""

from typing import Any

from django.db import migrations


class TablesAtOnce(migrations.Migration):
    """For migrations that only create tables, with all their fields, constraints and indexes,
    and triggers on them, or that only add to tables of earlier migrations; nothing in it may
    change what an earlier operation of it made.

    Django renders every model anew after each operation, which takes minutes for hundreds of
    tables. Here the state is brought to the end first and rendered once.
    """

    def apply(
        self, project_state: Any, schema_editor: Any, collect_sql: bool = False
    ) -> Any:  # as Django's
        before = project_state.clone()
        # Until it is asked for again, no operation renders anything.
        project_state.__dict__.pop("apps", None)
        for operation in self.operations:
            operation.state_forwards(self.app_label, project_state)
        for operation in self.operations:
            operation.database_forwards(self.app_label, schema_editor, before, project_state)
        return project_state
