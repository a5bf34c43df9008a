"""The register as a list: columns, filters, Excel."""

from __future__ import annotations

from django.db.models import F

from estafeta.core.lists.columns import Column
from estafeta.core.lists.filters import Choice, Dates, Rows, Search
from estafeta.core.lists.registry import Registry
from estafeta.documents.models import Document
from estafeta.documents.packs import paper_kinds


def read_words(row: Document) -> str:
    """«5 из 7», nothing where nobody must read it."""
    must = getattr(row, "must_read", 0)
    return f"{getattr(row, 'have_read', 0)} из {must}" if must else ""


def unread_only(rows: Rows, value: str) -> Rows:
    """Registered papers that somebody has not read yet."""
    return rows.filter(state=Document.State.REGISTERED, have_read__lt=F("must_read"))


REGISTER = Registry(
    title="Документы",
    columns=(
        Column("title", "Документ", lambda row: row.title, ("title",), Document.get_absolute_url, width=60),
        Column("number", "Номер", lambda row: row.number, ("number",), css="nowrap", width=14),
        Column("date", "Дата", lambda row: row.date, ("date",), css="narrow", width=12),
        Column("state", "Состояние", lambda row: row.get_state_display(), ("state",),
               template="documents/cells/state.html", width=20),
        Column("read", "Ознакомлены", read_words, css="narrow", width=14),
        Column("made", "Составлен", lambda row: row.created_at.date(), ("created_at",), css="narrow", width=12,
               printed=False),
        Column("made_by", "Составил", lambda row: row.made_by.short_name, ("made_by__last_name",), css="nowrap",
               width=24),
    ),
    filters=(
        Search(("title", "number"), placeholder="Название или номер"),
        Choice("state", "Состояние", Document.State.choices),
        Choice("kind", "Вид", lambda: [(kind.code, kind.title) for kind in paper_kinds().values()]),
        Choice("read", "Ознакомление", [("unread", "не все ознакомлены")], narrowing=unread_only),
        Dates("date", "Дата", "date"),
    ),
    ordering="-made",
    empty="Документов пока нет",
    beside=True,
)  # fmt: skip
