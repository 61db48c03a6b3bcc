"""Examples of the OpenAPI document: what one sends, and what comes back."""

from __future__ import annotations

from typing import Any

ORDER: dict[str, Any] = {
    "external_ref": "TEST001",
    "sale_datetime": "2017-01-01 12:00:43",
    "shipping_company": "Custom Gateway Ltd.",
    "shipping_address_1": "Pinewood Court",
    "shipping_postcode": "SK10 2XR",
    "shipping_country_code": "GB",
    "items": [{"external_ref": "ITEM001", "quantity": 1, "type": 2, "print_job_ref": "CF921CF10F59B3A258"}],
}
BULK: list[dict[str, Any]] = [
    {**ORDER, "idempotency_key": "3f6c-1"},
    {**ORDER, "external_ref": "TEST002", "shipping_country_code": "ZZ"},
]
REFUSAL: dict[str, Any] = {
    "error": {
        "message": "Authentication failed",
        "code": 50000,
    }
}
BULK_ANSWER: list[dict[str, Any]] = [
    {
        "index": 0,
        "external_ref": "TEST001",
        "status": 400,
        "error": {
            "message": "An order already exists with the specified value for external_ref",
            "code": 8001,
            "errors": [
                {
                    "code": 8001,
                    "message": "An order already exists with the specified value for external_ref",
                    "path": "external_ref",
                }
            ],
        },
    },
    {
        "index": 1,
        "external_ref": "TEST002",
        "status": 400,
        "error": {
            "message": "Invalid country code",
            "code": 8013,
            "errors": [
                {
                    "code": 8013,
                    "message": 'Invalid country code: "ZZ" is no ISO 3166-1 alpha-2 country code',
                    "path": "shipping_country_code",
                }
            ],
        },
    },
]
CHECK_ANSWER: dict[str, Any] = {
    "ok": True,
    "orders": [
        {
            "supplier": {"company_ref_id": 200001, "name": "Northern Print Works"},
            "secondary_company_ref_id": 300056,
            "status": 1,
            "status_name": "Received",
            "has_error": False,
            "error_message": "",
            "items": [
                {
                    "path": "items[0]",
                    "external_ref": "ITEM001",
                    "type": 2,
                    "quantity": 1,
                    "sku": "TSHIRT-WHITE-M",
                    "mapped_sku": "NPW-TS-W-M",
                    "description": "T-shirt",
                    "colour": "White",
                    "size": "Medium",
                    "product": {"id": 1007644, "name": "T-shirt"},
                    "routing": [
                        {
                            "rule": "product",
                            "outcome": "found",
                            "detail": "print job CF921CF10F59B3A258 was designed on product 1007644",
                            "candidate": "",
                        }
                    ],
                }
            ],
        }
    ],
    "left_out": [],
}
STATUS_CHANGE: dict[str, Any] = {"status": 8, "shipping_tracking": "JD0002233"}
STOCK_REPORT: list[Any] = [
    {"sku": "NPW-TS-W-M", "data": {"quantity_available": 10}},
    {"barcode": "5012345678900", "data": {"quantity_available": 12}},
    {"sku": "NPW-UNKNOWN", "data": {"quantity_available": 1}},
]
STOCK_REPORT_ANSWER: dict[str, Any] = {
    "updated": 2,
    "errors": [
        {
            "code": 0,
            "message": "No stock item and no product of yours has the SKU NPW-UNKNOWN",
            "path": "[2].sku",
        }
    ],
}
STOCK: dict[str, Any] = {
    "stock": [
        {
            "linked": [
                {"product": {"id": 1007645, "supplier_sku": "HM-MUG-11OZ", "retail_sku": "MUG"}, "variant": None}
            ],
            "quantity_available": 480,
            "lead_time_days": 2,
            "daily_capacity": 0,
        }
    ]
}
SHIPMENTS: list[Any] = [
    {
        "id": 1234567890,
        "carrier": "sandbox",
        "tracking": "LM000000017GB",
        "label_url": "https://oms.example/label/0f4c6bb1e7b04b6f9c0f2a1d6b8e3c57/LM000000017GB.pdf",
        "items": [{"id": 1234, "order_id": 1234, "quantity": 10, "quantity_shipped": 10}],
    }
]
