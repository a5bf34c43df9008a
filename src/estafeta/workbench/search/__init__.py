"""One search over all rooms: each app declares in its own `search.py` what of it is found."""
