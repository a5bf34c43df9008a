"""A list of a registry as a declaration: columns, filters kept in the address, sorting, paging, Excel.

A view hands a `Registry` and a queryset to `answers.show`; nothing else is written for a new list.
"""
