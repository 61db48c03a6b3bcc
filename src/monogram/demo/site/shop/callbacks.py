"""The receiver of status callbacks (`contract.md §4`): every message kept once, late ones never believed."""

from __future__ import annotations

import json
import logging
from typing import Any

from django.http import HttpRequest, JsonResponse
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from monogram.demo import world
from monogram.demo.site import store
from monogram.demo.site.shop.orders import apply_callback
from monogram.demo.site.signatures import SignatureError, check_webhook, webhook_secret

log = logging.getLogger(__name__)


@csrf_exempt
@require_http_methods(["PUT", "POST"])
def receive(request: HttpRequest) -> JsonResponse:
    """200 once it is kept (also for a repetition), 401 for a wrong signature, 400 for what is no callback."""
    try:
        webhook_id = check_webhook(
            body=request.body, headers=request.headers, secret=webhook_secret(world.RETAILER_WEBHOOK_SECRET)
        )
        message = json.loads(request.body)
        is_new = _keep(webhook_id, message, request.body.decode())
    except SignatureError as error:
        log.warning("A callback was refused: %s", error)
        return JsonResponse({"error": str(error)}, status=401)
    except (ValueError, KeyError, TypeError) as error:
        return JsonResponse({"error": f"Not a status callback: {error!r}"}, status=400)
    return JsonResponse({"received": webhook_id, "new": is_new})


def _keep(webhook_id: str, message: dict[str, Any], body: str) -> bool:
    """Store a message once and apply it if it is the latest of its order; False for a repetition."""
    platform_id, sequence = int(message["id"]), int(message["sequence"])
    with store.transaction() as connection:
        latest = connection.execute(
            "SELECT coalesce(max(sequence), 0) FROM callbacks WHERE platform_id = ?", (platform_id,)
        ).fetchone()[0]
        callback = {
            "webhook_id": webhook_id,
            "platform_id": platform_id,
            "sequence": sequence,
            "status": int(message["status"]),
            "status_name": str(message.get("status_name") or ""),
            "tracking": str(message.get("shipping_tracking") or ""),
            "carrier": str(message.get("shipping_carrier") or ""),
            "is_stale": sequence <= latest,
            "body": body,
            "received_at": store.timestamp(),
        }
        kept = connection.execute(
            "INSERT INTO callbacks VALUES (:webhook_id, :platform_id, :sequence, :status, :status_name, :tracking,"
            " :carrier, :is_stale, :body, :received_at) ON CONFLICT (webhook_id) DO NOTHING",
            callback,
        ).rowcount
        if kept:
            apply_callback(connection, platform_id=platform_id, callback=callback)
    return bool(kept)
