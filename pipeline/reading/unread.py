"""How a file that was not read is answered."""

from pipeline.model.submission import InboxFile
from pipeline.reading.answer import Answer
from pipeline.reading.identity import Hints, hints_of
from pipeline.reading.journal import Journal, Scope
from pipeline.reading.lexicon import Lexicon
from pipeline.reading.refusal import RefusedError


def unread(file: InboxFile, lexicon: Lexicon, refusal: RefusedError) -> Answer:
    """Return the finding of a refused file; its name may tell whose it is, so that the unit counts as having sent something."""
    journal = Journal(hinted_scope(file, hints_of(file.path, lexicon), lexicon))
    journal.say(refusal.wording, refusal.slots)
    return Answer(findings=tuple(journal.findings()))


def hinted_scope(file: InboxFile, hints: Hints, lexicon: Lexicon) -> Scope:
    """Return what a file's name says it is about."""
    form = lexicon.forms.get(hints.form)
    period = hints.period.period(form.reported.every) if form else None
    return Scope(file.path, hints.unit.name if hints.unit else "", hints.form, period.code if period else "")
