"""The typed settings of an installation: environment variables that begin with `MONOGRAM_`."""

from __future__ import annotations

from pathlib import Path

from pydantic import Field, SecretStr
from pydantic_settings import BaseSettings, SettingsConfigDict


class Environment(BaseSettings):
    """What an operator may set. Every field is documented in `docs/settings.md`; a test holds the two together."""

    model_config = SettingsConfigDict(env_prefix="MONOGRAM_")

    data_dir: Path = Field(Path("data"), description="Folder of the database (SQLite), files and secrets.")
    database_url: str = Field("", description="postgresql://… ; empty: SQLite in the data folder.")
    secret_key: SecretStr = Field(
        SecretStr(""),
        description="Signs sessions and encrypts stored secrets. Empty: kept in data_dir/secret_key.",
    )
    public_url: str = Field("http://127.0.0.1:8000", description="Origin under which the platform is reached.")
    allowed_hosts: list[str] = Field(["*"], description="Host names that are answered (JSON list).")
    demo: bool = Field(False, description="Demo mode: demo keys work, loopback addresses are allowed.")
    demo_sites_url: str = Field("", description="Origin of the demo shop and the demo supplier inbox.")
    debug: bool = Field(False, description="Django's debug pages; never in production.")
    allowed_networks: list[str] = Field(
        [],
        description="Private networks that callbacks, pushes and image fetches may reach (JSON list of CIDRs).",
    )
    local_drops: list[str] = Field(
        [], description="Folders below which orders may be dropped on this machine (JSON list of paths; empty: none)."
    )
    trusted_proxies: list[str] = Field(
        [], description="Proxies whose X-Forwarded-For is believed (JSON list of CIDRs)."
    )
    upload_max_bytes: int = Field(40_000_000, description="Largest upload in bytes.")
    upload_max_pixels: int = Field(120_000_000, description="Most pixels of an uploaded picture.")
    open_images_per_hour: int = Field(
        20, description="Images an hour that one address may store without credentials (POST /user-image; 0: none)."
    )
    web_threads: int = Field(16, description="Requests handled at a time by one web process; as many more for uploads.")
    smtp_url: SecretStr = Field(
        SecretStr(""),
        description="Mail server for errors (smtp://user:password@host:587 with STARTTLS, smtps:// with TLS from the "
        "start, smtp+plain:// without). Empty: no e-mail.",
    )
    email_from: str = Field("", description="Sender of e-mails; needed with a mail server.")
    time_zone: str = Field(
        "UTC",
        description="Time zone of the pages, of batch cut-offs, and of the days on which orders are sent and due.",
    )
