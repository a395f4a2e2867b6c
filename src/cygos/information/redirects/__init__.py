"""Old addresses: where readers of the former portal's links are led to."""
