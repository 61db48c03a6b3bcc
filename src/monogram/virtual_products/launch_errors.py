"""Why the creator is not opened, or not any longer. Read by whoever makes the links (`contract.md §9`)."""

from __future__ import annotations

from monogram.common.errors import MonogramError


class LaunchError(MonogramError):
    """A link that does not open. The message is for whoever made it, not for who follows it."""


class LaunchIncompleteError(LaunchError):
    """A parameter of the link is missing, given twice or none that can be. `path` names it."""

    code = 7401
    message = "The link to the creator is not complete."


class LaunchSignatureError(LaunchError):
    """No usable key of the company gives this signature, or there is no such company: the two are not told apart."""

    code = 7402
    http_status = 403
    message = (
        "The link's signature does not fit. It must be the HMAC-SHA512, in hex, of the query exactly as it is sent, "
        "without “&hmac=…”, and its key an API key of the company that “company_ref_id” names. "
        "Whatever encodes or orders the parameters anew after signing makes another query of them."
    )


class LaunchExpiredError(LaunchError):
    """Older than 15 seconds, or from a clock that is as much ahead. `data["seconds"]`: how old; negative: ahead."""

    code = 7403
    http_status = 403
    message = "The link has run out: it opens within 15 seconds of its “time”."


class LaunchUsedError(LaunchError):
    """The nonce has been used before, by this link or by another one."""

    code = 7404
    http_status = 403
    message = "The link has been used. Each opens once: make another one, with another “nonce”, whenever it is shown."


class LaunchOriginError(LaunchError):
    """A well-signed link from a page that the company has not named among its frame origins."""

    code = 7405
    http_status = 403
    message = "Pages of this origin may not frame the creator."


class LaunchTargetError(LaunchError):
    """A category or product that the link names is not there, or another company's. `path` names the parameter."""

    code = 7406
    http_status = 404
    message = "The link names something that is not there."


class LaunchCompanyError(LaunchError):
    """The link is in order, but the company was deactivated or sells nothing."""

    code = 7407
    http_status = 403
    message = "This company may not make products here."


class SessionEndedError(MonogramError):
    """The session is none, has run out, or what it was begun with works no more."""

    code = 7408
    http_status = 401
    message = "This has been open for too long. Go back and open it again."
