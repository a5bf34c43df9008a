"""The tree of organisations, memberships, roles and the tenant scope."""
