"""Settings, addresses, system checks: the only room that knows all the others."""
