"""A carrier that is asked by karrio."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping, Sequence
from types import SimpleNamespace
from typing import Any, NoReturn

from monogram.shipping.carriers import Booking, ParcelWish, SettingField
from monogram.shipping.carriers.karrio import requests, sdk
from monogram.shipping.carriers.karrio.answers import booking_of, words_of
from monogram.shipping.carriers.karrio.corrections import CORRECTIONS
from monogram.shipping.carriers.karrio.facts import Facts, Settings
from monogram.shipping.carriers.karrio.wire import Exchange, exchange_with
from monogram.shipping.carriers.label_files import UnreadableLabelError
from monogram.shipping.credentials import settings_of
from monogram.shipping.errors import CarrierRefusedError, CarrierSilentError
from monogram.shipping.models import CarrierConnection


class KarrioCarrier:
    """One row of the table at work.

    It keeps no references: a parcel that is asked for twice would be two parcels, so nobody asks again.
    """

    keeps_references = False

    def __init__(self, facts: Facts) -> None:
        self._facts = facts
        self.name = facts.name
        self.services: Mapping[str, str] = {code: service.name for code, service in facts.services.items()}
        self.setting_fields: Sequence[SettingField] = facts.setting_fields
        self.takes_other_services = facts.takes_other_services
        self.can_check = facts.signs_in
        self.notes: Sequence[str] = facts.notes
        self.test_means = facts.test_means

    @property
    def missing_package(self) -> str:
        return "" if sdk.is_installed(self._facts.package) else self._facts.package

    def book(self, connection: CarrierConnection, wish: ParcelWish) -> Booking:
        """Sign in, and ask for a label once. Until that is sent, whatever goes wrong is a refusal; then silence is
        doubt. Raises CarrierRefusedError and CarrierSilentError."""
        facts, values = self._facts, self._values(connection)
        service = requests.service_of(facts, wish.service)
        payload = requests.shipment_request(facts, wish, values)
        with exchange_with(facts.hosts) as exchange:
            connector = self._connector(connection, values, wish.sender.country_code)
            request = self._request(connector, payload, wish, values)
            self._sign_in(exchange, connector, values)
            details, messages = self._ask(
                exchange, lambda: connector.mapper.parse_shipment_response(connector.proxy.create_shipment(request))
            )
        if details is None or not details.tracking_number:
            self._refuse(exchange, messages, values)
        try:
            return booking_of(facts, service, details, is_test=connection.is_test)
        except UnreadableLabelError:
            raise CarrierSilentError(
                f"{self.name} took the parcel as {details.tracking_number} but sent no label: look for it there"
            ) from None

    def void(self, connection: CarrierConnection, *, reference: str, tracking: str, carrier_reference: str) -> None:
        """Raises CarrierRefusedError, also for a carrier that cannot be told from here, and CarrierSilentError."""
        facts = self._facts
        if not facts.can_void:
            raise CarrierRefusedError(f"{self.name} takes no labels back from here: cancel {tracking} at {self.name}")
        values = self._values(connection)
        with exchange_with(facts.hosts) as exchange:
            connector = self._connector(connection, values, "")
            self._sign_in(exchange, connector, values)
            request = connector.mapper.create_cancel_shipment_request(sdk.cancellation(carrier_reference or tracking))
            confirmation, messages = self._ask(
                exchange,
                lambda: connector.mapper.parse_cancel_shipment_response(connector.proxy.cancel_shipment(request)),
            )
        if confirmation is None or not confirmation.success:
            self._refuse(exchange, messages, values)

    def check(self, connection: CarrierConnection) -> None:
        """Sign in anew. Raises CarrierRefusedError with what went wrong."""
        if not self.can_check:
            raise NotImplementedError
        values = self._values(connection)
        sdk.forget_sign_ins()
        with exchange_with(self._facts.hosts) as exchange:
            self._sign_in(exchange, self._connector(connection, values, ""), values)

    def _values(self, connection: CarrierConnection) -> dict[str, str]:
        """The connection's settings, whole. Raises CarrierRefusedError."""
        if self.missing_package:
            raise CarrierRefusedError(f"The package {self.missing_package} is not installed here: {self.name} needs it")
        values = self._facts.filled(settings_of(connection))
        missing = [one.label for one in self._facts.setting_fields if one.is_required and not values[one.name]]
        if missing:
            raise CarrierRefusedError(f"The connection {connection.name} is not complete: {', '.join(missing)}")
        return values

    def _connector(self, connection: CarrierConnection, values: Settings, sender_country: str) -> sdk.Connector:
        settings = requests.connection_settings(self._facts, connection, values, sender_country=sender_country)
        key = hashlib.sha256(repr((connection.pk, sorted(settings.items(), key=str))).encode()).hexdigest()
        return sdk.connect(self._facts.connector, settings, token_key=key)

    def _request(self, connector: sdk.Connector, payload: Mapping[str, Any], wish: ParcelWish, values: Settings) -> Any:
        """What is sent: karrio's, corrected. Raises CarrierRefusedError for what karrio makes nothing of."""
        try:
            mapped = connector.mapper.create_shipment_request(sdk.shipment(payload))
            body = mapped.serialize()
        except Exception as error:
            details = getattr(error, "details", None) or {}
            lacking = f": {', '.join(details)}" if isinstance(details, Mapping) and details else ""
            raise CarrierRefusedError(f"{self.name} needs more than is known of the parcel{lacking}") from error
        correct = CORRECTIONS[self._facts.connector]
        if isinstance(body, str):  # XML, which karrio keeps as objects until the last moment
            correct(mapped.value, wish, values)
            return mapped
        correct(body, wish, values)
        return sdk.sendable(body, mapped.ctx)

    def _sign_in(self, exchange: Exchange, connector: sdk.Connector, values: Settings) -> None:
        """Raises CarrierRefusedError: a carrier that does not let us in has no parcel of ours."""
        if not self._facts.signs_in:
            return
        try:
            if self._facts.connector == "hermes":  # the only one that has no method for it
                connector.settings.access_token  # noqa: B018 - a property that signs in
            else:
                connector.proxy.authenticate(SimpleNamespace(ctx={}))
        except CarrierSilentError as error:
            raise CarrierRefusedError(f"{self.name} did not let us in: {error.text}") from error
        except Exception as error:
            words = words_of(getattr(error, "messages", []), self._facts, values)
            said = f": {words}" if words else f" (HTTP {exchange.statuses[-1]})" if exchange.statuses else ""
            raise CarrierRefusedError(f"{self.name} did not let us in{said}") from error

    def _ask(self, exchange: Exchange, ask: Callable[[], tuple[Any, list[Any]]]) -> tuple[Any, list[Any]]:
        """karrio's answer and messages. Raises CarrierSilentError for what it cannot read, unless that is a refusal."""
        try:
            return ask()
        except CarrierSilentError:
            raise
        except Exception as error:
            if exchange.was_refused:
                return None, []
            raise CarrierSilentError(f"{self.name} answered with something that cannot be read") from error

    def _refuse(self, exchange: Exchange, messages: Sequence[Any], values: Settings) -> NoReturn:
        """There is no label: with a reason it is a refusal, without one nobody knows."""
        words = words_of(messages, self._facts, values)
        if exchange.is_unauthorised:
            sdk.forget_sign_ins()
        if words:
            raise CarrierRefusedError(f"{self.name}: {words}")
        if exchange.was_refused:
            raise CarrierRefusedError(f"{self.name} refused, without saying why (HTTP {exchange.statuses[-1]})")
        raise CarrierSilentError(f"{self.name} answered, but with no label and no reason")
