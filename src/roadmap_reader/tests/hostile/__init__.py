"""Broken, locked and malicious files: one sentence each, quickly and in little memory."""
