"""Headers that Django does not send by itself."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

PERMISSIONS_POLICY = "camera=(), geolocation=(), microphone=(), payment=(), usb=()"
# For the one page that reads codes with the camera.
CAMERA_POLICY = PERMISSIONS_POLICY.replace("camera=()", "camera=(self)")


class PermissionsPolicyMiddleware:
    """Hardly a page of ours needs the device's sensors, so no script gets them unless it says so."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        response.headers.setdefault("Permissions-Policy", PERMISSIONS_POLICY)
        return response
