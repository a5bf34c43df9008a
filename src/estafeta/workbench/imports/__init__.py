"""Bringing rows in from a spreadsheet: what every import does the same way. Apps declare by `core.imports`.

`reading` a file or a pasted table as rows of text · `recognising` which column means what · `checking` what each row
would do and what is wrong with it · `sample` the file to fill in · `models` what was brought in · `actions` begin,
mend, confirm, take back · `applying` the work itself, in the background where it is long.
"""
