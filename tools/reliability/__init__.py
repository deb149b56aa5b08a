"""Trials of what design.md §10 promises: kills, refused calls, full disks, rival runs, half copies, wrong clocks.

`python -m tools.reliability` runs them all and prints the figures of docs/reliability.md; `--only NAME` and `--every N` run less.
"""
