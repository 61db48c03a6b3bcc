curl ""\
    -F "client_id=CLIENTID"\
    -F "client_secret=CLIENTSECRET"\
    -F "grant_type=client_credentials"\
    -F "scope=SCOPES"
