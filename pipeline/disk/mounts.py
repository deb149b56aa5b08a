"""On which kind of file system a path stands."""

import re
from pathlib import Path
from typing import Final

NETWORK: Final = re.compile(
    r"nfs\d?|cifs|smb\d?|smbfs|ncpfs|afs|ceph|glusterfs|lustre|9p|davfs2?|fuse\.(sshfs|glusterfs|davfs.*|rclone)"
)
_TABLE: Final = Path("/proc/self/mountinfo")


def network_kind(path: Path, table: Path = _TABLE) -> str | None:
    """Return the kind of network file system a path stands on; None on a local disk, or where the system does not say."""
    try:
        lines = table.read_text(encoding="utf-8", errors="surrogateescape").splitlines()
    except OSError:
        return None
    place = path.resolve()
    best, kind = -1, ""
    for line in lines:
        fields = line.split(" ")
        mounted = Path(_unescaped(fields[4]))
        if place.is_relative_to(mounted) and len(mounted.parts) >= best:  # of two mounts on one place the later counts
            best, kind = len(mounted.parts), fields[fields.index("-") + 1]
    return kind if NETWORK.fullmatch(kind) else None


def _unescaped(text: str) -> str:
    return re.sub(r"\\([0-7]{3})", lambda match: chr(int(match[1], 8)), text)
