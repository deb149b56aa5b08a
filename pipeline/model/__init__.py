"""The nouns every stage shares: frozen structs, and frozen dataclasses for what the office writes in YAML, without stage logic, without pandas and without disk access."""
