"""PostgreSQL as Django's database, with connections that outlive no server."""
