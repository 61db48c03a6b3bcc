#!/bin/sh
# Order-iT 2.1 with curl: change an order's address, put it on hold, cancel it. Usage: update-2.1.sh ORDER_ID
set -eu

url=${MONOGRAM_URL:-http://127.0.0.1:8000}
key=${MONOGRAM_KEY:-AAAAAAAAAAAAAAAAAAAAAAAAAAA}

order() {
    curl --silent --show-error --fail-with-body "$url/order?o=$id&k=$key" "$@"
    echo
}

id=$1
order -X PUT -d '{"status": 256, "shipping_address_1": "1 New Street", "shipping_postcode": "M1 1AA"}'
order -X PUT -d '{"status": 128}'
order
