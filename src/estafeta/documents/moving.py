"""What the fields of this room hold when an organisation moves: see `upkeep.moving.meanings`."""

from __future__ import annotations

from estafeta.upkeep.moving.meanings import KEYS, NUMBERS, says_nothing

says_nothing(
    "documents.Document.filled",
    "documents.Document.grounds",
    "documents.PaperBatch.rows",
    "documents.PaperBatch.grounds",
)
NUMBERS |= {
    "document": "documents.Document",
    "acquaintance": "documents.Acquaintance",
    "batch": "documents.PaperBatch",
    "file": "documents.FolderFile",
}
KEYS |= {"read": "documents.Acquaintance", "paper": "documents.Document"}
