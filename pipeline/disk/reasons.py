"""What a refused system call means to the person who must mend it."""

from pipeline.catalogue import disk as say


def reason(error: OSError) -> str:
    """Return in Chinese why a file could not be read or written, and what to do."""
    known = say.REASONS.get(error.errno or 0)
    return known or say.UNKNOWN_REASON.format(reason=error.strerror or error)


def located(error: OSError) -> str:
    """Return the reason with the file it is about, where the system names one."""
    return say.AT.format(path=error.filename, reason=reason(error)) if isinstance(error.filename, str) else reason(error)
