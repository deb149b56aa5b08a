"""From a printed figure to its cells, and from a cell to every sentence it moves; reads what a batch has written, and nothing else."""

from pipeline.tracing.cells import CellTrace, trace_cell
from pipeline.tracing.figures import FigureTrace, trace_figure
from pipeline.tracing.trail import NotFoundError, Trail, load

__all__ = ["CellTrace", "FigureTrace", "NotFoundError", "Trail", "load", "trace_cell", "trace_figure"]
