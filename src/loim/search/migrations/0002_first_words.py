"""Words of the same meaning to begin with; editors keep them from here on."""

import csv
from pathlib import Path

from django.db import migrations
from django.utils import timezone

FILE = Path(__file__).resolve().parents[1] / "data" / "words.csv"


def add_words(apps, schema_editor):
    groups = apps.get_model("search", "WordGroup").objects
    words = apps.get_model("search", "GroupedWord").objects
    if groups.exists():
        return
    with FILE.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            group = groups.create(changed_at=timezone.now())
            for language, cell in row.items():
                for word in cell.split(";"):
                    words.create(group=group, language=language, word=word)


class Migration(migrations.Migration):
    dependencies = [("search", "0001_initial")]

    operations = [migrations.RunPython(add_words, migrations.RunPython.noop)]
