"""How long the journal is kept: a norm that an organisation may change by its own register of files."""

from __future__ import annotations

from estafeta.core.journal.retention import Terms, read_terms
from estafeta.core.packs import Family, family, files

RETENTION: Family[Terms] = family(
    Family(
        "retention",
        "Сроки хранения журнала",
        "Сколько лет хранится содержание записей журнала: просмотров, выгрузок, действий.",
        lambda: files("retention"),
        lambda tables: read_terms(tables["journal"]),
        lambda code, table: "Журнал",
        grows=False,
    )
)
