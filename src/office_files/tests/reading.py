"""Short ways to look at a read document."""

from office_files.blocks import Paragraph, Table
from office_files.documents import open_document


def read(tmp_path, data, name="file.bin"):
    path = tmp_path / name
    path.write_bytes(data if isinstance(data, bytes) else data.encode("utf-8"))
    return open_document(path)


def tables(document):
    return [block for block in document.blocks if isinstance(block, Table)]


def texts(document):
    return [block.text for block in document.blocks if isinstance(block, Paragraph)]


def grid(table):
    """Texts by (row, column)."""
    return {(cell.row, cell.column): cell.text for cell in table.cells}


def spans(table):
    """Text, row, column, rows, columns of the merged cells."""
    return [
        (cell.text, cell.row, cell.column, cell.rows, cell.columns)
        for cell in table.cells
        if cell.rows > 1 or cell.columns > 1
    ]
