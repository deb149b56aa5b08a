"""Stage 2 of 7 — reading. Takes settled files and definitions. Gives typed tables that remember their cells. Never guesses between two meanings.

Files are opened in child processes only (`worker`); the parent imports no reader of workbooks.
"""

from pipeline.reading.limits import ReadingLimits
from pipeline.reading.starting import Reading, read, start

__all__ = ["Reading", "ReadingLimits", "read", "start"]
