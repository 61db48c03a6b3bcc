"""How each supplier gets its orders: pushed, written into its folder, or fetched by itself."""

from __future__ import annotations

from collections.abc import Mapping
from urllib.parse import urlsplit

from django.conf import settings

from monogram.companies.models import Company
from monogram.demo import world
from monogram.demo.workshops.identity import HOST, Identity, made_once
from monogram.demo.world import Channel
from monogram.oms.polling import poll_folder
from monogram.suppliers import services
from monogram.suppliers.models import FolderIntegration, PushIntegration
from monogram.transports.services import save_folder

POLL_SECONDS = 3


def seed(supplier: Company) -> None:
    """Make sure that a supplier's orders find their way. What somebody has changed since stays.

    A supplier that was pushed to in an earlier demo world gets its orders the present way.
    """
    sites_port = urlsplit(settings.MONOGRAM_DEMO_SITES_URL).port
    if sites_port is None:
        return
    channel = world.CHANNELS[supplier.pk]
    if channel == Channel.PUSH:
        _push_to_inbox(supplier)
        return
    _withdraw_push_to_inbox(supplier)
    if channel != Channel.PULL and not PushIntegration.objects.filter(supplier=supplier).exists():
        _write_into_folder(supplier, channel, sites_port - 1)


def _push_to_inbox(supplier: Company) -> None:
    """Leave a push alone that goes to the right place already: somebody may have switched it off."""
    url = settings.MONOGRAM_DEMO_SITES_URL + _push_path(supplier)
    if not PushIntegration.objects.filter(supplier=supplier, url=url).exists():
        services.enable_push(supplier=supplier, url=url, hmac_key=world.PUSH_HMAC_KEYS[supplier.pk])


def _withdraw_push_to_inbox(supplier: Company) -> None:
    """Unless somebody has switched it off, or has it go elsewhere."""
    push = PushIntegration.objects.filter(supplier=supplier, is_enabled=True).first()
    if push and urlsplit(push.url).path == _push_path(supplier):
        push.delete()


def _push_path(supplier: Company) -> str:
    return f"/inbox/push/{supplier.pk}"


def _write_into_folder(supplier: Company, channel: Channel, platform_port: int) -> None:
    identity = made_once(settings.DATA_DIR / "workshops" / "identity")
    address = _address(channel, identity.port_of(channel, platform_port), identity)
    integration = FolderIntegration.objects.filter(supplier=supplier).first()
    if integration is None:
        integration = _new_folder(supplier, channel)
        _save(integration, address)
        poll_folder.enqueue(integration.pk)
    elif _is_of_this_machine(integration, channel):
        _save(integration, address)
    if channel == Channel.SFTP:
        identity.authorized_keys.write_text(integration.public_key + "\n")


def _address(channel: Channel, port: int, identity: Identity) -> Mapping[str, str | int]:
    """Where the server is at present, and how it is known."""
    match channel:
        case Channel.SFTP:
            return {"host": HOST, "port": port, "host_key": identity.known_host(port)}
        case Channel.FTPS:
            return {"host": HOST, "port": port, "certificate": identity.public_certificate()}
        case _:
            return {"endpoint": f"http://{HOST}:{port}"}


def _new_folder(supplier: Company, channel: Channel) -> FolderIntegration:
    integration = FolderIntegration(
        supplier=supplier,
        is_enabled=True,
        protocol=channel,
        username=world.FOLDER_USERS.get(channel, ""),
        uses_key=channel == Channel.SFTP,
        file_format=world.FOLDER_FORMATS[channel],
        with_artwork=channel == Channel.FTPS,
        poll_seconds=POLL_SECONDS,
    )
    if channel == Channel.FTPS:
        integration.set_secret("password", world.FOLDER_PASSWORD)
    if channel == Channel.S3:
        integration.bucket, integration.region = world.BUCKET, world.BUCKET_REGION
        integration.access_key = world.BUCKET_ACCESS_KEY
        integration.set_secret("secret_key", world.BUCKET_SECRET_KEY)
    return integration


def _is_of_this_machine(integration: FolderIntegration, channel: Channel) -> bool:
    """Whether it still leads to the demo world's server, at whichever port that was."""
    at = integration.endpoint.startswith(f"http://{HOST}:") or integration.host == HOST
    return integration.protocol == channel and at


def _save(integration: FolderIntegration, address: Mapping[str, str | int]) -> None:
    """Only where something is new: saving gives the folder another chance."""
    if any(getattr(integration, name) != value for name, value in address.items()):
        for name, value in address.items():
            setattr(integration, name, value)
        save_folder(integration)
