"""What proves measures and closes dues: the registry of evidence is asked, people bring claims and decide of them."""
