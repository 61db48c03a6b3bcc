#!/bin/sh
# Order-iT 2.2 with curl, the credentials raw in the header. Usage: order-2.2.sh [ITEM TYPE]
set -eu

url=${MONOGRAM_URL:-http://127.0.0.1:8000}
company=${MONOGRAM_COMPANY:-99999}
key=${MONOGRAM_KEY:-AAAAAAAAAAAAAAAAAAAAAAAAAAA}
artwork=${MONOGRAM_ARTWORK:-http://127.0.0.1:8001/photos/good-morning-960.webp}
reference=${MONOGRAM_REFERENCE:-SHOP-$(date +%s)-$$}
item=$(sed "s|ARTWORK|$artwork|g" "$(dirname "$0")/../items/${1:-2}"-*.json)

curl --silent --show-error --fail-with-body "$url/order" \
    -H "Content-Type: application/json" \
    -H "Authorization: Basic $company:$key" \
    -H "Idempotency-Key: $reference" \
    -d @- <<ORDER
{
    "external_ref": "$reference",
    "sale_datetime": "2017-01-01 12:00:43",
    "shipping_company": "Custom Gateway Ltd.",
    "shipping_address_1": "Pinewood Court",
    "shipping_postcode": "SK10 2XR",
    "shipping_country_code": "GB",
    "items": [$item]
}
ORDER
