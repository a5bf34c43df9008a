"""Sites of organisations: a page about mentoring is opened because a person asked, and what came of it is kept."""
