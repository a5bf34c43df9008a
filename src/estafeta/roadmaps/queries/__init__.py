"""Asking about roadmaps. Every query takes `today`; counts of database queries do not grow with rows."""
