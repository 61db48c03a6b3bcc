"""S3's failures in our words."""

from __future__ import annotations

from botocore.exceptions import ClientError, ParamValidationError

from monogram.common import http
from monogram.common.errors import MonogramError
from monogram.transports.deadline import took_too_long
from monogram.transports.errors import (
    BrokenOffError,
    CertificateError,
    HostRefusedError,
    NoFileError,
    NoFolderError,
    NoRoomError,
    NotAllowedError,
    SignInError,
    TooLargeError,
    TransportError,
    UnreachableError,
)

_FULL = {"QuotaExceeded", "InsufficientStorage", "XMinioStorageFull", "EntityTooLarge"}
_LATER = {"SlowDown", "ServiceUnavailable", "InternalError", "RequestTimeout"}
_ADVICE = {
    "InvalidAccessKeyId": "does not know the access key: check it",
    "SignatureDoesNotMatch": "does not accept the secret key: enter it again",
    "InvalidToken": "does not accept the keys: enter both again",
    "ExpiredToken": "says that the keys have expired: make new ones",
    "RequestTimeTooSkewed": "says that our clock is wrong: have the operator set it",
    "AuthorizationHeaderMalformed": "expects another region: correct it",
    "PermanentRedirect": "keeps this bucket in another region or at another endpoint: correct it",
}


def explained(error: Exception, path: str, *, bucket: str, seconds: float) -> TransportError:
    """The TransportError for one of botocore's or of the guarded client's, or for an answer that is none."""
    if isinstance(error, ClientError):
        return _refusal(error, path, bucket)
    if isinstance(error, ParamValidationError):
        return NoFolderError(f"There can be no bucket {bucket} with a file {path or 'in it'}: correct the names")
    if isinstance(error, MonogramError):
        return _not_carried(error, path, seconds)
    return UnreachableError(f"What answers does not speak S3 ({error}): check the endpoint")


def _refusal(error: ClientError, path: str, bucket: str) -> TransportError:
    status = error.response["ResponseMetadata"]["HTTPStatusCode"]
    said = error.response.get("Error", {})
    code = said.get("Code", "")
    if 300 <= status < 400:
        code = "PermanentRedirect"
    if code in _ADVICE:
        return SignInError(f"The server {_ADVICE[code]} ({said.get('Message', code)})")
    if code == "NoSuchBucket":
        return NoFolderError(f"There is no bucket {bucket}: make it, or correct its name")
    if status == 404 and not path:
        return NoFolderError(f"There is no bucket {bucket} at this address: check its name and the endpoint")
    if status == 404:
        return NoFileError(f"There is no file {path}, or no longer")
    if code in _FULL or status == 507:
        return NoRoomError(f"The bucket takes no more ({code}): ask for room; this is tried again later")
    if code in _LATER or status >= 500:
        return UnreachableError(f"The server cannot do that now ({code or status}): this is tried again later")
    shown = f"{path} in {bucket}" if path else bucket
    return NotAllowedError(f"The server does not allow that with {shown} ({code or status}): ask for the right to it")


def _not_carried(error: MonogramError, path: str, seconds: float) -> TransportError:
    text = error.text
    match error:
        case http.HostNotFoundError():
            return HostRefusedError(f"{text}: check the endpoint, the region and the bucket's name")
        case http.AddressRefusedError():
            return HostRefusedError(
                f"{text}. Use a public server, or have the operator allow its network (MONOGRAM_ALLOWED_NETWORKS)"
            )
        case http.TimedOutError():
            return took_too_long(seconds)
        case http.AnswerTooLargeError():
            return TooLargeError(f"{path} grew while it was read, above what is read: send it in smaller parts")
        case http.UnreachableError() if "certificate" in text.lower():
            return CertificateError(f"{text}: check the endpoint; the server needs a certificate of a public authority")
        case http.UnreachableError():
            return UnreachableError(f"{text}: check the endpoint, and that the server is running")
        case _:
            return BrokenOffError(f"The request failed ({text}): this is tried again later")
