"""The embedded server, with real servers and real processes that start, share, kill and leave."""

import os
import pwd
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import psutil
import psycopg
import pytest

from loim.common import embedded_postgres
from loim.common.embedded_postgres import EmbeddedPostgresError, programs

SOURCES = Path(embedded_postgres.__file__).parents[3]
PACKAGES = Path(psycopg.__file__).parents[1]
IS_ROOT = os.geteuid() == 0
only_root = pytest.mark.skipif(not IS_ROOT, reason="becoming another user takes root")

# A user of the server: says its URL, and ends at the end of its input.
CLIENT = """
import sys
from pathlib import Path
from loim.common.embedded_postgres import EmbeddedPostgresError, default_data_dir, ensure_running
try:
    data_dir = Path(sys.argv[1]) if len(sys.argv) == 2 else default_data_dir(Path(sys.argv[2]))
    print(data_dir, ensure_running(data_dir, durable=False), flush=True)
except EmbeddedPostgresError as refusal:
    sys.exit(f"refused: {refusal}")
sys.stdin.read()
"""
# The same, but it forks a child that says it is there and ends later than the input allows it.
FORKING_CLIENT = """
import os, sys, time
from pathlib import Path
from loim.common.embedded_postgres import ensure_running
data_dir, notes = Path(sys.argv[1]), Path(sys.argv[2])
print(data_dir, ensure_running(data_dir, durable=False), flush=True)
if os.fork():
    sys.stdin.read()
else:
    for number in (1, 2):  # or the test would wait for their end
        os.dup2(os.open(os.devnull, os.O_WRONLY), number)
    (notes / "child").touch()
    while not (notes / "end").exists():
        time.sleep(0.01)
"""


class Client:
    """A process that uses the server until it is told to leave."""

    def __init__(self, *arguments: object, code: str = CLIENT, **options: object) -> None:
        environment = {"PATH": os.environ["PATH"], "PYTHONPATH": f"{SOURCES}:{PACKAGES}"}
        environment |= options.pop("env", {})
        self.process = subprocess.Popen(
            [
                options.pop("interpreter", sys.executable),
                "-W",
                "error",
                "-c",
                code,
                *map(str, arguments),
            ],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            env=environment,
            **{"cwd": "/"} | options,
        )
        self.data_dir, self.url, self.said = None, None, ""

    def arrive(self) -> "Client":
        """Waits until the server runs, or the client has been refused."""
        words = self.process.stdout.readline().split()
        if words:
            self.data_dir, self.url = Path(words[0]), words[1]
        else:
            self.leave()
        return self

    def leave(self) -> None:
        _, self.said = self.process.communicate(timeout=30)

    def end(self, number: int) -> int:
        self.process.send_signal(number)
        self.leave()
        return self.process.returncode


@pytest.fixture(scope="module")
def open_folder() -> Iterator[Path]:
    """A folder that every user can enter; pytest's own lets only ours in."""
    folder = Path(tempfile.mkdtemp(prefix="loim-pg-"))
    folder.chmod(0o755)
    yield folder
    shutil.rmtree(folder)


@pytest.fixture(scope="module")
def initialised(open_folder: Path) -> Path:
    """A data folder with data in it, made once: that takes half a second."""
    data_dir = open_folder / "initialised"
    with embedded_postgres.running(data_dir, durable=False):
        pass
    return data_dir


@pytest.fixture
def data_dir(initialised: Path) -> Iterator[Path]:
    """The same for all tests that leave it whole; not served before the test, nor after it."""
    assert not is_running(initialised)
    yield initialised
    embedded_postgres.release()
    embedded_postgres.stop(initialised)


@pytest.fixture
def own_data_dir(initialised: Path, open_folder: Path) -> Iterator[Path]:
    """A copy to damage."""
    folder = copied(initialised, open_folder / f"copy-{time.monotonic_ns()}")
    yield folder
    embedded_postgres.release()
    embedded_postgres.stop(folder)
    shutil.rmtree(folder, ignore_errors=True)


def copied(data_dir: Path, target: Path) -> Path:
    subprocess.run(["cp", "-a", data_dir, target], check=True)
    return target


def answer(url: str, question: str = "select 42") -> object:
    with psycopg.connect(url) as connection:
        return connection.execute(question).fetchone()[0]


def execute(url: str, statement: str) -> None:
    with psycopg.connect(url) as connection:
        connection.execute(statement)


def is_running(data_dir: Path) -> bool:
    return embedded_postgres.status(data_dir).is_running


def is_alive(process: psutil.Process) -> bool:
    # Where nobody collects the dead (a container without init), they stay listed.
    return process.is_running() and process.status() != psutil.STATUS_ZOMBIE


def comes_true(condition: Callable[[], bool]) -> bool:
    deadline = time.monotonic() + 10
    while not condition():
        if time.monotonic() > deadline:
            return False
        time.sleep(0.01)
    return True


def kill_server(data_dir: Path) -> None:
    pid = embedded_postgres.status(data_dir).pid
    os.kill(pid, signal.SIGKILL)
    assert comes_true(lambda: not is_running(data_dir))


class TestStarting:
    def test_makes_the_data_and_answers_within_seconds(self, open_folder):
        data_dir = open_folder / "new" / "postgres"
        begun = time.monotonic()

        with embedded_postgres.running(data_dir) as url:
            seconds = time.monotonic() - begun
            settings = {
                name: answer(url, f"show {name}")
                for name in ("fsync", "listen_addresses", "server_encoding", "shared_buffers")
            }
            who = answer(url, "select current_user")

        assert settings == {
            "fsync": "on",
            "listen_addresses": "",
            "server_encoding": "UTF8",
            "shared_buffers": "256MB",
        }
        assert who == "loim"
        assert seconds < 10  # about one on an idle machine

    def test_knows_letters_of_every_language(self, data_dir):
        with embedded_postgres.running(data_dir, durable=False) as url:
            assert answer(url, "select upper('lõim їжак жук')") == "LÕIM ЇЖАК ЖУК"

    def test_lets_nobody_else_in(self, data_dir):
        with embedded_postgres.running(data_dir, durable=False):
            for place in ("cluster", "socket"):
                assert (data_dir / place).stat().st_mode & 0o077 == 0

    def test_without_durability_skips_the_waits_for_the_disk(self, data_dir):
        with embedded_postgres.running(data_dir, durable=False) as url:
            assert answer(url, "show fsync") == "off"
            assert answer(url, "show synchronous_commit") == "off"
            assert answer(url, "show full_page_writes") == "off"

    def test_the_systems_programs_serve_where_the_wheel_has_no_build(
        self, open_folder, monkeypatch
    ):
        if not any(programs._system_bins()):
            pytest.skip("this machine has no PostgreSQL of its own")
        monkeypatch.setattr(programs, "_wheel_bin", lambda: None)

        with embedded_postgres.running(open_folder / "system", durable=False) as url:
            assert answer(url, "select upper('lõim їжак жук')") == "LÕIM ЇЖАК ЖУК"

    def test_asked_again_gives_the_same_server(self, data_dir):
        with embedded_postgres.running(data_dir, durable=False) as url:
            pid = embedded_postgres.status(data_dir).pid
            with embedded_postgres.running(data_dir, durable=False) as same_url:
                assert same_url == url
            assert embedded_postgres.status(data_dir).pid == pid

    def test_keeps_the_data_for_the_next_time(self, data_dir):
        with embedded_postgres.running(data_dir, durable=False) as url:
            execute(url, "create table kept as select 7 as number")

        with embedded_postgres.running(data_dir, durable=False) as url:
            assert answer(url, "select number from kept") == 7

    def test_steering_variables_of_the_caller_change_nothing(self, data_dir, monkeypatch):
        for name, value in {"PGPORT": "1", "PGDATA": "/nowhere", "PGHOST": "elsewhere"}.items():
            monkeypatch.setenv(name, value)

        with embedded_postgres.running(data_dir, durable=False) as url:
            assert answer(url) == 42

    def test_a_long_or_odd_path_gets_a_short_socket(self, initialised, open_folder):
        data_dir = open_folder / 'it\'s "odd", $HOME; and' / ("long" * 25)
        data_dir.parent.mkdir()
        data_dir.parent.chmod(0o755)
        copied(initialised, data_dir)

        with embedded_postgres.running(data_dir, durable=False) as url:
            assert answer(url) == 42
            assert url.startswith("postgresql://loim@/postgres?host=/tmp/loim-")
            short = Path(url.partition("host=")[2].partition("&")[0])

        assert not short.exists()


class TestSharing:
    def test_the_last_of_several_processes_stops_the_server(self, data_dir):
        first = Client(data_dir).arrive()
        second = Client(data_dir).arrive()
        assert first.url == second.url

        first.leave()
        assert answer(second.url) == 42

        second.leave()
        assert not is_running(data_dir)
        assert "database system is shut down" in (data_dir / "server.log").read_text()

    def test_many_starting_at_once_get_one_server(self, data_dir):
        clients = [Client(data_dir) for _ in range(4)]

        urls = {client.arrive().url for client in clients}

        assert len(urls) == 1
        assert answer(urls.pop()) == 42
        for client in clients:
            client.leave()
        assert not is_running(data_dir)

    @pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP, signal.SIGINT])
    def test_a_process_told_to_end_stops_the_server(self, data_dir, number):
        client = Client(data_dir).arrive()

        assert client.end(number) == -number
        assert not is_running(data_dir)

    def test_a_killed_process_leaves_the_server_to_the_next(self, data_dir):
        killed = Client(data_dir).arrive()
        killed.end(signal.SIGKILL)
        assert is_running(data_dir)

        Client(data_dir).arrive().leave()
        assert not is_running(data_dir)

    def test_a_server_left_behind_can_be_stopped(self, data_dir):
        Client(data_dir).arrive().end(signal.SIGKILL)

        assert embedded_postgres.stop(data_dir) is True
        assert embedded_postgres.stop(data_dir) is False
        assert not is_running(data_dir)

    def test_a_forked_child_that_ends_leaves_the_server_to_its_parent(self, data_dir, tmp_path):
        parent = Client(data_dir, tmp_path, code=FORKING_CLIENT).arrive()
        assert comes_true((tmp_path / "child").exists)
        (child,) = psutil.Process(parent.process.pid).children()

        (tmp_path / "end").touch()
        assert comes_true(lambda: child.status() == psutil.STATUS_ZOMBIE)

        assert answer(parent.url) == 42
        parent.leave()
        assert not is_running(data_dir)

    def test_a_forked_child_keeps_the_server_when_its_parent_ends(self, data_dir, tmp_path):
        parent = Client(data_dir, tmp_path, code=FORKING_CLIENT).arrive()
        assert comes_true((tmp_path / "child").exists)

        parent.end(signal.SIGTERM)
        assert answer(parent.url) == 42

        (tmp_path / "end").touch()
        assert comes_true(lambda: not is_running(data_dir))

    def test_durable_work_is_refused_on_a_server_that_others_run_for_tests(self, data_dir):
        other = Client(data_dir).arrive()

        with pytest.raises(EmbeddedPostgresError, match="started without durability"):
            embedded_postgres.ensure_running(data_dir, durable=True)

        assert answer(other.url) == 42
        other.leave()

    def test_a_lonely_server_without_durability_is_started_again_for_durable_work(self, data_dir):
        Client(data_dir).arrive().end(signal.SIGKILL)

        with embedded_postgres.running(data_dir, durable=True) as url:
            assert answer(url, "show fsync") == "on"


class TestRecovering:
    def test_from_a_killed_server_with_nothing_lost(self, data_dir):
        url = embedded_postgres.ensure_running(data_dir)
        execute(url, "create table kept_over_a_kill as select 7 as number")
        kill_server(data_dir)

        url = embedded_postgres.ensure_running(data_dir)

        assert answer(url, "select number from kept_over_a_kill") == 7

    def test_from_a_killed_server_with_a_part_deep_in_a_query(self, data_dir):
        url = embedded_postgres.ensure_running(data_dir, durable=False)
        connection = psycopg.connect(url, autocommit=True)
        part = psutil.Process(connection.info.backend_pid)
        connection.pgconn.send_query(b"do $$ begin loop perform sqrt(2); end loop; end $$")
        kill_server(data_dir)
        assert is_alive(part)

        assert answer(embedded_postgres.ensure_running(data_dir, durable=False)) == 42

        assert not is_alive(part)
        connection.close()

    def test_from_a_pid_file_that_names_a_stranger(self, data_dir):
        stranger = subprocess.Popen(["sleep", "60"])
        owner = (data_dir / "cluster").stat()
        for name in ("cluster/postmaster.pid", "socket/.s.PGSQL.5432.lock"):
            file = data_dir / name
            file.parent.mkdir(mode=0o700, exist_ok=True)
            os.chown(file.parent, owner.st_uid, owner.st_gid)
            file.write_text(
                f"{stranger.pid}\n{data_dir}/cluster\n1\n5432\n/tmp\n\n  1 2\nready   \n"
            )
            os.chown(file, owner.st_uid, owner.st_gid)

        with embedded_postgres.running(data_dir, durable=False) as url:
            assert answer(url) == 42

        assert stranger.poll() is None
        stranger.kill()
        stranger.wait()

    @pytest.mark.parametrize("words", ["", "no number", "-7\n", "99999999999999999999\n"])
    def test_from_a_torn_pid_file(self, data_dir, words):
        (data_dir / "cluster" / "postmaster.pid").write_text(words)

        with embedded_postgres.running(data_dir, durable=False) as url:
            assert answer(url) == 42

    def test_from_an_interrupted_first_start(self, open_folder):
        data_dir = open_folder / "interrupted"
        (data_dir / "cluster-new-half" / "base").mkdir(parents=True)
        (data_dir / "cluster-new-half" / "PG_VERSION").write_text("18\n")

        with embedded_postgres.running(data_dir, durable=False) as url:
            assert answer(url) == 42

        assert [each.name for each in data_dir.glob("cluster*")] == ["cluster"]

    def test_from_a_folder_deleted_under_the_server(self, own_data_dir):
        client = Client(own_data_dir).arrive()
        server = psutil.Process(embedded_postgres.status(own_data_dir).pid)
        shutil.rmtree(own_data_dir)

        client.leave()

        assert not is_alive(server)


class TestRefusing:
    def test_data_of_another_version(self, own_data_dir):
        (own_data_dir / "cluster" / "PG_VERSION").write_text("14\n")

        with pytest.raises(EmbeddedPostgresError) as refusal:
            embedded_postgres.ensure_running(own_data_dir, durable=False)

        assert f"The data in {own_data_dir} was made by PostgreSQL 14" in str(refusal.value)
        assert "Delete the folder to begin anew" in str(refusal.value)
        assert "LOIM_POSTGRES_BIN" in str(refusal.value)

    def test_data_that_are_not_whole(self, own_data_dir):
        (own_data_dir / "cluster" / "global" / "pg_control").unlink()

        with pytest.raises(EmbeddedPostgresError, match="not a complete PostgreSQL data directory"):
            embedded_postgres.ensure_running(own_data_dir, durable=False)

    def test_damaged_data_with_the_last_words_of_the_server(self, own_data_dir):
        (own_data_dir / "cluster" / "global" / "pg_control").write_bytes(b"\0" * 8192)

        with pytest.raises(EmbeddedPostgresError) as refusal:
            embedded_postgres.ensure_running(own_data_dir, durable=False)

        assert f"did not start on {own_data_dir}/cluster" in str(refusal.value)
        assert "PostgreSQL's last words:\n" in str(refusal.value)
        assert "FATAL:" in str(refusal.value)

    def test_a_full_disk_in_words(self):
        refusal = EmbeddedPostgresError(
            "It did not start.",
            root=Path("/data"),
            output="FATAL: could not write file: No space left on device",
        )

        assert str(refusal) == (
            "It did not start.\n"
            "The disk is full: free some space on the disk that holds /data.\n"
            "PostgreSQL's last words:\n"
            "    FATAL: could not write file: No space left on device"
        )

    def test_programs_that_do_not_run(self, data_dir, monkeypatch):
        monkeypatch.setenv("LOIM_POSTGRES_BIN", "/nowhere")

        with pytest.raises(EmbeddedPostgresError, match="LOIM_POSTGRES_BIN is /nowhere"):
            embedded_postgres.ensure_running(data_dir, durable=False)

    def test_a_file_in_the_folders_place(self, open_folder):
        (open_folder / "file").touch()

        with pytest.raises(EmbeddedPostgresError, match="is not a folder"):
            embedded_postgres.ensure_running(open_folder / "file")

    @only_root
    def test_root_as_the_servers_user(self, open_folder, monkeypatch):
        monkeypatch.setenv("LOIM_POSTGRES_USER", "root")

        with pytest.raises(EmbeddedPostgresError, match="refuses to run as root"):
            embedded_postgres.ensure_running(open_folder / "as-root")

    @only_root
    def test_a_user_that_does_not_exist(self, open_folder, monkeypatch):
        monkeypatch.setenv("LOIM_POSTGRES_USER", "no-such-user")

        with pytest.raises(EmbeddedPostgresError, match="no such user"):
            embedded_postgres.ensure_running(open_folder / "for-nobody")


@pytest.fixture(scope="module")
def ordinary_user(open_folder: Path) -> dict[str, object]:
    """Options that run a client as `nobody`, with all it needs copied to where it may read."""
    code = open_folder / "code"
    (code / "loim" / "common").mkdir(parents=True)
    package = Path(embedded_postgres.__file__).parent
    shutil.copytree(package, code / "loim" / "common" / package.name)
    shutil.copytree(Path(psutil.__file__).parent, code / "psutil")
    copy_wheel(code)
    user = pwd.getpwnam("nobody")
    who = {"user": user.pw_uid, "group": user.pw_gid, "extra_groups": []}
    for interpreter in (sys.executable, "/usr/bin/python3"):
        if runs(interpreter, who):
            return {"env": {"PYTHONPATH": str(code)}, "interpreter": interpreter, **who}
    pytest.skip("there is no Python 3.11 that an ordinary user can run")


def runs(interpreter: str, who: dict[str, object]) -> bool:
    check = "import sys; sys.exit(sys.version_info < (3, 11))"
    try:
        return (
            subprocess.run([interpreter, "-c", check], check=False, cwd="/", **who).returncode == 0
        )
    except OSError:
        return False


def copy_wheel(target: Path) -> None:
    if not (PACKAGES / "embedded_postgres").is_dir():
        pytest.skip("the embedded-postgres package has no build for this machine")
    for name in ("embedded_postgres", "embedded_postgres.libs"):
        if (PACKAGES / name).exists():
            shutil.copytree(PACKAGES / name, target / name)


@only_root
class TestUsers:
    def test_an_ordinary_user_runs_the_server_as_itself(self, open_folder, ordinary_user):
        project = open_folder / "project-of-nobody"
        project.mkdir()
        os.chown(project, ordinary_user["user"], ordinary_user["group"])

        client = Client("of", project, **ordinary_user).arrive()

        assert client.data_dir == project / "var" / "postgres", client.said
        pid = embedded_postgres.status(client.data_dir).pid
        assert psutil.Process(pid).uids().effective == ordinary_user["user"]
        assert answer(client.url) == 42
        client.leave()
        assert not is_running(client.data_dir)

    def test_an_ordinary_user_keeps_data_elsewhere_if_the_project_is_not_its_own(
        self, open_folder, ordinary_user
    ):
        project = open_folder / "project-of-root"
        project.mkdir()

        client = Client("of", project, **ordinary_user).arrive()

        assert client.data_dir.parent.parent == Path("/var/tmp"), client.said  # noqa: S108
        client.leave()
        assert not is_running(client.data_dir)
        shutil.rmtree(client.data_dir.parent)

    def test_an_ordinary_user_is_refused_a_folder_of_roots(
        self, open_folder, data_dir, ordinary_user
    ):
        empty = open_folder / "roots"
        empty.mkdir(exist_ok=True)

        for folder in (data_dir, empty):
            client = Client(folder, **ordinary_user).arrive()

            assert f"{folder} belongs to root, and this process runs as nobody" in client.said

    def test_an_ordinary_user_is_told_which_folder_it_cannot_write(
        self, open_folder, ordinary_user
    ):
        client = Client(open_folder / "not" / "mine", **ordinary_user).arrive()

        assert f"cannot use {open_folder}/not: Permission denied." in client.said
        assert f"Make {open_folder}/not/mine writable for this user" in client.said

    def test_root_runs_the_server_as_somebody_else(self, data_dir):
        with embedded_postgres.running(data_dir, durable=False):
            pid = embedded_postgres.status(data_dir).pid
            assert psutil.Process(pid).uids().effective != 0

    def test_root_in_a_closed_project_uses_a_folder_and_programs_that_others_reach(self):
        closed = Path(tempfile.mkdtemp())
        assert closed.stat().st_mode & 0o077 == 0
        copy_wheel(closed)

        client = Client(
            "of",
            closed / "project",
            env={"PYTHONPATH": f"{closed}:{SOURCES}:{PACKAGES}"},
            cwd=closed,
        ).arrive()

        try:
            assert client.data_dir.parent.parent == Path("/var/lib"), client.said
            assert answer(client.url) == 42
            assert list(client.data_dir.glob("programs-*/embedded_postgres/pginstall/bin/postgres"))
            client.leave()
            assert not is_running(client.data_dir)
        finally:
            shutil.rmtree(client.data_dir.parent)
            shutil.rmtree(closed)

    def test_root_is_refused_a_folder_that_the_servers_user_cannot_enter(self):
        closed = Path(tempfile.mkdtemp())

        with pytest.raises(EmbeddedPostgresError, match="who cannot enter"):
            embedded_postgres.ensure_running(closed / "postgres")

        shutil.rmtree(closed)


class TestStatus:
    def test_of_a_running_server(self, data_dir):
        with embedded_postgres.running(data_dir, durable=False) as url:
            found = embedded_postgres.status(data_dir)
            version = answer(url, "show server_version")
            name = psutil.Process(found.pid).name()

        assert found.data_dir == data_dir
        assert found.is_running
        assert found.version == version
        assert name == "postgres"
        assert found.url == url
        assert found.size_bytes > 20_000_000

    def test_of_a_folder_that_does_not_exist(self, tmp_path):
        missing = tmp_path / "missing"

        assert embedded_postgres.status(missing) == embedded_postgres.ServerStatus(
            data_dir=missing, is_running=False, version=None, pid=None, url=None, size_bytes=0
        )
        assert embedded_postgres.stop(missing) is False
        assert not missing.exists()
