"""How a field of a definition is spelled in YAML, and between which bounds its number lies."""

from collections.abc import Callable
from typing import Any

from msgspec import Struct


def yaml_key(field: str) -> str:
    """Return the YAML key of a dataclass field: `at_least` is written `at least`, `from_` is written `from`."""
    return field.rstrip("_").replace("_", " ")


DEFINITION: dict[str, Any] = {"extra": "forbid", "alias_generator": yaml_key}
"""`__pydantic_config__` of every dataclass the office writes in YAML; a plain dict, so that model/ need not import pydantic."""


class Between(Struct, frozen=True):
    """Bounds of a number, both included: `day: Annotated[int, Between(1, 31)]`."""

    least: int
    most: int | None = None

    def __get_pydantic_core_schema__(self, source: Any, schema_of: Callable[[Any], Any]) -> Any:  # noqa: ANN401 - as pydantic calls it
        """Add the bounds where pydantic asks, so that model/ need not import it."""
        bounds = {"ge": self.least} if self.most is None else {"ge": self.least, "le": self.most}
        return {**schema_of(source), **bounds}
