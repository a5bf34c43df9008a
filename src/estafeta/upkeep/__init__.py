"""Keeping an installation alive for years: backups, moving an organisation, upgrades that can be taken back."""
