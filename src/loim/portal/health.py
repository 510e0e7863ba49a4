"""For the load balancer: is the process alive, and is it ready to serve?"""

from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from django.http import HttpRequest, HttpResponse

from loim.common.access import public


@public("asked by the load balancer; says nothing but yes")
def healthz(request: HttpRequest) -> HttpResponse:
    return HttpResponse("ok\n", content_type="text/plain")


@public("asked by the load balancer; says only whether the database can be used")
def readyz(request: HttpRequest) -> HttpResponse:
    """503 while the database cannot be reached or has migrations to come."""
    try:
        executor = MigrationExecutor(connection)
        is_behind = bool(executor.migration_plan(executor.loader.graph.leaf_nodes()))
    except Exception:  # noqa: BLE001  # whatever it is, this server is not ready
        return HttpResponse("database not reachable\n", status=503, content_type="text/plain")
    if is_behind:
        return HttpResponse("migrations to come\n", status=503, content_type="text/plain")
    return HttpResponse("ready\n", content_type="text/plain")
