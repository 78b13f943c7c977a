"""Who asks: from the credentials of a request to the scopes that they carry. What a scope allows is not decided here.

- `authenticator.py`: the headers, and which of them is a key and which a token
- `api_keys.py`: keys that the settings name by their hash
- `configured.py`: tokens as the settings ask for them; not imported where they ask for none
- `tokens.py`: JSON Web Tokens, verified once and remembered until they expire
- `claims.py`: the scopes that a token says
- `key_sets.py`: the public keys that tokens are verified with
- `key_source.py`: a key set that is looked up again when it is old or lacks a key
- `fetching.py`: a key set from its file or its address
- `failures.py`: what a caller with wrong credentials is told
"""

from gateway.server.auth.api_keys import hash_of_key, new_key
from gateway.server.auth.authenticator import Authenticator, authenticator_of

__all__ = ["Authenticator", "authenticator_of", "hash_of_key", "new_key"]
