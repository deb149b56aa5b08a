"""A compiled expression: names resolved, constants exact, columns known."""

import ast
from collections.abc import Iterator
from decimal import Decimal
from functools import lru_cache

import numpy as np
import numpy.typing as npt
import pandas as pd

from pipeline.catalogue import expressions as say
from pipeline.expressions.evaluating import (
    Aggregate,
    Given,
    Mask,
    Moment,
    RowEvaluator,
    Touched,
    Vector,
    collapse,
    combined,
    truth,
    values_of,
    where_held,
)
from pipeline.expressions.parsing import (
    AGGREGATE_FUNCTIONS,
    EARLIER,
    FACTS,
    FIGURE_FUNCTIONS,
    ROW_FUNCTIONS,
    Scope,
    Source,
    nearest,
    parse,
    same_name,
)

EARLIER_MARK = {head: f"{head}." for head in EARLIER}


class Expression:
    """An expression ready to be worked out; made by `compile_expression`."""

    def __init__(self, text: str, scope: Scope) -> None:
        self.text, self.scope = text, scope
        body, self._source = parse(text)
        self._names = {same_name(name): name for name in scope.columns | scope.figures}
        self._resolved: dict[ast.expr, tuple[str, str]] = {}
        self._body = _Checked(self).checked(body)
        touched = [self._resolved[node] for node in _in_order(self._body) if node in self._resolved]
        self.columns = tuple(dict.fromkeys(name for kind, name in touched if kind == "column"))
        """columns of its own form, in order of first appearance"""
        self.earlier = tuple(dict.fromkeys((kind, name) for kind, name in touched if kind in EARLIER))
        """("last" or "last_year", column) read from earlier rows; a frame holds them as `last.列`"""
        self.figures = tuple(dict.fromkeys(name for kind, name in touched if kind == "figure"))
        """figures of the same file it uses"""
        self.forms = tuple(
            dict.fromkeys((kind.removeprefix("form:"), name) for kind, name in touched if kind.startswith("form:"))
        )
        """(form, column) of other forms it uses"""
        self._read_by = {node: self._reading(node) for node in _in_order(self._body) if isinstance(node, ast.Call)}

    def rows(self, frame: pd.DataFrame, moment: Moment) -> Vector:
        """Return its value in every row."""
        return RowEvaluator(frame, moment, self._column).value(self._body)

    def holds(self, frame: pd.DataFrame, moment: Moment, within: Decimal = Decimal(0)) -> tuple[Mask, Mask]:
        """Return where it is known to hold, and where it is known at all."""
        vector = RowEvaluator(frame, moment, self._column, within).value(self._body)
        return truth(vector), vector.known

    def aggregate(self, given: Given) -> Aggregate:
        """Return its one number, with the rows and columns that entered."""
        touched: list[Touched] = []
        try:
            value = self._number(self._body, given, touched)
        except ZeroDivisionError:
            return Aggregate(None, tuple(touched), self.figures, zero_base=True)
        return Aggregate(value, tuple(touched), self.figures)

    def _column(self, node: ast.expr) -> str | None:
        match self._resolved.get(node):
            case ("column", name):
                return name
            case (("last" | "last_year") as head, name):
                return EARLIER_MARK[head] + name
            case (kind, name) if kind.startswith("form:"):
                return name
            case _:
                return None

    def _number(self, node: ast.expr, given: Given, touched: list[Touched]) -> Decimal | None:  # noqa: PLR0911 - one return a shape
        if isinstance(node, ast.Constant):
            return Decimal(str(node.value))
        if node in self._resolved:
            return given.figures.get(self._resolved[node][1])
        match node:
            case ast.UnaryOp(operand=operand):
                value = self._number(operand, given, touched)
                return None if value is None else -value
            case ast.BinOp(left=left, op=sign, right=right):
                return combined(sign, self._number(left, given, touched), self._number(right, given, touched))
            case ast.Attribute(value=ast.Name(id=head), attr=name):
                return Decimal(given.moment.fact(head, name))
            case ast.Call(func=ast.Name(id=name)) if name in FIGURE_FUNCTIONS:
                earlier = given.last if name == "last" else given.last_year
                return earlier.get(self._resolved[node.args[0]][1])
            case ast.Call():
                return self._collapsed(node, given, touched)
            case _:
                raise AssertionError(ast.dump(node))  # the compiler refused everything else

    def _collapsed(self, node: ast.Call, given: Given, touched: list[Touched]) -> Decimal | None:
        assert isinstance(node.func, ast.Name)  # noqa: S101 - the parser let nothing else through
        name = node.func.id
        form, columns = self._read_by[node]
        frame = given.frame if form is None else given.forms[form]
        evaluator = RowEvaluator(frame, given.moment, self._column)
        value, condition = _value_and_condition(name, node.args)
        counting = given.rows[form] if form in given.rows else np.arange(len(frame))
        chosen = counting if condition is None else counting[where_held(condition, evaluator, given)[counting]]
        values = None if value is None else values_of(value, evaluator, given)
        entered: npt.NDArray[np.intp] = chosen if values is None else chosen[values.known[chosen]]
        touched.append(Touched(form, columns, entered))
        if name == "share":
            return combined(ast.Div(), Decimal(len(chosen)), Decimal(len(counting)))
        return collapse(name, [] if values is None else list(values.values[entered]), len(chosen))

    def _reading(self, node: ast.Call) -> tuple[str | None, tuple[str, ...]]:
        """Return the form an aggregate is over, None for its own, and the columns it reads."""
        inside = [self._resolved[part] for argument in node.args for part in _in_order(argument) if part in self._resolved]
        form = next((kind.removeprefix("form:") for kind, _ in inside if kind.startswith("form:")), None)
        return form, tuple(dict.fromkeys(column for kind, column in inside if kind == "column" or kind.startswith("form:")))


@lru_cache(maxsize=4096)
def compile_expression(text: str, scope: Scope) -> Expression:
    """Compile a text for a scope; raises ExpressionError with the place and the nearest right name."""
    return Expression(text, scope)


class _Checked:
    """Holds a tree against its scope, resolves names and makes constants exact."""

    def __init__(self, expression: Expression) -> None:
        self.source: Source = expression._source
        self.scope = expression.scope
        self.names = expression._names
        self.resolved = expression._resolved
        self.inside_aggregate = False

    def checked(self, node: ast.expr) -> ast.expr:
        match node:
            case ast.Constant(value=value):
                return self._constant(node, value)
            case ast.Name():
                self._name(node)
            case ast.Attribute(value=ast.Name(id=head), attr=name):
                self._attribute(node, self.source.names.get(head, head), self.source.names.get(name, name))
            case ast.Call():
                self._call(node)
            case ast.Compare():
                self._compare(node)
            case _:
                self._children(node)
        return node

    def _children(self, node: ast.expr) -> None:
        if self.scope.aggregate and not self.inside_aggregate and not isinstance(node, (ast.BinOp, ast.UnaryOp)):
            raise self.source.error(node, say.NOT_ALLOWED)
        for name, value in ast.iter_fields(node):
            if isinstance(value, ast.expr):
                setattr(node, name, self.checked(value))
            elif isinstance(value, list):
                setattr(node, name, [self.checked(item) if isinstance(item, ast.expr) else item for item in value])
        if isinstance(node, ast.BinOp) and any(_is_text(side) for side in (node.left, node.right)):
            raise self.source.error(node, say.TEXT_IN_ARITHMETIC)

    def _constant(self, node: ast.Constant, value: object) -> ast.expr:
        if isinstance(value, bool) or value is None or isinstance(value, (str, Decimal)):
            return node
        written = ast.get_source_segment(self.source.code.strip(), node) or str(value)
        exact = ast.Constant(0)
        exact.value = Decimal(written.replace("_", ""))  # type: ignore[assignment]
        return ast.copy_location(exact, node)

    def _name(self, node: ast.Name) -> None:
        name = self.source.names.get(node.id, node.id)
        if same_name(name) not in self.names:
            raise self.source.error(node, say.UNKNOWN_NAME.format(name=name), nearest(name, self.names.values()))
        known = self.names[same_name(name)]
        if self.scope.aggregate and not self.inside_aggregate:
            if known not in self.scope.figures:
                raise self.source.error(node, say.COLUMN_OUTSIDE.format(name=known))
            self.resolved[node] = ("figure", known)
        elif known in self.scope.columns:
            self.resolved[node] = ("column", known)
        else:
            raise self.source.error(node, say.UNKNOWN_NAME.format(name=known), nearest(known, self.scope.columns))

    def _attribute(self, node: ast.Attribute, head: str, name: str) -> None:
        if head in FACTS:
            if name not in FACTS[head]:
                known = "、".join(sorted(FACTS[head]))
                raise self.source.error(
                    node, say.UNKNOWN_FACT.format(head=head, name=name, known=known), nearest(name, FACTS[head])
                )
            return
        if self._dotted(node, f"{head}.{name}"):
            return
        columns = self.scope.columns if head in EARLIER and not self.scope.aggregate else self.scope.columns_of(head)
        if columns is None or (head not in EARLIER and not self.inside_aggregate):
            raise self.source.error(
                node, say.UNKNOWN_NAME.format(name=head), nearest(head, [*dict(self.scope.forms), *FACTS, *EARLIER])
            )
        known_columns = {same_name(column): column for column in columns}
        if same_name(name) not in known_columns:
            raise self.source.error(node, say.UNKNOWN_FORM_COLUMN.format(form=head, name=name), nearest(name, columns))
        self.resolved[node] = (head if head in EARLIER else f"form:{head}", known_columns[same_name(name)])

    def _dotted(self, node: ast.Attribute, name: str) -> bool:
        """Resolve a name in scope that itself has a dot: a comparison of a figure, 累计完成投资.同比."""
        known = self.names.get(same_name(name))
        outside = self.scope.aggregate and not self.inside_aggregate
        if known is None or known not in (self.scope.figures if outside else self.scope.columns):
            return False
        self.resolved[node] = ("figure" if outside else "column", known)
        return True

    def _call(self, node: ast.Call) -> None:
        assert isinstance(node.func, ast.Name)  # noqa: S101 - the parser let nothing else through
        name = node.func.id
        if self.scope.aggregate and not self.inside_aggregate:
            return self._aggregate_call(node, name)
        if name not in ROW_FUNCTIONS:
            message = say.AGGREGATE_IN_ROWS if name in AGGREGATE_FUNCTIONS else say.UNKNOWN_FUNCTION
            raise self.source.error(node, message.format(name=name), nearest(name, ROW_FUNCTIONS))
        if len(node.args) not in ROW_FUNCTIONS[name]:
            raise self.source.error(node, say.WRONG_ARGUMENTS.format(name=name))
        node.args = [self.checked(argument) for argument in node.args]
        return None

    def _aggregate_call(self, node: ast.Call, name: str) -> None:
        if name in FIGURE_FUNCTIONS and len(node.args) == 1 and isinstance(node.args[0], ast.Name):
            return self._name(node.args[0])
        if name not in AGGREGATE_FUNCTIONS:
            raise self.source.error(
                node, say.UNKNOWN_FUNCTION.format(name=name), nearest(name, [*AGGREGATE_FUNCTIONS, *FIGURE_FUNCTIONS])
            )
        if len(node.args) not in AGGREGATE_FUNCTIONS[name]:
            raise self.source.error(node, say.WRONG_ARGUMENTS.format(name=name))
        self.inside_aggregate = True
        node.args = [self.checked(argument) for argument in node.args]
        self.inside_aggregate = False
        kinds = {self.resolved[part][0] for argument in node.args for part in _in_order(argument) if part in self.resolved}
        if len(kinds) > 1:
            raise self.source.error(node, say.MIXED_FORMS)
        return None

    def _compare(self, node: ast.Compare) -> None:
        for sign, right in zip(node.ops, node.comparators, strict=True):
            none = (isinstance(right, ast.Name) and right.id == "none") or (
                isinstance(right, ast.Constant) and right.value is None
            )
            if isinstance(sign, (ast.Is, ast.IsNot)) and not none:
                raise self.source.error(right, say.NOT_ALLOWED)
            if isinstance(sign, (ast.In, ast.NotIn)) and not isinstance(right, (ast.List, ast.Tuple)):
                raise self.source.error(right, say.NOT_ALLOWED)
        node.comparators = [
            right if isinstance(sign, (ast.Is, ast.IsNot)) else self.checked(right)
            for sign, right in zip(node.ops, node.comparators, strict=True)
        ]
        node.left = self.checked(node.left)
        if self.scope.aggregate and not self.inside_aggregate:
            raise self.source.error(node, say.NOT_ALLOWED)


def _in_order(node: ast.expr) -> Iterator[ast.expr]:
    """Walk a tree as it is read, from left to right."""
    yield node
    for child in ast.iter_child_nodes(node):
        if isinstance(child, ast.expr):
            yield from _in_order(child)


def _is_text(node: ast.expr) -> bool:
    return isinstance(node, ast.Constant) and isinstance(node.value, str)


def _value_and_condition(name: str, arguments: list[ast.expr]) -> tuple[ast.expr | None, ast.expr | None]:
    if name in {"count", "share"}:
        return None, arguments[0] if arguments else None
    return arguments[0], arguments[1] if len(arguments) > 1 else None
