"""What is looked for on a page of a site."""

from __future__ import annotations

from estafeta.core.packs import Family, Field, family, files
from norms.layers import Table
from russian.folding import fold


def roots() -> tuple[str, ...]:
    """The roots that are looked for here, folded."""
    return SITE.value()


def read(table: Table) -> tuple[str, ...]:
    """Return the roots of a table. Raises ValueError with a Russian sentence."""
    words = table.get("words")
    if not isinstance(words, list) or not words or not all(isinstance(word, str) and word.strip() for word in words):
        raise ValueError("Нужен список words: основы слов, хотя бы одна.")
    return tuple(fold(word) for word in words)


SITE = family(
    Family(
        "site",
        "Что ищут на странице сайта",
        "Основы слов, по которым видно, что страница говорит о наставничестве.",
        lambda: {"site": files("evidence")["site"]},
        lambda tables: read(tables["site"]),
        lambda code, table: "Слова на странице",
        (Field("words", "Основы слов", "lines", required=True, help="Регистр и «ё» не важны."),),
        grows=False,
    )
)
