"""The first words with an FTP server: its greeting, and TLS where the settings want it."""

from __future__ import annotations

import ssl

from monogram.transports.deadline import Deadline, cut_after
from monogram.transports.errors import CertificateError
from monogram.transports.ftp_control import Control, certificate_fingerprint
from monogram.transports.ftp_errors import FAILURES, explained, not_secured
from monogram.transports.network import connect
from monogram.transports.settings import FolderProtocol, FolderSettings
from monogram.transports.steps import Progress, Step, untold


def greet(control: Control, settings: FolderSettings, progress: Progress) -> bytes:
    """Until signing in may begin; the server's certificate (DER), empty for plain FTP.

    Raises BrokenOffError, CertificateError, UnreachableError.
    """
    is_implicit = settings.protocol is FolderProtocol.FTPS_IMPLICIT
    certificate = b""
    try:
        if is_implicit:
            progress(Step.CONNECTION, "")
            certificate = control.secure()
            progress(Step.IDENTITY, certificate_fingerprint(certificate))
        welcome = control.greet()
    except FAILURES as error:
        raise not_secured(settings, error) if is_implicit else explained(error, "") from error
    if is_implicit:
        return certificate
    progress(Step.CONNECTION, welcome)
    if settings.protocol is FolderProtocol.FTP:
        progress(Step.IDENTITY, "FTP proves nothing and sends the password readably: SFTP and FTPS are safe")
        return certificate
    try:
        control.voidcmd("AUTH TLS")
        certificate = control.secure()
    except FAILURES as error:
        raise not_secured(settings, error) from error
    progress(Step.IDENTITY, certificate_fingerprint(certificate))
    return certificate


def fetch_certificate(settings: FolderSettings, *, seconds: float = 15.0) -> str:
    """The certificate that an FTPS server shows now, as PEM for `FolderSettings.certificate`. Nothing is signed in to.

    Whoever trusts it compares its fingerprint with what the server's people say. Raises TransportError.
    """
    if settings.protocol not in {FolderProtocol.FTPS, FolderProtocol.FTPS_IMPLICIT}:
        raise CertificateError("Only FTPS servers show a certificate: choose FTPS")
    deadline = Deadline(seconds)
    link = connect(settings.host, settings.used_port, deadline, untold)
    with link:
        control = Control(link, settings.host, "", is_believing=True)
        with cut_after(deadline.remaining(), control.sockets):
            certificate = greet(control, settings, untold)
        control.close()
    return ssl.DER_cert_to_PEM_cert(certificate)
