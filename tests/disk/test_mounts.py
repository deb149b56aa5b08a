"""Which file systems are a network's, told from a table in the kernel's form."""

from pathlib import Path

import pytest

from pipeline.disk.mounts import network_kind

TABLE = """\
24 1 8:1 / / rw,relatime shared:1 - ext4 /dev/sda1 rw
30 24 0:45 / {root}/share rw - cifs //server/share rw
31 24 0:46 / {root}/two\\040words rw shared:7 - nfs4 server:/x rw
32 30 8:2 / {root}/share/disk rw - ext4 /dev/sdb rw
33 24 0:47 / {root}/near rw - tmpfs tmpfs rw
34 33 0:48 / {root}/near rw - fuse.sshfs me@there rw
"""


@pytest.mark.parametrize(
    ("place", "kind"),
    [
        ("share", "cifs"),
        ("share/state/history.sqlite", "cifs"),
        ("two words/state", "nfs4"),
        ("share/disk/state", None),
        ("shared", None),
        ("near/state", "fuse.sshfs"),
        ("", None),
    ],
)
def test_the_mount_nearest_above_a_path_decides(tmp_path: Path, place: str, kind: str | None) -> None:
    table = tmp_path / "mountinfo"
    table.write_text(TABLE.format(root=tmp_path.resolve()), encoding="utf-8")
    assert network_kind(tmp_path / place, table) == kind


def test_a_system_without_the_table_is_trusted(tmp_path: Path) -> None:
    assert network_kind(tmp_path, tmp_path / "absent") is None
