"""Jinja as docxtpl uses it."""

import jinja2

from pipeline.model.figure import Figure


class FigureEnvironment(jinja2.Environment):
    """An ordinary environment, taught only that a figure's comparisons are reached with a dot."""

    def getattr(self, obj: object, attribute: str) -> object:
        if isinstance(obj, Figure):
            return obj.related[attribute]
        return super().getattr(obj, attribute)
