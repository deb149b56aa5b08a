"""config.yaml and templates/ → frozen definitions, with every mistake at once: file, line, what was written, what is expected.

Nothing here opens the inbox. Whatever is wrong with what the office wrote is known before a single return is read.
"""

from pipeline.config.found_good import FoundGood
from pipeline.config.loading import load_definitions

__all__ = ["FoundGood", "load_definitions"]
