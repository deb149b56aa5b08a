"""Stage 7 of 7 — publishing.

Takes the finished documents and the facts of the batch. Gives a period folder in outbox/ in which every file is whole and listed in
manifest.json with its hash. Never overwrites a document that somebody has edited or has open, never leaves half a file, and touches no
file whose bytes would not change.

The published set changes at one instant: all new files are first brought to the disk in a folder aside, then the new manifest takes the
place of the old one, then each file moves to its place. What an interruption leaves undone after that instant the next run finishes;
what it leaves before, the next run throws away.
"""

from pipeline.publishing.as_written import as_written
from pipeline.publishing.corrections import corrections
from pipeline.publishing.edition import Edition, edition_of
from pipeline.publishing.flips import flips
from pipeline.publishing.folder import MANIFEST, content_of, hash_of, manifest, published_hashes
from pipeline.publishing.frozen import (
    drop_copies,
    freeze,
    frozen_issues,
    frozen_periods,
    keep_copies,
    newest_edition,
    standing_issue,
)
from pipeline.publishing.issuing import Encoded, complete, encoded, preview, propose, publish
from pipeline.publishing.paragraphs import text_differences
from pipeline.publishing.placing import Placement, Published, plan
from pipeline.publishing.template_copies import keep_templates, template_copy

__all__ = [
    "MANIFEST",
    "Edition",
    "Encoded",
    "Placement",
    "Published",
    "as_written",
    "complete",
    "content_of",
    "corrections",
    "drop_copies",
    "edition_of",
    "encoded",
    "flips",
    "freeze",
    "frozen_issues",
    "frozen_periods",
    "hash_of",
    "keep_copies",
    "keep_templates",
    "manifest",
    "newest_edition",
    "plan",
    "preview",
    "propose",
    "publish",
    "published_hashes",
    "standing_issue",
    "template_copy",
    "text_differences",
]
