"""One at a time, whoever died and whatever happened to the file."""

import os
import subprocess
import sys
from datetime import datetime
from pathlib import Path

import pytest

from pipeline.disk.lock import held
from pipeline.model.errors import BusyError, PublishError

NOW = datetime(2023, 5, 8, 9)


def test_a_second_holder_is_refused_and_told_who_has_it(tmp_path: Path) -> None:
    lock = tmp_path / "batch.lock"
    with held(lock, NOW), pytest.raises(BusyError, match=f"进程 {os.getpid()}，2023-05-08 09:00:00 开始"), held(lock, NOW):
        pytest.fail("two held it")
    with held(lock, NOW) as after:
        assert after.died is None


def test_a_batch_that_failed_let_go(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="stop"), held(tmp_path / "batch.lock", NOW):
        raise ValueError("stop")
    with held(tmp_path / "batch.lock", NOW) as after:
        assert after.died is None


def test_the_lock_of_a_dead_process_is_taken_over_and_said(tmp_path: Path) -> None:
    script = (
        "import os\nfrom datetime import datetime\nfrom pathlib import Path\nfrom pipeline.disk.lock import held\n"
        f"with held(Path({str(tmp_path / 'batch.lock')!r}), datetime(2020, 1, 1)):\n    os._exit(9)\n"
    )
    dead = subprocess.Popen([sys.executable, "-c", script], cwd=Path(__file__).parents[2])
    assert dead.wait() == 9
    with held(tmp_path / "batch.lock", NOW) as lock:
        assert lock.died is not None
        assert (lock.died.pid, lock.died.started) == (dead.pid, "2020-01-01 00:00:00")


@pytest.mark.parametrize(
    "content", [b"", b"{", b"[1]", b'{"host": "else", "pid": 1}', b"\xff" * 9000, b'{"host":"far","pid":1,"started":"2099"}']
)
def test_what_stands_in_the_file_never_keeps_anybody_out(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "batch.lock").write_bytes(content)
    with held(tmp_path / "batch.lock", NOW):
        pass
    assert (tmp_path / "batch.lock").read_bytes() == b""


def test_a_lock_whose_file_was_taken_away_no_longer_allows_publishing(tmp_path: Path) -> None:
    lock = tmp_path / "state/batch.lock"
    with held(lock, NOW) as first:
        first.require()
        lock.unlink()
        with held(lock, NOW) as second:
            second.require()
            with pytest.raises(PublishError, match="锁文件"):
                first.require()


def test_a_link_is_not_followed(tmp_path: Path) -> None:
    (tmp_path / "precious").write_text("keep", encoding="utf-8")
    (tmp_path / "batch.lock").symlink_to(tmp_path / "precious")
    with pytest.raises(OSError, match="symbolic links"), held(tmp_path / "batch.lock", NOW):
        pytest.fail("followed")
    assert (tmp_path / "precious").read_text(encoding="utf-8") == "keep"
