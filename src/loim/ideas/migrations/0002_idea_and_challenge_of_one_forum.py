"""An idea and its challenge are of one forum; Django knows no foreign keys of two columns."""

from django.db import migrations

OF_ONE_FORUM = """
    ALTER TABLE ideas_idea ADD CONSTRAINT idea_of_challenges_forum
        FOREIGN KEY (challenge_id, forum_id) REFERENCES ideas_challenge (id, forum_id)
        DEFERRABLE INITIALLY DEFERRED;
"""
NOT_OF_ONE_FORUM = "ALTER TABLE ideas_idea DROP CONSTRAINT idea_of_challenges_forum;"


class Migration(migrations.Migration):
    dependencies = [("ideas", "0001_initial")]

    operations = [migrations.RunSQL(OF_ONE_FORUM, NOT_OF_ONE_FORUM)]
