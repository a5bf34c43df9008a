"""The sandbox in which a template runs: no globals, no calls, six filters, values that are only ever text."""

from __future__ import annotations

from jinja2 import StrictUndefined, Undefined
from jinja2.filters import FILTERS as EVERY_FILTER
from jinja2.runtime import LoopContext
from jinja2.sandbox import ImmutableSandboxedEnvironment
from jinja2.tests import TESTS as EVERY_TEST
from markupsafe import Markup, escape

from docforge.placeholders.shapes import TemplateFault

FILTERS = ("upper", "lower", "capitalize", "default", "join", "length")
TESTS = ("defined", "undefined")
LOOP = ("index", "first", "last", "length")
_BREAK = '</w:t><w:br/><w:t xml:space="preserve">'


class Sandbox(ImmutableSandboxedEnvironment):
    """Of an object only a column of a row or the count of a repeat is seen; nothing can be called."""

    def __init__(self) -> None:
        super().__init__(undefined=StrictUndefined, autoescape=True, finalize=_literal)
        self.globals.clear()
        self.filters = {name: EVERY_FILTER[name] for name in FILTERS}
        self.tests = {name: EVERY_TEST[name] for name in TESTS}

    def getattr(self, obj: object, attribute: str) -> object:
        """Return a column of a row or a count of a repeat, and nothing else."""
        if isinstance(obj, dict) and attribute in obj:
            return obj[attribute]
        if isinstance(obj, LoopContext) and attribute in LOOP:
            return getattr(obj, attribute)
        return self.undefined(hint=f"'{attribute}' is undefined")

    def getitem(self, obj: object, argument: object) -> object:
        """Return what `getattr` would: the filter «join» asks this way."""
        return self.getattr(obj, str(argument))

    def is_safe_callable(self, obj: object) -> bool:
        """Refuse every call: a template may only use `FILTERS` and `TESTS`."""
        return False


def _literal(value: object) -> object:
    """Turn a value into text of the document: nothing in it is markup, its line breaks are line breaks of Word."""
    if isinstance(value, Undefined):
        return value
    if value is None or isinstance(value, bool):
        value = "да" if value else ""
    if not isinstance(value, str | int | float):
        raise TemplateFault("В шаблоне список вставлен как одно слово. Повторите строку: {%tr for строка in список %}.")
    return Markup(str(escape(value)).replace("\n", _BREAK))
