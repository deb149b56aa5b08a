"""What the names in an expression stand for, as far as its scope knows them."""

import ast
from collections.abc import Iterable
from typing import Literal

from msgspec import Struct

from pipeline.catalogue import expressions as say
from pipeline.expressions.given import FACTS
from pipeline.expressions.scope import ExpressionError, Kind, Scope, find, nearest
from pipeline.expressions.source import Source

EARLIER = ("last", "last_year")


class Use(Struct, frozen=True):
    """One thing an expression reads.

    `last` and `last_year` are the same column in the row of an earlier period, `beside` a column of another form in the row that is
    about the same thing.
    """

    what: Literal["column", "last", "last_year", "form", "beside", "figure"]
    name: str
    form: str | None = None
    """the other form a column is of"""

    @property
    def column(self) -> str:
        """The column of the frame it is read from."""
        if self.what == "beside":
            return self.qualified
        return f"{self.what}.{self.name}" if self.what in EARLIER else self.name

    @property
    def qualified(self) -> str:
        """The column as the scope's types and codes name it."""
        return f"{self.form}.{self.name}" if self.form else self.name


class Fact(Struct, frozen=True):
    """Something about the time an expression is worked out in."""

    head: str
    name: str

    @property
    def kind(self) -> Kind:
        return FACTS[self.head][self.name]


class Naming:
    """Finds what names mean; `rowwise` where a name stands for one value a row, as it does inside sum() and count()."""

    def __init__(self, source: Source, scope: Scope, *, rowwise: bool) -> None:
        self._source, self._scope, self._rowwise = source, scope, rowwise

    def plain(self, node: ast.Name) -> Use:
        """Return what a name without a dot stands for."""
        name = self._source.name(node)
        if name is None:
            raise self._source.error(node, say.NOT_ALLOWED)
        use = self._known(name)
        if use is None:
            raise self._unknown(node, name)
        return use

    def dotted(self, node: ast.Attribute) -> Use | Fact:
        """Return what head.name stands for."""
        head, name = self._source.name(node.value), self._source.attribute(node)
        if head is None or name is None:
            raise self._source.error(node, say.NOT_ALLOWED)
        if head in FACTS:
            return self._fact(node, head, name)
        use = self._known(f"{head}.{name}")
        if use is not None:
            return use
        return self._earlier(node, head, name) if head in EARLIER else self._of_form(node, head, name)

    def _known(self, name: str) -> Use | None:
        column = find(name, self._scope.columns) if self._rowwise else None
        if column is not None:
            return Use("column", column)
        figure = find(name, self._scope.figures) if self._scope.aggregate else None
        return None if figure is None else Use("figure", figure)

    def _unknown(self, node: ast.expr, name: str) -> ExpressionError:
        if find(name, self._scope.columns):
            return self._source.error(node, say.COLUMN_OUTSIDE.format(name=name))
        if find(name, self._scope.figures):
            return self._source.error(node, say.FIGURE_IN_ROWS.format(name=name))
        if name[:1].isdigit():
            return self._source.error(node, say.NUMBER_WITH_UNIT.format(written=name))
        return self._error(node, say.UNKNOWN_NAME.format(name=name), name, self._everything())

    def _fact(self, node: ast.Attribute, head: str, name: str) -> Fact:
        if name not in FACTS[head]:
            message = say.UNKNOWN_FACT.format(head=head, name=name, known="、".join(FACTS[head]))
            raise self._error(node, message, name, FACTS[head])
        return Fact(head, name)

    def _earlier(self, node: ast.Attribute, head: str, name: str) -> Use:
        if self._scope.aggregate:
            raise self._source.error(node, say.EARLIER_IN_AGGREGATE.format(head=head, name=name))
        column = find(name, self._scope.columns)
        if column is None:
            raise self._error(node, say.UNKNOWN_EARLIER_COLUMN.format(head=head, name=name), name, self._scope.columns)
        return Use("last" if head == "last" else "last_year", column)

    def _of_form(self, node: ast.Attribute, head: str, name: str) -> Use:
        form = find(head, self._scope.others)
        if form is None:
            if find(head, self._scope.columns | self._scope.figures):
                raise self._unknown(node, f"{head}.{name}")
            raise self._unknown(node, head)
        column = find(name, self._scope.others[form])
        if column is None:
            message = say.UNKNOWN_FORM_COLUMN.format(form=form, name=name)
            raise self._error(node, message, name, self._scope.others[form])
        if self._scope.beside:
            return Use("beside", column, form)
        if not self._scope.aggregate:
            raise self._source.error(node, say.FORM_IN_ROWS.format(form=form, name=column))
        if not self._rowwise:
            raise self._source.error(node, say.COLUMN_OUTSIDE.format(name=f"{form}.{column}"))
        return Use("form", column, form)

    def _everything(self) -> Iterable[str]:
        return (*self._scope.columns, *self._scope.figures, *self._scope.others, *FACTS)

    def _error(self, node: ast.expr, message: str, name: str, known: Iterable[str]) -> ExpressionError:
        return self._source.error(node, message, nearest(name, known))
