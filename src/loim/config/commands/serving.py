"""`loim serve` and `loim worker`: the web server and the process that works behind it."""

import argparse
import os
import signal
import subprocess
import sys
import time
from types import FrameType
from typing import Any

from loim.common.database_roles import WEB_ROLE
from loim.config.commands.database import prepare_database

RESTART_AFTER_SECONDS = 2.0


def add_arguments(parts: Any) -> None:
    serve = parts.add_parser("serve", help="serve the platform, with a worker beside it")
    serve.add_argument("--host", default="127.0.0.1")
    serve.add_argument("--port", type=int, default=int(os.environ.get("PORT", "8000")))
    serve.add_argument("--processes", type=int, default=2, help="web processes")
    serve.add_argument("--no-worker", action="store_true", help="jobs are done by another machine")
    serve.set_defaults(run=run_serve, needs_database=True)

    worker = parts.add_parser("worker", help="do the queued jobs: mail, numbers, reminders")
    worker.set_defaults(run=run_worker, needs_database=True, prepare=prepare_worker)


def prepare_worker(_options: argparse.Namespace) -> None:
    """On a machine of its own, too, the worker works under the role that owns nothing."""
    os.environ.setdefault("LOIM_DATABASE_ROLE", WEB_ROLE)


def run_worker(options: argparse.Namespace) -> int:
    from django.core.management import call_command

    from loim.common.jobs import WorkerConnector, app

    with app.replace_connector(WorkerConnector()):
        call_command("procrastinate", "worker")
    return 0


def run_serve(options: argparse.Namespace) -> int:
    from loim.config.static_files import collect_static_files

    prepare_database()
    collect_static_files()
    return supervise(
        host=options.host,
        port=options.port,
        processes=options.processes,
        has_worker=not options.no_worker,
    )


def supervise(*, host: str, port: int, processes: int, has_worker: bool) -> int:
    """Run the server, and a worker that is started again should it fall, until told to stop."""
    stopping = False

    def stop(_number: int, _frame: FrameType | None) -> None:
        nonlocal stopping
        stopping = True

    signal.signal(signal.SIGTERM, stop)
    signal.signal(signal.SIGINT, stop)
    server = _start(
        "granian", "--interface", "wsgi", "--host", host, "--port", str(port),
        "--workers", str(processes), "--blocking-threads", "4", "--no-ws",
        "loim.config.wsgi:application",
    )  # fmt: skip
    worker = _start("loim.config.worker") if has_worker else None
    while not stopping and server.poll() is None:
        if worker and worker.poll() is not None:
            time.sleep(RESTART_AFTER_SECONDS)
            worker = _start("loim.config.worker")
        time.sleep(0.2)
    code = server.returncode if not stopping else 0
    for process in filter(None, (worker, server)):
        if process.poll() is None:
            process.terminate()
    for process in filter(None, (worker, server)):
        try:
            process.wait(timeout=10)
        except subprocess.TimeoutExpired:
            process.kill()
    return code or 0


def _start(module: str, *arguments: str) -> subprocess.Popen[bytes]:
    # A session of its own: Ctrl-C reaches us alone, and we stop the others in order.
    return subprocess.Popen(
        [sys.executable, "-m", module, *arguments],
        env={**os.environ, "LOIM_DATABASE_ROLE": WEB_ROLE},
        start_new_session=True,
    )
