"""The cast and the story, played through the real actions."""
