"""OAuth 2: programs of companies that ask for a token and call with it (`contract.md §10`)."""
