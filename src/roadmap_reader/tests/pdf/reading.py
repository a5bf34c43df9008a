"""A PDF read as the reader of plans reads it."""

from roadmap_reader.documents import open_document


def read(tmp_path, data, name="file.bin"):
    path = tmp_path / name
    path.write_bytes(data)
    return open_document(path)
