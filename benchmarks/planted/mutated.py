"""Mutants of a module: programs that differ from it in one operator, number, condition, bound or result."""

import ast
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

BOUNDS = {ast.Lt: ast.LtE, ast.LtE: ast.Lt, ast.Gt: ast.GtE, ast.GtE: ast.Gt}
OPPOSITES = {
    ast.Lt: ast.GtE,
    ast.LtE: ast.Gt,
    ast.Gt: ast.LtE,
    ast.GtE: ast.Lt,
    ast.Eq: ast.NotEq,
    ast.NotEq: ast.Eq,
    ast.In: ast.NotIn,
    ast.NotIn: ast.In,
    ast.Is: ast.IsNot,
    ast.IsNot: ast.Is,
    ast.And: ast.Or,
    ast.Or: ast.And,
    ast.Add: ast.Sub,
    ast.Sub: ast.Add,
    ast.Mult: ast.Div,
    ast.Div: ast.Mult,
    ast.FloorDiv: ast.Mult,
}
CALLS = {"min": "max", "max": "min", "any": "all", "all": "any"}


class Mutant(NamedTuple):
    """A change of the bytes [start, end) of a file."""

    path: Path
    line: int
    start: int
    end: int
    before: str
    after: str

    def __str__(self) -> str:
        before, after = (text if len(text) < 80 else f"{text[:77]}..." for text in (self.before, self.after))
        return f"{self.path}:{self.line}: {before}  ->  {after}"

    def of(self, source: bytes) -> bytes:
        """Return the mutant of a file's bytes."""
        return source[: self.start] + self.after.encode() + source[self.end :]


def mutants(root: Path, path: Path) -> Iterator[Mutant]:
    """Yield every mutant that Python can compile of a file, whose path begins at *root*."""
    source = (root / path).read_bytes()
    starts = [0]
    for line in source.splitlines(keepends=True):
        starts.append(starts[-1] + len(line))
    for node in _nodes(ast.parse(source)):
        start, end = starts[node.lineno - 1] + node.col_offset, starts[node.end_lineno - 1] + node.end_col_offset
        for after in _changes(node):
            mutant = Mutant(path, node.lineno, start, end, ast.unparse(node), after)
            if _compiles(mutant.of(source)):
                yield mutant


def _compiles(source: bytes) -> bool:
    try:
        compile(source, "mutant", "exec")
    except SyntaxError:
        return False
    return True


def _nodes(node: ast.AST) -> Iterator[ast.expr | ast.stmt]:
    """Yield the nodes that may be changed: neither types nor messages, nor parts of f-strings, misplaced by 3.11."""
    for name, value in ast.iter_fields(node):
        if name in ("annotation", "returns", "decorator_list", "bases"):
            continue
        for child in value if isinstance(value, list) else [value]:
            if isinstance(child, (ast.Raise, ast.JoinedStr)) or not isinstance(child, ast.AST):
                continue
            if isinstance(child, (ast.expr, ast.stmt)):
                yield child
            yield from _nodes(child)


def _changes(node: ast.expr | ast.stmt) -> Iterator[str]:
    """Yield what may be written in a node's place."""
    match node:
        case ast.Return(value=ast.expr() as value) if ast.unparse(value) != "None":
            yield "return None"
        case ast.Break():
            yield "continue"
        case ast.Continue():
            yield "break"
        case ast.Constant(value=bool(value)):
            yield f"({not value})"
        case ast.Constant(value=int(value) | float(value)):
            yield from (f"({value + 1})", f"({value - 1})")
        case ast.UnaryOp(op=ast.Not(), operand=operand):
            yield f"({ast.unparse(operand)})"
        case ast.Call(func=ast.Name(id=name)) if name in CALLS:
            yield CALLS[name] + ast.unparse(node).removeprefix(name)
        case ast.Slice(lower=ast.expr() as lower, upper=ast.expr() as upper):
            yield from (f"{ast.unparse(lower)}:", f":{ast.unparse(upper)}")
        case ast.BinOp() | ast.BoolOp() | ast.AugAssign() if type(node.op) in OPPOSITES and not _joins_text(node):
            changed = ast.unparse(type(node)(**vars(node) | {"op": OPPOSITES[type(node.op)]()}))
            yield changed if isinstance(node, ast.stmt) else f"({changed})"
        case ast.Compare():
            yield from _comparisons(node)


def _joins_text(node: ast.expr | ast.stmt) -> bool:
    """Return whether a text or a list is put to something, which any test would miss if it were taken away."""
    parts = [node.left, node.right] if isinstance(node, ast.BinOp) else []
    return any(isinstance(p, (ast.JoinedStr, ast.List)) or isinstance(getattr(p, "value", 0), str) for p in parts)


def _comparisons(node: ast.Compare) -> Iterator[str]:
    for place, operator in enumerate(node.ops):
        for others in (OPPOSITES, BOUNDS):
            if type(operator) in others:
                operators = [*node.ops[:place], others[type(operator)](), *node.ops[place + 1 :]]
                yield f"({ast.unparse(ast.Compare(node.left, operators, node.comparators))})"
