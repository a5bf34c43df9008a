"""The rules, one file each. A new rule is a new file with `RULE`; nothing else is touched."""
