"""The address that the platform pushes orders to (`contract.md §5`)."""

from __future__ import annotations

import json
import logging

from django.http import HttpRequest, JsonResponse
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST

from monogram.demo import world
from monogram.demo.site.inbox import documents
from monogram.demo.site.signatures import SignatureError, check_push

log = logging.getLogger(__name__)


@csrf_exempt
@require_POST
def receive(request: HttpRequest, supplier: int) -> JsonResponse:
    """200 once the order is kept (also for a repetition), 401 for a wrong HMAC, 400 for what is no order."""
    key = world.PUSH_HMAC_KEYS.get(supplier)
    if key is None:
        return JsonResponse({"error": f"There is no supplier {supplier} here"}, status=404)
    signature = request.headers.get("X-CustomGateway-Hmac", "")
    try:
        check_push(body=request.body, signature=signature, key=key)
        is_new = documents.keep(
            supplier=supplier,
            document=json.loads(request.body),
            channel=world.Channel.PUSH,
            name=request.path,
            content=request.body,
            signature=signature,
        )
    except SignatureError as error:
        log.warning("A push to %s was refused: %s", supplier, error)
        return JsonResponse({"error": str(error)}, status=401)
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        return JsonResponse({"error": f"Not an order: {error!r}"}, status=400)
    return JsonResponse({"received": True, "new": is_new})
