"""The nouns every stage shares: frozen dataclasses without stage logic, without pandas and without disk access."""
