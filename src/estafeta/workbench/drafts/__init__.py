"""Work of several pages that waits: leave and come back, on another device, until it is finished or too old.

A room registers its kind of draft (`registry`), keeps what was typed by `actions.save_draft`, and leads back by
`registry.address_of`. «Сегодня» offers to go on.
"""
