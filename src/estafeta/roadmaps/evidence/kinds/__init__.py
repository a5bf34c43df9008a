"""Kinds that the facts of the system prove, one file each with `KIND`; a new one touches nothing else."""
