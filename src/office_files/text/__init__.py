"""Text that is read as it stands: plain, Markdown, delimited, HTML and web archives."""
