"""The order that approves a plan version."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from loim.programmes.forms.record_fields import DayField
from loim.programmes.logic.plan_problems import LONGEST_ORDER_NUMBER
from loim.programmes.models import PlanVersion


class OrderForm(forms.Form):
    """What the imported document says of its order is filled in to be checked."""

    order_number = forms.CharField(label=_("Order number"), max_length=LONGEST_ORDER_NUMBER)
    order_date = DayField(label=_("Order date"))
    signatory = forms.CharField(label=_("Signatory"), max_length=150, required=False)

    def __init__(self, *args: Any, version: PlanVersion, **kwargs: Any) -> None:
        kwargs["initial"] = {
            "order_number": version.order_number,
            "order_date": version.order_date,
            "signatory": version.signatory,
        }
        super().__init__(*args, **kwargs)
