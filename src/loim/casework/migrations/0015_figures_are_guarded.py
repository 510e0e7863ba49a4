from django.db import migrations

from loim.casework.row_security import guard, published, shared, within_one_organisation


class Migration(migrations.Migration):
    dependencies = [("casework", "0014_figures_and_pictures")]

    operations = [
        guard("casework_frozencount", "casework_registerimport", "casework_registercount"),
        within_one_organisation(
            "casework_registercount", "register_id", "casework_registerimport"
        ),
        published("casework_publication", "casework_figure", "casework_peoplefigure"),
        shared(
            "casework_countypicture",
            "casework_countyfigure",
            "casework_proposalevidence",
            "casework_watch",
            "casework_watchhistory",
        ),
    ]
