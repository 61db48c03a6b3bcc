curl -X POST ""
