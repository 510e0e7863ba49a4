"""Who does what in a crisis."""

import pghistory
import pgtrigger
from django.db import models
from django.utils.translation import gettext_lazy as _

from loim.communities.models.crisis.contact import CrisisContact
from loim.communities.models.crisis.plan import CrisisPlan

HOLDER_OF_THIS_PLAN = pgtrigger.Trigger(
    name="crisis_holder_is_of_this_plan",
    when=pgtrigger.Before,
    operation=pgtrigger.Insert | pgtrigger.Update,
    func="""
        IF NOT EXISTS (
            SELECT 1 FROM communities_crisisrole role
                JOIN communities_crisiscontact contact ON contact.plan_id = role.plan_id
                WHERE role.id = NEW.role_id AND contact.id = NEW.contact_id
                AND contact.left_at IS NULL
        ) THEN
            RAISE EXCEPTION 'contact % is not in the plan of role %', NEW.contact_id, NEW.role_id
                USING ERRCODE = 'check_violation', CONSTRAINT = 'crisis_holder_is_of_this_plan';
        END IF;
        RETURN NEW;
    """,
)


@pghistory.track(model_name="CrisisRoleHistory")
class CrisisRole(models.Model):
    """`position` orders them; the first leads, and its holder begins the calls."""

    plan = models.ForeignKey(CrisisPlan, models.CASCADE, related_name="roles")
    title = models.CharField(_("role"), max_length=100)
    explanation = models.CharField(_("what this role does"), max_length=500, blank=True)
    position = models.PositiveSmallIntegerField(default=0)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["plan", "title"], name="crisis_role_once_in_plan"),
        ]

    def __str__(self) -> str:
        return self.title


@pghistory.track(model_name="RoleHolderHistory")
class RoleHolder(models.Model):
    """`rank` 0 has the role; 1, 2 … take over in this order."""

    role = models.ForeignKey(CrisisRole, models.CASCADE, related_name="holders")
    contact = models.ForeignKey(CrisisContact, models.CASCADE, related_name="held_roles")
    rank = models.PositiveSmallIntegerField(default=0)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["role", "contact"], name="crisis_role_once_each"),
            models.UniqueConstraint(fields=["role", "rank"], name="crisis_role_one_of_a_rank"),
        ]
        triggers = [HOLDER_OF_THIS_PLAN]
