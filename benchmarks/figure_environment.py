"""What Jinja as docxtpl uses it must be taught of figures, so that both engines print the same words."""

from collections.abc import Mapping

import jinja2
from msgspec.structs import fields

from pipeline.model.figure import Figure


class FigureEnvironment(jinja2.Environment):
    """An ordinary environment in which a figure's comparisons are reached with a dot."""

    def getattr(self, obj: object, attribute: str) -> object:
        if isinstance(obj, Figure):
            return obj.related[attribute]
        return super().getattr(obj, attribute)


class NoFigure(Figure):
    """A figure without value, or of 0: false in a condition, as in our engine."""

    def __bool__(self) -> bool:
        return False


Done = dict[int, tuple[object, object]]
"""id of a value → the value, held so that no other gets its id, and what it became"""


def plain(value: object, done: Done | None = None) -> object:
    """Return data in which every figure is as true as our engine takes it to be; what was shared stays shared."""
    done = {} if done is None else done
    if id(value) not in done:
        done[id(value)] = value, _plain(value, done)
    return done[id(value)][1]


def _plain(value: object, done: Done) -> object:
    if isinstance(value, Mapping):
        return {name: plain(member, done) for name, member in value.items()}
    if isinstance(value, (list, tuple)):
        return [plain(member, done) for member in value]
    if isinstance(value, Figure):
        given = {field.name: getattr(value, field.name) for field in fields(value)}
        given["related"] = {name: plain(member, done) for name, member in value.related.items()}
        return Figure(**given) if value.value else NoFigure(**given)
    return value
