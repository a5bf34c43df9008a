"""Papers from templates and values: docx, xlsx, pdf as bytes."""
