"""The suppliers' servers find room, whatever else runs on the machine."""

from __future__ import annotations

import socket
from pathlib import Path

from monogram.demo.workshops.identity import HOST, made_once
from monogram.demo.world import FOLDER_PORTS, Channel


def ports_of(identity_folder: Path, platform_port: int) -> dict[Channel, int]:
    identity = made_once(identity_folder)
    return {channel: identity.port_of(channel, platform_port) for channel in FOLDER_PORTS}


def test_before_the_first_start_each_has_its_place_behind_the_platform(tmp_path: Path) -> None:
    assert ports_of(tmp_path, 8000) == {Channel.SFTP: 8002, Channel.FTPS: 8003, Channel.S3: 8004}


def test_a_server_whose_port_is_taken_gets_another_and_keeps_it(tmp_path: Path) -> None:
    with socket.create_server((HOST, 0)) as somebody:
        taken = somebody.getsockname()[1]
        platform_port = taken - FOLDER_PORTS[Channel.FTPS]

        made_once(tmp_path).choose_ports(platform_port)

        chosen = ports_of(tmp_path, platform_port)[Channel.FTPS]
        assert chosen != taken
        socket.create_server((HOST, chosen)).close()
    assert ports_of(tmp_path, platform_port)[Channel.FTPS] == chosen


def test_a_platform_on_the_last_port_leaves_room_elsewhere(tmp_path: Path) -> None:
    made_once(tmp_path).choose_ports(65534)

    assert all(1 <= port <= 65535 for port in ports_of(tmp_path, 65534).values())
