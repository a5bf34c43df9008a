"""Two things that SQLite and PostgreSQL do differently, made alike: beginnings of texts, the order of Russian words."""

from __future__ import annotations

from typing import Any

from django.db import models
from django.db.backends.signals import connection_created
from django.db.models.expressions import Func
from django.db.models.lookups import StartsWith

LAST = "\U0010ffff"
SIGNS = str.maketrans({"«": "!", "»": "!", "„": "!", "“": "!", "”": "!", '"': "!", "№": "#", "—": "-", "–": "-"})


@models.CharField.register_lookup
class Beginning(StartsWith):
    """`startswith` as a range on SQLite: its LIKE uses no index and knows no case; PostgreSQL's does both well."""

    def as_sqlite(self, compiler: Any, connection: Any) -> tuple[str, list[Any]]:
        """«>= 'ab' AND < 'ab' and whatever follows»; what is no plain text is compared as Django does."""
        if not self.rhs_is_direct_value() or self.bilateral_transforms:
            return tuple_of(super().as_sql(compiler, connection))
        column, values = self.process_lhs(compiler, connection)
        return f"({column} >= %s AND {column} < %s)", [*values, str(self.rhs), *values, f"{self.rhs}{LAST}"]


class InRussian(Func):
    """A text as Russian lists are ordered: case apart, ё with е and after it, marks before letters."""

    function = "russian_order"
    arity = 1
    output_field = models.TextField()

    def as_postgresql(self, compiler: Any, connection: Any, **_: Any) -> tuple[str, list[Any]]:
        """The server knows the order itself."""
        return tuple_of(self.as_sql(compiler, connection, template='%(expressions)s COLLATE "ru-x-icu"'))


def tuple_of(made: tuple[str, Any]) -> tuple[str, list[Any]]:
    """SQL and its values, whose kind Django leaves open."""
    return made[0], list(made[1])


def russian_order(text: str | None) -> str | None:
    """A key that sorts as the collation does: first without the marks over letters and without case, then with them."""
    if text is None:
        return None
    plain = text.translate(SIGNS).casefold()
    return f"{plain.replace('ё', 'е')}\0{plain}"


def teach(connection: Any, **_: Any) -> None:
    """Give SQLite the function."""
    if connection.vendor == "sqlite":
        connection.connection.create_function("russian_order", 1, russian_order, deterministic=True)


connection_created.connect(teach, dispatch_uid="russian-order")
