"""Exit codes a scheduler can act on, and how an exception becomes one."""

from collections.abc import Iterator
from contextlib import contextmanager, suppress
from typing import NoReturn

import typer

from pipeline.catalogue import console as say
from pipeline.catalogue.disk import NO_MEMORY
from pipeline.cli.answering import stop
from pipeline.disk.reasons import located
from pipeline.model.errors import BusyError, ConfigError, DefinitionError, PipelineError, TemplateError

GOOD, UNFINISHED_RETURNS, USAGE, SETUP, BUSY, FAILED = range(6)


@contextmanager
def exit_codes() -> Iterator[None]:
    """Turn what stops a batch into plain lines and the documented exit code; never a traceback for a user's mistake."""
    try:
        yield
    except (ConfigError, DefinitionError, TemplateError) as error:
        told = [{"file": one.file, "line": one.line, "text": one.text} for one in error.mistakes]
        lines = (say.SETUP_WRONG.format(count=len(told)), *(f"  {mistake}" for mistake in error.mistakes))
        stop(SETUP, *lines, mistakes=told)
    except BusyError as error:
        stop(BUSY, error.mistakes[0].text)
    except PipelineError as error:
        _could_not_finish(str(error))
    except OSError as error:
        _could_not_finish(located(error))
    except MemoryError:
        _could_not_finish(NO_MEMORY)


def _could_not_finish(why: str) -> NoReturn:
    with suppress(OSError):  # the log may stand on the disk that is full
        stop(FAILED, say.COULD_NOT_FINISH.format(reason=why))
    raise typer.Exit(FAILED)
