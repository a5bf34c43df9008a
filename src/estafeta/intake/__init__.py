"""A file becomes a plan: dropped, read in a child process, checked by a person, confirmed, undone.

What was read is kept as an editable draft on the `Load` row (`draft.py` says its shape); nothing of the plan exists
until it is confirmed.
"""
