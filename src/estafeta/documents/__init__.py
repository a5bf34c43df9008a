"""Papers: drafted from data, printed, signed, registered, shown to those they concern."""
