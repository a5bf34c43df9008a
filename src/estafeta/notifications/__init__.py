"""Inbox, e-mail, digests and calendar feeds: delivers what other rooms declare."""
