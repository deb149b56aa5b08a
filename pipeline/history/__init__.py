"""What earlier batches received, accepted and computed; only batch.py asks it.

SQLite in state/ by default, any SQLAlchemy URL by configuration. Numbers are kept as decimal text, so that what comes back is exactly
what was computed. A batch replaces everything of its period in one transaction: running it again changes nothing.
"""

from pipeline.history.keeping import History, form_period
from pipeline.history.opening import open_history
from pipeline.history.todays_names import TodaysNames

__all__ = ["History", "TodaysNames", "form_period", "open_history"]
