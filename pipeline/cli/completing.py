"""What the shell offers when TAB is pressed: periods, units, forms and notices of the workspace the line names, read without pandas."""

from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import typer

from pipeline.model.period import Period


def periods(context: typer.Context, incomplete: str) -> list[str]:
    """Return the periods that have a folder in the inbox or the outbox."""
    workspace = _workspace(context)
    named = {path.name for folder in ("inbox", "outbox") for path in _listed(workspace / folder)}
    return sorted(name for name in named if name.startswith(incomplete) and Period.is_code(name))


def units(context: typer.Context, incomplete: str) -> list[str]:
    """Return the names of the units in official order."""
    import yaml  # noqa: PLC0415 - every command loads this module, and only TAB asks

    with suppress(OSError, ValueError, yaml.YAMLError, TypeError, KeyError):
        told = yaml.safe_load((_workspace(context) / "config.yaml").read_text(encoding="utf-8"))
        return [unit["name"] for unit in told["units"] if unit["name"].startswith(incomplete)]
    return []


def forms(context: typer.Context, incomplete: str) -> list[str]:
    """Return the names of the forms."""
    return _stems(context, "forms", incomplete)


def notices(context: typer.Context, incomplete: str) -> list[str]:
    """Return the names of the notices."""
    return _stems(context, "notices", incomplete)


def _stems(context: typer.Context, folder: str, incomplete: str) -> list[str]:
    files = _listed(_workspace(context) / "templates" / folder)
    return sorted(path.stem for path in files if path.suffix == ".yaml" and path.stem.startswith(incomplete))


def _workspace(context: typer.Context) -> Path:
    return Path(context.params.get("workspace") or ".")


def _listed(folder: Path) -> Iterator[Path]:
    with suppress(OSError):
        yield from folder.iterdir()
