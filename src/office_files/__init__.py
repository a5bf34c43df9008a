"""Opens the office files of strangers behind bounds: a pure library, no Django, no network, nothing of the product.

`documents` a file as paragraphs and tables with places · `tables` a spreadsheet, or any table, as rows of values ·
`word.package` a .docx as its parts, for programs that fill it · `kinds` what bytes are, whatever their name says ·
`sandbox` the same in a child process with bounded time and memory.

Everything refuses by `errors.Unreadable`, which carries one Russian sentence: what is wrong with the file and what to
do. How much of a file is read is said by `limits.Bounds`.
"""
