"""Stage 7 of 7 — publishing.

Takes the finished documents and the facts of the batch. Gives a period folder in outbox/ in which every file is whole and listed in
manifest.json with its hash. Never overwrites a document that somebody has edited or has open, never leaves half a file, and touches no
file whose bytes would not change.

The published set changes at one instant: all new files are first brought to the disk in a folder aside, then the new manifest takes the
place of the old one, then each file moves to its place. What an interruption leaves undone after that instant the next run finishes;
what it leaves before, the next run throws away.
"""

from pipeline.publishing.folder import MANIFEST, content_of, manifest, published_hashes
from pipeline.publishing.issuing import complete, preview, publish
from pipeline.publishing.placing import Placement, Published, plan

__all__ = [
    "MANIFEST",
    "Placement",
    "Published",
    "complete",
    "content_of",
    "manifest",
    "plan",
    "preview",
    "publish",
    "published_hashes",
]
