"""What the interface for programs can do, for people who write them: made of its description."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from loim.api.views.v1 import api
from loim.common.access import public


@public("how programs read public events; it tells nothing about anybody")
def about(request: HttpRequest) -> HttpResponse:
    schema: Any = api.get_openapi_schema(path_prefix="/api/v1/")
    operations = [
        {
            "method": method.upper(),
            "path": path,
            "summary": operation.get("summary", ""),
            "description": operation.get("description", ""),
            "parameters": [_parameter(each) for each in operation.get("parameters", [])],
            "needs_key": bool(operation.get("security")),
        }
        for path, methods in schema["paths"].items()
        for method, operation in methods.items()
    ]
    context = {
        "operations": operations,
        "base_url": settings.BASE_URL,
        "openapi_url": settings.BASE_URL + reverse("api-v1:openapi-json"),
    }
    return render(request, "api/about.html", context)


def _parameter(described: dict[str, Any]) -> dict[str, Any]:
    about_it = described.get("schema", {}).get("description") or described.get("description")
    return {
        "name": described["name"],
        "where": described["in"],
        "about": about_it or "",
        "is_needed": described.get("required", False),
    }
