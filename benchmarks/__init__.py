"""Ratios of design.md §10, measured side by side in one run; nothing here is a test."""
