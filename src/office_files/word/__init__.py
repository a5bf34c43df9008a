"""Word documents: .docx by an own pass over the body; what LibreOffice loses of an old .doc."""
