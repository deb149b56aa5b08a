"""The nouns every stage shares: frozen structs, and dataclasses for what the office writes in YAML; no stage logic, no pandas, no disk access."""
