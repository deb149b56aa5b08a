"""Stage 2 of 7 — reading. Takes settled files and definitions. Gives typed tables that remember their cells. Never guesses between two meanings.

Begin at `starting`, the parent's side; files are opened in child processes only (`worker`). This module imports nothing, because
every child imports it: a child is ready a fifth sooner for it.
"""
