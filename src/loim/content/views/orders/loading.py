"""The order of an address, for whoever may keep it."""

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest
from django.shortcuts import get_object_or_404

from loim.content.models import TranslationOrder
from loim.content.permissions import may_translate_for


def kept_order_or_403(request: HttpRequest, pk: int) -> TranslationOrder:
    rows = TranslationOrder.objects.select_related("owner", "made_by")
    order = get_object_or_404(rows, pk=pk)
    if not may_translate_for(request.user, order.owner_id):
        raise PermissionDenied
    return order
