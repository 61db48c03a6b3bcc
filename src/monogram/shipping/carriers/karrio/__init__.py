"""Real carriers by the SDK karrio (LGPL-3.0), the only room that imports it, and only when a carrier is asked.

`facts` and `table` say what there is to know of each carrier, `requests` puts a parcel into karrio's words,
`corrections` mends what its connectors get wrong, `wire` sends, `answers` reads, and `adapter` joins them.
"""
