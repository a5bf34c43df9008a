"""Which files each place takes: kinds by content and ending, sizes. Every limit of an upload stands here."""

from __future__ import annotations

from dataclasses import dataclass

MEGABYTE = 1024 * 1024

HOLDS: dict[str, frozenset[str]] = {
    ".pdf": frozenset({"pdf"}),
    ".jpg": frozenset({"jpg"}),
    ".jpeg": frozenset({"jpg"}),
    ".png": frozenset({"png"}),
    ".tif": frozenset({"tiff"}),
    ".tiff": frozenset({"tiff"}),
    ".webp": frozenset({"webp"}),
    ".heic": frozenset({"heic", "jpg"}),
    ".heif": frozenset({"heic", "jpg"}),
    ".docx": frozenset({"docx"}),
    ".doc": frozenset({"doc", "docx", "rtf", "html"}),
    ".rtf": frozenset({"rtf"}),
    ".odt": frozenset({"odt"}),
    ".xlsx": frozenset({"xlsx"}),
    ".xls": frozenset({"xls", "xlsx", "html", "text"}),
    ".ods": frozenset({"ods"}),
    ".pptx": frozenset({"pptx"}),
    ".ppt": frozenset({"ppt", "pptx"}),
    ".odp": frozenset({"odp"}),
    ".csv": frozenset({"text"}),
    ".tsv": frozenset({"text"}),
    ".txt": frozenset({"text"}),
    ".md": frozenset({"text"}),
    ".toml": frozenset({"text"}),
    ".html": frozenset({"html", "text"}),
    ".htm": frozenset({"html", "text"}),
    ".zip": frozenset({"zip"}),
    ".sig": frozenset({"sig"}),
}
"""What may stand under an ending. Journals and registries export a web page or a newer book as «.xls»."""

PICTURES = (".jpg", ".jpeg", ".png", ".webp", ".heic", ".heif", ".tif", ".tiff")
DOCUMENTS = (".docx", ".doc", ".odt", ".rtf")
TABLES = (".xlsx", ".xls", ".ods", ".csv")
SLIDES = (".pptx", ".ppt", ".odp")


@dataclass(frozen=True, slots=True)
class Policy:
    """What a place takes: endings, megabytes, and both in words for the person («PDF или снимок»)."""

    endings: tuple[str, ...]
    megabytes: int
    words: str

    @property
    def largest(self) -> int:
        """Bytes of the largest file taken."""
        return self.megabytes * MEGABYTE

    @property
    def hint(self) -> str:
        """What is said beside the place."""
        return f"{self.words}, до {self.megabytes} МБ"

    @property
    def takes_photos(self) -> bool:
        """Say whether a camera helps here."""
        return ".jpg" in self.endings

    @property
    def accept(self) -> str:
        """The list for a browser. A phone of Apple turns its photos into JPEG where HEIC is not asked for."""
        return ",".join(ending for ending in self.endings if ending not in (".heic", ".heif"))


SCAN = Policy((".pdf", *PICTURES), 25, "PDF или снимок")
SIGNED = Policy((*SCAN.endings, ".docx", ".sig"), 25, "PDF или снимок, подпись .sig")
PROOF = Policy((".pdf", *PICTURES, *DOCUMENTS, *TABLES, *SLIDES, ".txt"), 25, "Документ, таблица, снимок")
FOLDER = Policy((*PROOF.endings, ".zip", ".sig"), 25, "Документ, таблица, снимок, архив ZIP")
PLAN = Policy(
    (*DOCUMENTS, ".xlsx", ".xls", ".ods", ".pdf", ".html", ".htm", ".md", ".csv", ".txt"),
    25,
    "Word, Excel, PDF с текстом, OpenDocument, таблица или текст",
)
TABLE = Policy((*TABLES, ".tsv", ".txt", ".docx", ".html", ".htm"), 10, "Excel, CSV или таблица Word")
TEMPLATE = Policy((".docx",), 10, "Файл Word .docx")
PACK = Policy((".toml", ".txt"), 1, "Файл TOML")
