"""The store of norms: layers that regions and organisations lay over what is shipped."""
