"""Codes of states and provinces where carriers want them, whichever way a shop writes their names."""

from __future__ import annotations

_STATES = {
    "US": """
        Alabama AL, Alaska AK, Arizona AZ, Arkansas AR, California CA, Colorado CO, Connecticut CT, Delaware DE,
        District of Columbia DC, Florida FL, Georgia GA, Hawaii HI, Idaho ID, Illinois IL, Indiana IN, Iowa IA,
        Kansas KS, Kentucky KY, Louisiana LA, Maine ME, Maryland MD, Massachusetts MA, Michigan MI, Minnesota MN,
        Mississippi MS, Missouri MO, Montana MT, Nebraska NE, Nevada NV, New Hampshire NH, New Jersey NJ,
        New Mexico NM, New York NY, North Carolina NC, North Dakota ND, Ohio OH,
        Oklahoma OK, Oregon OR, Pennsylvania PA, Puerto Rico PR,
        Rhode Island RI, South Carolina SC, South Dakota SD, Tennessee TN, Texas TX, Utah UT, Vermont VT, Virginia VA,
        Washington WA, West Virginia WV, Wisconsin WI, Wyoming WY
    """,
    "CA": """
        Alberta AB, British Columbia BC, Manitoba MB, New Brunswick NB, Newfoundland and Labrador NL,
        Northwest Territories NT, Nova Scotia NS, Nunavut NU, Ontario ON, Prince Edward Island PE, Quebec QC, Québec QC,
        Saskatchewan SK, Yukon YT
    """,
    "AU": """
        Australian Capital Territory ACT, New South Wales NSW, Northern Territory NT, Queensland QLD,
        South Australia SA, Tasmania TAS, Victoria VIC, Western Australia WA
    """,
}


def _by_name(listed: str) -> dict[str, str]:
    pairs = (entry.strip().rpartition(" ") for entry in " ".join(listed.split()).split(","))
    return {name.casefold(): code for name, _, code in pairs}


_CODES = {country: _by_name(listed) for country, listed in _STATES.items()}


def region_code(country: str, region: str) -> str:
    """The code of a state or province in a country whose parcels need one; "" elsewhere, and for what is none."""
    codes = _CODES.get(country)
    if codes is None:
        return ""
    written = region.strip()
    return written.upper() if written.upper() in codes.values() else codes.get(written.casefold(), "")
