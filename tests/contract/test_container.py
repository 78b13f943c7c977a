"""The image and the compose file: nothing of root's, nothing to write but the database, a health check that works."""

import asyncio
import json
import os
import re
import subprocess
import sys
from fnmatch import fnmatch
from pathlib import Path

import pytest
import yaml

from gateway.cli.main import COMMANDS
from gateway.settings import FIELDS
from gateway.settings.names import variable_of
from gateway.store.address import PostgresqlAddress, read_address
from tests.harness.served import serving

ROOT = Path(__file__).parents[2]
DOCKERFILE = (ROOT / "Dockerfile").read_text("utf-8").replace("\\\n", " ")
COMPOSE = yaml.safe_load((ROOT / "docker-compose.yml").read_text("utf-8"))
SERVICE = COMPOSE["services"]["gateway"]


def instructions(name: str) -> list[str]:
    """The arguments of all instructions of a kind."""
    return re.findall(rf"^{name} +(.*)$", DOCKERFILE, re.MULTILINE)


def last_json(name: str) -> list[str]:
    (found,) = re.findall(r"\[.*\]$", instructions(name)[-1])
    words: list[str] = json.loads(found)
    return words


def test_the_image_runs_as_nobody_special() -> None:
    after_user = DOCKERFILE[DOCKERFILE.index("\nUSER ") :]

    assert instructions("USER") == ["gateway"]
    assert "useradd --system --uid 10001" in DOCKERFILE
    assert not re.search(r"^(RUN|COPY|ADD) ", after_user, re.MULTILINE)


def test_the_container_can_write_nothing_but_its_database() -> None:
    assert SERVICE["read_only"] is True
    assert SERVICE["cap_drop"] == ["ALL"]
    assert SERVICE["security_opt"] == ["no-new-privileges:true"]
    writable = [volume.split(":")[-1] for volume in SERVICE["volumes"] if not volume.endswith(":ro")]
    assert writable == instructions("VOLUME") == ["/data"]
    assert SERVICE["tmpfs"] == ["/tmp"]
    assert dict(pair.split("=", 1) for pair in environment())["GATEWAY_DATABASE"].startswith("sqlite:////data/")


def environment() -> list[str]:
    return [pair for line in instructions("ENV") for pair in line.split()]


def test_every_gateway_of_the_compose_file_is_as_shut_in_as_the_first() -> None:
    gateways = [service for service in COMPOSE["services"].values() if service["image"] == "content-gateway"]

    assert len(gateways) == 3
    for service in gateways:
        assert service["read_only"] is True
        assert service["cap_drop"] == ["ALL"]
        assert service["command"][0] in COMMANDS
        for name in service.get("environment", {}):
            assert name in {variable_of(field) for field in FIELDS}


def test_databases_are_reached_by_gateways_alone_and_everything_else_on_this_machine_alone() -> None:
    services = COMPOSE["services"]

    assert {name for name, service in services.items() if service.get("ports")} == {"gateway", "proxy"}
    assert all(port.startswith("127.0.0.1:") for service in services.values() for port in service.get("ports", ()))
    assert {name for name, service in services.items() if "profiles" not in service} == {"gateway"}


def test_servers_read_from_the_replica_first_and_only_the_loader_may_write() -> None:
    services = COMPOSE["services"]
    loader, server = (read_address(services[name]["environment"]["GATEWAY_DATABASE"]) for name in ("loader", "server"))

    assert isinstance(loader, PostgresqlAddress)
    assert isinstance(server, PostgresqlAddress)
    assert "gateway_loader:" in loader.dsn
    assert "@primary/" in loader.dsn
    assert "gateway_reader:" in server.dsn
    assert "@replica,primary/" in server.dsn
    assert server.dsn.endswith("target_session_attrs=prefer-standby")
    assert services["server"]["deploy"]["replicas"] == 3


def test_what_is_mounted_is_there_and_scripts_are_shell() -> None:
    mounted = [
        ROOT / volume.split(":")[0]
        for service in COMPOSE["services"].values()
        for volume in service.get("volumes", ())
        if volume.startswith("./")
    ]

    assert len(mounted) == 4
    for path in mounted:
        assert path.is_file()
        if path.suffix == ".sh":
            assert subprocess.run(["sh", "-n", path], check=False).returncode == 0


def test_every_variable_is_a_setting_or_python_s_own() -> None:
    known = {variable_of(name) for name in FIELDS}
    names = {pair.split("=")[0] for pair in environment()}

    assert {name for name in names if name.startswith("GATEWAY_")} <= known
    assert {name for name in names if not name.startswith("GATEWAY_")} == {
        "PYTHONDONTWRITEBYTECODE",
        "PYTHONUNBUFFERED",
    }


def test_the_commands_are_those_of_the_gateway() -> None:
    assert last_json("ENTRYPOINT") == ["gateway"]
    for words in (last_json("CMD"), SERVICE["command"]):
        assert words[0] in COMMANDS
        assert words[-1] == "/content"
    content = next(volume for volume in SERVICE["volumes"] if "/content" in volume)
    default = re.fullmatch(r"\$\{CONTENT:-(.*)\}:/content:ro", content)
    assert default is not None
    assert (ROOT / default[1]).is_dir()


def test_the_port_that_is_published_is_the_one_that_is_listened_on() -> None:
    (port,) = SERVICE["ports"]

    assert port.split(":")[-1] == instructions("EXPOSE")[0] == "8000"
    assert port.startswith("127.0.0.1:")


def test_the_build_gets_what_it_copies_and_nothing_else() -> None:
    ignored = [line for line in (ROOT / ".dockerignore").read_text().splitlines() if line and not line.startswith("#")]
    copied = {word for line in instructions("COPY") if "--from" not in line for word in line.split()[:-1]}

    assert ignored[0] == "*"
    assert {line[1:] for line in ignored if line.startswith("!")} == copied
    assert all((ROOT / name).exists() for name in copied)
    assert any(fnmatch("playground/node_modules", line) for line in ignored)


@pytest.mark.parametrize("has_content", [True, False])
async def test_the_health_check_says_whether_there_is_content(tmp_path: Path, has_content: bool) -> None:
    check = [sys.executable if word == "python" else word for word in last_json("HEALTHCHECK")]
    roots = [str(ROOT / "seeds")] if has_content else []
    async with serving(tmp_path, *roots) as served:
        variables = {**os.environ, "GATEWAY_PORT": str(served.port)}
        process = await asyncio.create_subprocess_exec(*check, env=variables, stderr=asyncio.subprocess.DEVNULL)
        code = await process.wait()

    assert (code == 0) is has_content
