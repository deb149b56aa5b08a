"""A real PostgreSQL of our own: started in a folder of its own, reached through a socket in it, as a user who is not root."""

import os
import pwd
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.util import find_spec
from pathlib import Path


def programs() -> Path | None:
    """Return the folder of Debian's newest PostgreSQL; None where it is not installed."""
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"), key=lambda path: int(path.parts[-3].split(".")[0]))
    return found[-1].parent if found else None


def missing() -> str:
    """Return why there can be no PostgreSQL; nothing where there can."""
    if programs() is None:
        return "Debian's package postgresql is not installed"
    if find_spec("psycopg") is None:
        return "psycopg is not installed"
    return "" if os.getuid() or _account() else "there is no account but root"


@contextmanager
def running() -> Iterator[str]:
    """Run a server and yield its URL."""
    place, bin_folder, account = Path(tempfile.mkdtemp(prefix="tongbao-pg-")), programs(), _account()
    assert bin_folder is not None
    if account:
        os.chown(place, account.pw_uid, account.pw_gid)
    options = {"user": account.pw_uid, "group": account.pw_gid, "extra_groups": []} if account else {}

    def call(*command: str) -> None:
        subprocess.run(
            command, cwd=place, check=True, capture_output=True, env={"PATH": "/usr/bin:/bin", "LC_ALL": "C.UTF-8"}, **options
        )

    try:
        call(f"{bin_folder}/initdb", "-D", f"{place}/data", "-U", "tongbao", "-A", "trust", "-E", "UTF8", "--no-sync")
        settings = f"-c listen_addresses='' -k {place} -c fsync=off"
        call(f"{bin_folder}/pg_ctl", "-D", f"{place}/data", "-o", settings, "-l", f"{place}/log", "-w", "start")
        try:
            yield f"postgresql://tongbao@/postgres?host={place}"
        finally:
            call(f"{bin_folder}/pg_ctl", "-D", f"{place}/data", "-m", "immediate", "stop")
    finally:
        shutil.rmtree(place)


def _account() -> "pwd.struct_passwd | None":
    """Return an account that is not root, where we are root; the server refuses to run as root."""
    if os.getuid():
        return None
    for name in ("postgres", "nobody"):
        try:
            return pwd.getpwnam(name)
        except KeyError:
            continue
    return None
