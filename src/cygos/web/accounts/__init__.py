"""Signing in: by a code sent to one's address, by passkey, by the city's SSO; and the second factor of officers."""
