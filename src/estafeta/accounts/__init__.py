"""Who signs in: users, invitations by link, the second factor."""
