from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class CaseworkConfig(AppConfig):
    name = "loim.casework"
    label = "casework"
    verbose_name = _("Counselling")

    def ready(self) -> None:
        from loim.casework.actions.appointments.letters import LETTERS_TO_THOSE_WHO_COME
        from loim.casework.measures import SOURCE
        from loim.casework.on_client_page import register_companions
        from loim.casework.personal_data import declare_personal_data
        from loim.casework.queries.proposals.part import evidence_part
        from loim.casework.retention_rules import register_retention_rules
        from loim.common.mail_delivery import FORGET_ADDRESS
        from loim.ideas import proposal_parts
        from loim.programmes.measures.registry import register

        FORGET_ADDRESS.update({"counselling_texts", "casework_consent_ends"})
        register(SOURCE)
        FORGET_ADDRESS.update(LETTERS_TO_THOSE_WHO_COME)
        register_companions()
        proposal_parts.register("evidence", evidence_part)
        declare_personal_data()
        register_retention_rules()
