"""One organisation out of an installation and into another one, with all below it.

`meanings` is where apps say what their fields hold that are no foreign keys · `models` which rows go and in which order
· `exporting` writes the archive · `translating` gives old numbers their new ones · `importing` lays the rows down.
"""
