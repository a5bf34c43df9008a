"""Papers as bytes: one immutable description, three renderers (`docforge.docx`, `docforge.pdf`, `docforge.xlsx`)."""
