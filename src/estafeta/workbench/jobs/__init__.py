"""The pages of background jobs: what is being made ready for me, and what came of it."""
