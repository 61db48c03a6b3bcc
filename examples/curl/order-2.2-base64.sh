#!/bin/sh
# Order-iT 2.2 with the credentials in base64, as `curl -u` and most HTTP libraries send them, and without saying that
# the body is JSON. Usage: order-2.2-base64.sh [ITEM TYPE]
set -eu

url=${MONOGRAM_URL:-http://127.0.0.1:8000}
company=${MONOGRAM_COMPANY:-99999}
key=${MONOGRAM_KEY:-AAAAAAAAAAAAAAAAAAAAAAAAAAA}
artwork=${MONOGRAM_ARTWORK:-http://127.0.0.1:8001/photos/good-morning-960.webp}
reference=${MONOGRAM_REFERENCE:-SHOP-$(date +%s)-$$}
item=$(sed "s|ARTWORK|$artwork|g" "$(dirname "$0")/../items/${1:-2}"-*.json)

curl --silent --show-error --fail-with-body "$url/order" -u "$company:$key" -d @- <<ORDER
{
    "external_ref": "$reference",
    "company_ref_id": "$company",
    "shipping_address_1": "Pinewood Court",
    "shipping_address_2": null,
    "shipping_address_3": "",
    "shipping_postcode": "SK10 2XR",
    "shipping_country_code": "gb",
    "items": [$item]
}
ORDER
