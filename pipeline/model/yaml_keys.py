"""How a field of a definition is spelled in YAML."""

from typing import Any


def yaml_key(field: str) -> str:
    """Return the YAML key of a dataclass field: `at_least` is written `at least`, `from_` is written `from`."""
    return field.rstrip("_").replace("_", " ")


DEFINITION: dict[str, Any] = {
    "extra": "forbid",
    "alias_generator": yaml_key,
    "use_attribute_docstrings": True,
}
"""`__pydantic_config__` of every dataclass the office writes in YAML; a plain dict, so that model/ need not import pydantic."""
