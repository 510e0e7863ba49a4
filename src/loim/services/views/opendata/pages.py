"""The page that explains the open data to people."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from loim.common.access import public
from loim.content.permissions import may_edit
from loim.services.queries.opendata.cpsv_ap import LICENCE
from loim.services.queries.opendata.loading import figures, public_services


@public("explains data that everybody may read")
@require_safe
def open_data_page(request: HttpRequest) -> HttpResponse:
    example = public_services().only("uuid").first()
    return render(
        request,
        "services/opendata/open_data.html",
        {
            "figures": figures(),
            "licence": LICENCE,
            "base": f"{settings.BASE_URL}{reverse('hsds')}",
            "linked": f"{settings.BASE_URL}{reverse('cpsv-ap')}",
            "origin": f"{settings.BASE_URL}{reverse('hsds').removesuffix('hsds/')}",
            "example": example,
            "may_import": may_edit(request.user),
        },
    )
