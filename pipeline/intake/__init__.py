"""Stage 1 of 7 — intake. Takes the inbox folder. Gives its settled files with kind, hash and time of receipt. Never opens a workbook."""

from pipeline.intake.collecting import collect

__all__ = ["collect"]
