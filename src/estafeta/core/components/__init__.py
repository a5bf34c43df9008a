"""Components: what each declares, the check of their use, the gallery, the look of the page."""
