"""What deploy/ holds is sound by its own tools, and it and docs/operation.md speak of settings and files there are."""

import re
import shutil
import sqlite3
import subprocess
import sys
from dataclasses import fields, replace
from pathlib import Path

import pytest
import yaml

from answer.ask import open_answerer
from settings import PREFIX, Settings

ROOT = Path(__file__).parents[1]
DEPLOY = ROOT / "deploy"
OPERATION = ROOT / "docs" / "operation.md"
UNIT = DEPLOY / "on-record.service"
needs_systemd = pytest.mark.skipif(not shutil.which("systemd-analyze"), reason="systemd-analyze is not on this machine")


def run(*command):
    return subprocess.run([str(part) for part in command], cwd=ROOT, capture_output=True, text=True, check=False)


def installed(name):
    return Path(sys.executable).with_name(name)


def test_the_dockerfile_is_clean():
    done = run(installed("hadolint"), DEPLOY / "Dockerfile")
    assert (done.returncode, done.stdout) == (0, "")


def test_the_dockerfile_starts_as_nobody_special_and_copies_what_is_there():
    lines = (DEPLOY / "Dockerfile").read_text(encoding="utf-8").splitlines()
    last_stage = lines[max(i for i, line in enumerate(lines) if line.startswith("FROM")) :]
    (user,) = [line.split()[1] for line in last_stage if line.startswith("USER")]
    assert int(user) >= 1000
    copied = [line.split()[1] for line in lines if line.startswith("COPY") and "--from" not in line]
    assert copied
    assert all(list(ROOT.glob(pattern)) for pattern in copied if pattern != ".")


def test_the_compose_file_is_of_the_published_form():
    done = run(installed("check-jsonschema"), "--builtin-schema", "vendor.compose-spec", DEPLOY / "compose.yaml")
    assert done.returncode == 0, done.stdout


def test_containers_write_to_their_volume_alone_and_only_this_machine_reaches_them():
    services = yaml.safe_load((DEPLOY / "compose.yaml").read_text(encoding="utf-8"))["services"]
    for service in services.values():
        assert service["read_only"]
        assert service["cap_drop"] == ["ALL"]
        assert all(volume.endswith(":ro") or volume == "index:/data" for volume in service["volumes"])
    assert services["ingest"]["network_mode"] == "none"
    assert services["app"]["ports"] == ["127.0.0.1:7860:7860"]


@needs_systemd
def test_the_unit_is_sound(tmp_path):
    unit = tmp_path / UNIT.name
    text = UNIT.read_text(encoding="utf-8").replace("/opt/on-record/.venv/bin/python", sys.executable)
    unit.write_text(text.replace("/opt/on-record", str(ROOT)), encoding="utf-8")
    done = run("systemd-analyze", "verify", unit)
    assert (done.returncode, done.stderr) == (0, "")
    broken = tmp_path / "broken.service"
    broken.write_text(text.replace("ProtectSystem=strict", "ProtectSystem=perhaps"), encoding="utf-8")
    assert "perhaps" in run("systemd-analyze", "verify", broken).stderr


@needs_systemd
def test_the_unit_is_closed():
    found = run("systemd-analyze", "security", "--offline=true", UNIT).stdout
    (exposure,) = re.findall(r"exposure level for on-record\.service: ([\d.]+)", found)
    assert float(exposure) <= 1.5  # of 10


@pytest.mark.parametrize("path", [*sorted(DEPLOY.iterdir()), OPERATION], ids=lambda path: path.name)
def test_every_setting_that_is_named_is_one(path):
    known = {PREFIX + field.name.upper() for field in fields(Settings)}
    assert set(re.findall(rf"{PREFIX}[A-Z_]+", path.read_text(encoding="utf-8"))) <= known


def test_every_link_of_the_page_is_there():
    for target, heading in re.findall(r"\]\(([^)#]+)(?:#([^)]*))?\)", OPERATION.read_text(encoding="utf-8")):
        path = OPERATION.parent / target
        assert path.exists(), target
        if heading:
            headings = re.findall(r"^#+ (.*)$", path.read_text(encoding="utf-8"), re.MULTILINE)
            assert heading in [one.lower().replace(" ", "-") for one in headings]


def test_a_copied_store_alone_is_an_index(shipped, tmp_path):
    store = shipped.index / "articles.sqlite"
    (copied,) = re.findall(r'index/(\S+\.sqlite) "(VACUUM INTO \'/backup)/', OPERATION.read_text(encoding="utf-8"))
    assert copied[0] == store.name
    db = sqlite3.connect(store)
    db.execute(f"VACUUM INTO '{tmp_path / store.name}'")
    db.close()
    answer = open_answerer(replace(shipped, index=tmp_path)).answer("What did Lavrov say about negotiations?")
    assert not answer.abstained
