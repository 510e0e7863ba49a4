"""Who lives with whom, among clients of one organisation."""

import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Greatest, Least
from django.utils.translation import gettext_lazy as _

from loim.casework.models.client import Client
from loim.casework.models.guarded import Guarded


class Relation(models.TextChoices):
    """What `client` is to `other`; of these only `parent` reads otherwise from the other side."""

    PARTNER = "partner", _("husband, wife or partner")
    PARENT = "parent", _("mother or father")
    SIBLING = "sibling", _("sister or brother")
    RELATIVE = "relative", _("another relative")
    HOUSEMATE = "housemate", _("shares the home")


# Nobody is, through others, a parent of their own parent. One link at a time is written in an
# organisation: two that were written at once would not see each other.
NO_CIRCLE = pgtrigger.Trigger(
    name="no_circle_of_parents",
    when=pgtrigger.Before,
    operation=pgtrigger.Insert | pgtrigger.Update,
    condition=pgtrigger.Q(new__relation="parent"),
    func="""
        PERFORM pg_advisory_xact_lock(7262, (NEW.organisation_id % 2147483647)::int);
        IF EXISTS (
            WITH RECURSIVE below(id) AS (
                SELECT NEW.other_id
                UNION
                SELECT l.other_id FROM casework_householdlink l
                JOIN below ON l.client_id = below.id
                WHERE l.relation = 'parent' AND l.id IS DISTINCT FROM NEW.id
            )
            SELECT FROM below WHERE id = NEW.client_id
        ) THEN
            RAISE EXCEPTION 'client % would be a parent of their own parent', NEW.client_id
                USING ERRCODE = 'check_violation', CONSTRAINT = 'no_circle_of_parents';
        END IF;
        RETURN NEW;
    """,
)


class HouseholdLink(Guarded):
    client = models.ForeignKey(Client, models.PROTECT, related_name="household_from")
    other = models.ForeignKey(Client, models.PROTECT, related_name="household_to")
    relation = models.CharField(_("is"), max_length=10, choices=Relation)
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )
    made_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="casework_household_of_two", condition=~Q(client=F("other"))
            ),
            models.UniqueConstraint(
                Least("client", "other"),
                Greatest("client", "other"),
                name="casework_household_link_once",
            ),
        ]
        triggers = [NO_CIRCLE]

    def __str__(self) -> str:
        return f"{self.client_id} {self.relation} {self.other_id}"
