"""The little of jinja that a template may use: its tree is read, and every kind of node needs leave."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from enum import Enum, auto
from typing import ClassVar

from jinja2 import TemplateSyntaxError, nodes

from docforge.placeholders.sandbox import FILTERS, LOOP, TESTS, Sandbox
from docforge.placeholders.shapes import Rows, Shape
from docforge.placeholders.tags import Tag


class Kind(Enum):
    """What an expression yields; ANY where the shapes are not known."""

    TEXT = auto()
    NUMBER = auto()
    TRUTH = auto()
    ROWS = auto()
    ROW = auto()
    LOOP = auto()
    ANY = auto()


_PRINTED = {Kind.TEXT, Kind.NUMBER, Kind.TRUTH, Kind.ANY}
_WRAPS = {
    "if": "{{% if {} %}}{{% endif %}}",
    "elif": "{{% if 1 %}}{{% elif {} %}}{{% endif %}}",
    "for": "{{% for {} %}}{{% endfor %}}",
}


class Reader:
    """Reads parts one after another: collects the names that are used and refuses whatever is not allowed."""

    def __init__(self, sandbox: Sandbox, allowed: Mapping[str, Shape] | None = None) -> None:
        self.used: dict[str, None] = {}
        self.unknown: dict[str, str] = {}
        self.problems: list[str] = []
        self.columns: dict[str, tuple[str, ...]] = {}
        self._sandbox, self._allowed = sandbox, allowed
        self._rows: dict[str, Rows | None] = {}
        self._tags: Sequence[Tag] = ()

    def read(self, source: str, tags: Sequence[Tag]) -> nodes.Template | None:
        """Return the tree of a part; None where it is not even jinja."""
        wrong = [tag for tag in tags if not self._parses(tag)]
        for tag in wrong:
            self.problems.append(
                f"Метка {tag.shown} записана с ошибкой (в тексте: «{tag.around}»). Оставьте в скобках имя из списка."
            )
        if wrong:
            return None
        self._tags = tags
        tree = self._sandbox.parse(source)
        self._block(tree.body)
        return tree

    def glance(self, tags: Sequence[Tag]) -> None:
        """Note the plain names of a part whose commands are broken, for they can be told apart all the same."""
        bound = {"loop", *(tag.body.split()[0] for tag in tags if tag.keyword == "for" and tag.body)}
        for tag in tags:
            if tag.opener == "{{" and tag.body.isidentifier() and tag.body not in bound:
                self._named(tag.body, tag)

    def _parses(self, tag: Tag) -> bool:
        wrap = "{{{{ {} }}}}" if tag.opener == "{{" else _WRAPS.get(tag.keyword, "")
        try:
            self._sandbox.parse(wrap.format(tag.body))
        except (TemplateSyntaxError, RecursionError, ValueError):
            return False
        return True

    def _refuse(self, node: nodes.Node, why: str) -> Kind:
        self.problems.append(f"Метка {self._tag(node).shown}: {why}")
        return Kind.ANY

    def _tag(self, node: nodes.Node) -> Tag:
        # The source begins a line inside every tag, see parts.
        return self._tags[min(max(node.lineno - 2, 0), len(self._tags) - 1)]

    def _named(self, name: str, tag: Tag) -> Kind:
        if self._allowed is None:
            self.used[name] = None
            return Kind.ANY
        if name not in self._allowed:
            self.unknown.setdefault(name, tag.around)
            return Kind.ANY
        self.used[name] = None
        return Kind.ROWS if isinstance(self._allowed[name], Rows) else Kind.TEXT

    def _block(self, body: Sequence[nodes.Node]) -> None:
        for node in body:
            if isinstance(node, nodes.Output):
                self._output(node)
            elif isinstance(node, nodes.If):
                self._kind(node.test)
                self._block([*node.body, *node.elif_, *node.else_])
            elif isinstance(node, nodes.For):
                self._for(node)
            else:
                self._refuse(node, "такую команду система не выполняет. Уберите её.")

    def _output(self, node: nodes.Output) -> None:
        for child in node.nodes:
            if not isinstance(child, nodes.TemplateData) and self._kind(child) not in _PRINTED:
                self._refuse(
                    child, "это список, одним словом его не вставить. Повторите строку таблицы: {%tr for … in … %}."
                )

    def _for(self, node: nodes.For) -> None:
        if self._rows:
            self._refuse(node, "повтор внутри повтора не поддержан. Оставьте один.")
        if node.recursive or not isinstance(node.target, nodes.Name) or not isinstance(node.iter, nodes.Name):
            self._refuse(node, "повтор пишется так: {% for строка in список %}. Исправьте метку.")
            return
        kind, name = self._kind(node.iter), node.iter.name
        if kind not in {Kind.ROWS, Kind.ANY}:
            self._refuse(node, f"{name} — не список, повторять нечего. Вставьте {{{{ {name} }}}} без повтора.")
        shape = (self._allowed or {}).get(name)
        row, outer = node.target.name, dict(self._rows)
        self._rows[row] = shape if isinstance(shape, Rows) else None
        if isinstance(shape, Rows):
            self.columns[row] = shape.columns
        if node.test is not None:
            self._kind(node.test)
        self._block(node.body)
        self._rows = outer
        self._block(node.else_)

    def _kind(self, node: nodes.Node) -> Kind:
        read = self._READERS.get(type(node))
        if read is None:
            return self._refuse(node, "вычисления и вызовы не допускаются. Оставьте в скобках одно имя из списка.")
        return read(self, node)

    def _name(self, node: nodes.Name) -> Kind:
        if node.name in self._rows:
            return Kind.ROW
        if node.name == "loop" and self._rows:
            return Kind.LOOP
        return self._named(node.name, self._tag(node))

    def _attribute(self, node: nodes.Getattr) -> Kind:
        if not isinstance(node.node, nodes.Name):
            return self._refuse(node, "имя с несколькими точками не допускается. Оставьте имя из списка.")
        base = node.node.name
        if base in self._rows:
            shape = self._rows[base]
            if shape is not None and node.attr not in shape.columns:
                self.unknown.setdefault(f"{base}.{node.attr}", self._tag(node).around)
            return Kind.TEXT if shape else Kind.ANY
        if base == "loop" and self._rows and node.attr in LOOP:
            return Kind.NUMBER if node.attr in {"index", "length"} else Kind.TRUTH
        if self._allowed is None:
            return self._refuse(node, "точка допускается только у строки повтора. Оставьте имя из списка.")
        self.unknown.setdefault(f"{base}.{node.attr}", self._tag(node).around)
        return Kind.ANY

    def _constant(self, node: nodes.Const) -> Kind:
        return Kind.NUMBER if isinstance(node.value, int | float) and not isinstance(node.value, bool) else Kind.TEXT

    def _either(self, node: nodes.BinExpr) -> Kind:
        return _common(self._kind(node.left), self._kind(node.right))

    def _not(self, node: nodes.Not) -> Kind:
        self._kind(node.node)
        return Kind.TRUTH

    def _chosen(self, node: nodes.CondExpr) -> Kind:
        self._kind(node.test)
        if node.expr2 is None:
            return self._refuse(node, "после if нужно else. Допишите его.")
        return _common(self._kind(node.expr1), self._kind(node.expr2))

    def _test(self, node: nodes.Test) -> Kind:
        if node.name not in TESTS or node.args or node.kwargs:
            return self._refuse(node, f"проверка «{node.name}» не допускается. Можно: is defined.")
        self._kind(node.node)
        return Kind.TRUTH

    def _compare(self, node: nodes.Compare) -> Kind:
        kind = self._kind(node.expr)
        for operand in node.ops:
            other = self._kind(operand.expr)
            needed = {"eq": set(Kind), "ne": set(Kind), "in": {Kind.TEXT, Kind.ANY}, "notin": {Kind.TEXT, Kind.ANY}}
            if not {kind, other} <= needed.get(operand.op, {Kind.NUMBER, Kind.ANY}):
                self._refuse(node, "сравнивать больше и меньше можно только числа (loop.index, список|length).")
            kind = other
        return Kind.TRUTH

    def _filter(self, node: nodes.Filter) -> Kind:
        if node.name not in FILTERS or node.node is None or node.dyn_args or node.dyn_kwargs:
            return self._refuse(node, f"преобразование «{node.name}» не допускается. Можно: {', '.join(FILTERS)}.")
        kind = self._kind(node.node)
        given = [*node.args, *(pair.value for pair in node.kwargs)]
        if not all(isinstance(value, nodes.Const) for value in given):
            return self._refuse(node, f"у преобразования «{node.name}» в скобках допускается только текст в кавычках.")
        taken = {"default": (2, {"default_value", "boolean"}), "join": (1, {"d", "attribute"})}
        most, keys = taken.get(node.name, (0, set()))
        if len(node.args) > most or not keys.issuperset(pair.key for pair in node.kwargs):
            return self._refuse(node, f"у преобразования «{node.name}» лишнее в скобках. Уберите его.")
        return self._filtered(node, kind)

    def _filtered(self, node: nodes.Filter, kind: Kind) -> Kind:
        lists = {Kind.ROWS, Kind.ANY}
        if node.name == "length":
            return Kind.NUMBER if kind in {*lists, Kind.TEXT} else self._refuse(node, "длина есть только у списка.")
        if node.name == "default":
            return kind if kind in lists else Kind.TEXT
        if node.name == "join":
            return self._joined(node) if kind in lists else self._refuse(node, "join соединяет только строки списка.")
        return Kind.TEXT if kind in _PRINTED else self._refuse(node, f"«{node.name}» меняет только текст, не список.")

    def _joined(self, node: nodes.Filter) -> Kind:
        words = {str(pair.key): pair.value for pair in node.kwargs}
        column = words.get("attribute")
        between = [*node.args, *(value for key, value in words.items() if key == "d")]
        texts = [value.value for value in (column, *between) if isinstance(value, nodes.Const)]
        if not isinstance(column, nodes.Const) or not all(isinstance(text, str) for text in texts) or len(texts) > 2:
            return self._refuse(node, 'пишите так: {{ список|join(", ", attribute="столбец") }}.')
        shape = self._shape(node.node)
        if isinstance(shape, Rows) and column.value not in shape.columns:
            name = getattr(node.node, "name", "")
            self.columns[name] = shape.columns
            self.unknown.setdefault(f"{name}.{column.value}", self._tag(node).around)
        elif not isinstance(shape, Rows) and not (self._allowed is None and column.value.isidentifier()):
            return self._refuse(node, "join соединяет только строки списка.")
        return Kind.TEXT

    def _shape(self, node: nodes.Node | None) -> Shape | None:
        return (self._allowed or {}).get(node.name) if isinstance(node, nodes.Name) else None

    _READERS: ClassVar[dict[type[nodes.Node], Callable[..., Kind]]] = {
        nodes.Name: _name,
        nodes.Getattr: _attribute,
        nodes.Const: _constant,
        nodes.And: _either,
        nodes.Or: _either,
        nodes.Not: _not,
        nodes.CondExpr: _chosen,
        nodes.Test: _test,
        nodes.Compare: _compare,
        nodes.Filter: _filter,
    }


def _common(one: Kind, other: Kind) -> Kind:
    if one == other:
        return one
    for kind in (Kind.ROWS, Kind.ROW, Kind.LOOP, Kind.ANY):
        if kind in (one, other):
            return kind
    return Kind.TEXT
