"""What is done beside the batch is done as if it were done by the batch itself, whatever becomes of the process that does it."""

import fcntl
import os
import signal
import time
from pathlib import Path

import pytest

from pipeline import beside
from pipeline.beside import Beside, Shared, side_by_side

MANY = 100


@pytest.fixture(autouse=True)
def _two_cores(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(beside, "cores", lambda: 2)


def test_it_is_done_in_another_process() -> None:
    work = Beside(os.getpid, MANY)
    assert work.result() != os.getpid()


@pytest.mark.parametrize("given", [[], [1], [1, 2], list(range(MANY)), list(range(MANY + 1))])
def test_what_is_made_side_by_side_comes_in_the_order_of_what_was_given(given: list[int]) -> None:
    assert side_by_side(lambda one: one * 2, given) == [one * 2 for one in given]


def test_more_than_a_pipe_holds_are_each_made_once() -> None:
    assert side_by_side(str, range(10_007)) == [str(one) for one in range(10_007)]


def test_many_are_made_by_both_each_taking_the_next_when_it_is_free() -> None:
    def slowly(_: int) -> int:
        time.sleep(0.001)
        return os.getpid()

    made = side_by_side(slowly, range(MANY))
    assert MANY // 4 < made.count(os.getpid()) < MANY - MANY // 4


def test_what_one_process_is_slow_with_the_other_makes() -> None:
    parent = os.getpid()

    def make(_: int) -> int:
        time.sleep(0 if os.getpid() == parent else 0.5)
        return os.getpid()

    assert side_by_side(make, range(MANY)).count(parent) == MANY - 1


def test_shared_work_is_begun_before_its_result_is_wanted() -> None:
    work = Shared(lambda _: os.getpid(), range(MANY))
    _wait_until_it_has_ended(work._beside)
    assert os.getpid() not in work.result()


def test_what_a_process_had_taken_when_it_was_killed_is_made_here() -> None:
    parent = os.getpid()

    def deadly(one: int) -> int:
        if os.getpid() != parent:
            os.kill(os.getpid(), signal.SIGKILL)
        time.sleep(0.001)
        return one

    assert side_by_side(deadly, range(MANY)) == list(range(MANY))


def test_a_few_are_made_here() -> None:
    assert Beside(os.getpid, 3).result() == os.getpid()


def test_on_a_single_core_all_is_made_here(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(beside, "cores", lambda: 1)
    assert Beside(os.getpid, MANY).result() == os.getpid()


def test_where_no_process_can_be_had_it_is_done_here(monkeypatch: pytest.MonkeyPatch) -> None:
    def refused() -> int:
        raise BlockingIOError

    before = _descriptors()
    monkeypatch.setattr(os, "fork", refused)
    assert Beside(os.getpid, MANY).result() == os.getpid()
    assert side_by_side(lambda _: os.getpid(), range(MANY)) == [os.getpid()] * MANY
    assert _descriptors() == before


def test_a_process_that_is_killed_costs_nothing_but_time() -> None:
    parent = os.getpid()

    def deadly() -> int:
        if os.getpid() != parent:
            os.kill(os.getpid(), signal.SIGKILL)
        return 7

    assert Beside(deadly, MANY).result() == 7


def test_what_fails_fails_where_its_result_is_wanted() -> None:
    def failing() -> None:
        raise ValueError("told once, by the batch")

    work = Beside(failing, MANY)
    with pytest.raises(ValueError, match="told once"):
        work.result()


def test_what_cannot_be_handed_over_is_made_here() -> None:
    assert Beside(lambda: lambda: 7, MANY).result()() == 7


def test_a_result_of_many_megabytes_comes_whole() -> None:
    assert Beside(lambda: b"1" * 30_000_000, MANY).result() == b"1" * 30_000_000


def test_the_child_holds_no_lock_of_its_parent(tmp_path: Path) -> None:
    """A batch that is killed lets go of its lock at once, though what it began beside is still at work."""
    held = os.open(tmp_path / "lock", os.O_RDWR | os.O_CREAT)
    fcntl.flock(held, fcntl.LOCK_EX | fcntl.LOCK_NB)

    def waits() -> None:
        os.close(0)
        signal.pause()

    work = Beside(waits, MANY)
    _wait_until_it_has_let_go(work)
    os.close(held)  # as the kernel does for a parent that is killed
    again = os.open(tmp_path / "lock", os.O_RDWR)
    fcntl.flock(again, fcntl.LOCK_EX | fcntl.LOCK_NB)
    os.close(again)


def test_a_child_nobody_waits_for_is_ended() -> None:
    before = _descriptors()
    work = Beside(signal.pause, MANY)
    process = work._child._process  # type: ignore[union-attr]
    del work
    with pytest.raises(ChildProcessError):
        os.waitpid(process, 0)
    assert _descriptors() == before


def _wait_until_it_has_let_go(work: Beside[None]) -> None:
    process = work._child._process  # type: ignore[union-attr]
    while len(list(Path(f"/proc/{process}/fd").iterdir())) > 3:
        os.sched_yield()


def _wait_until_it_has_ended(work: Beside[dict[int, int]]) -> None:
    process = work._child._process  # type: ignore[union-attr]
    os.waitid(os.P_PID, process, os.WEXITED | os.WNOWAIT)


def _descriptors() -> set[str]:
    return {one.name for one in Path("/proc/self/fd").iterdir()}
