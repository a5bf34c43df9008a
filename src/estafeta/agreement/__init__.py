"""Agreement of a roadmap with those above, its approval, its editions and amendments."""
