"""The command line's manners: exit status, one clear line, JSON, no traceback."""

from __future__ import annotations

import itertools
import json
import os
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import IO

import pytest

from core import __version__
from core.cli import VERBS, main
from core.cli.main import parser
from core.dieline.template import Template


def failing(capsys: pytest.CaptureFixture[str], *argv: str) -> str:
    """The one line that a command line which must fail with status 2 prints."""
    assert main(argv) == 2
    captured = capsys.readouterr()
    assert captured.err.startswith("dieloom: ")
    assert captured.err.count("\n") == 1
    assert "Traceback" not in captured.err
    return captured.err


def test_version_and_help(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as stop:
        main(["--version"])
    assert stop.value.code == 0
    assert capsys.readouterr().out.strip() == f"dieloom {__version__}"
    assert "examples:" in parser().format_help()


@pytest.mark.parametrize("verb", VERBS)
def test_every_verb_explains_itself_and_takes_json(verb: str, capsys: pytest.CaptureFixture[str]) -> None:
    words = {
        "dieline": ["list"],
        "model": ["inspect"],
        "data": ["prepare"],
        "classify": ["fit"],
        "palette": ["extract"],
        "style": ["apply"],
        "image": ["upscale"],
    }
    with pytest.raises(SystemExit) as stop:
        main([verb, *words.get(verb, []), "--help"])
    assert stop.value.code == 0
    assert "--json" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("argv", "named"),
    [
        (["fly"], "fly"),
        ([], "VERB"),
        (["art", "--seed", "minus", "--out", "x.png"], "minus"),
        (["art", "--size", "0x9", "--out", "x.png"], "0x9"),
        (["art", "--size", "99999x9", "--out", "x.png"], "99999x9"),
        (["art", "--psi", "77", "--out", "x.png"], "psi"),
        (["art", "--out", "x.gif"], "x.gif"),
        (["art", "--model", "no-such-model", "--out", "x.png"], "no-such-model"),
        (["art", "--family", "no-such-family", "--out", "x.png"], "no-such-family"),
        (["dieline", "make", "no-such-code", "--out", "x.svg"], "no-such-code"),
        (["dieline", "make", "0201", "--size", "a,b", "--out", "x.svg"], "a,b"),
        (["dieline", "make", "0201", "--size", "9e5,9e5,9e5", "--out", "x.svg"], "0201"),
        (["dieline", "make", "0201", "--set", "colour=3", "--out", "x.svg"], "colour"),
        (["dieline", "make", "0201", "--set", "L", "--out", "x.svg"], "NAME=NUMBER"),
        (["dieline", "make", "0201", "--out", "no/such/folder/x.svg"], "folder"),
        (["export", "missing.dieloom", "--out", "x.pdf"], "missing.dieloom"),
        (["proof", "missing.dieloom", "--out", "x.pdf"], "missing.dieloom"),
        (["new", "--from", "missing.json", "--out", "x.dieloom"], "missing.json"),
        (["new", "--out", "x.dieloom"], "--from"),
        (["new", "--from", "a.json", "--size", "9,9,9", "--out", "x.dieloom"], "--size"),
        (["art", "--recipe", "a.png", "--seed", "3", "--psi", "1", "--out", "x.png"], "--seed, --psi"),
        (["export", "a.dieloom", "--profile", "fogra29", "--out", "x.png"], "--profile"),
        (["export", "a.dieloom", "--side", "inside", "--out", "x.pdf"], "--side"),
        (["dieline", "list", "--js"], "--js"),
    ],
)
def test_bad_words_get_one_line_that_names_them(
    argv: list[str], named: str, capsys: pytest.CaptureFixture[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    assert named in failing(capsys, *argv)
    assert not list(tmp_path.iterdir())


def test_errors_are_json_too(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["proof", "missing.dieloom", "--out", "x.pdf", "--json"]) == 2
    assert "missing.dieloom" in json.loads(capsys.readouterr().out)["error"]["message"]


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04 not a zip", b"\x00" * 4096, b'{"json": true}'])
def test_corrupt_documents_are_refused(content: bytes, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    broken, out = tmp_path / "broken.dieloom", tmp_path / "old.pdf"
    broken.write_bytes(content)
    out.write_bytes(b"what was there before")
    assert "broken.dieloom" in failing(capsys, "export", str(broken), "--out", str(out))
    assert out.read_bytes() == b"what was there before"


def test_schema_is_json(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["schema"]) == 0
    assert json.loads(capsys.readouterr().out)["$schema"].startswith("https://json-schema.org/")


def test_dieline_list_show_and_make(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["dieline", "list", "--json"]) == 0
    codes = [row["code"] for row in json.loads(capsys.readouterr().out)["styles"]]
    assert len(codes) >= 3
    for code, suffix in zip(codes, itertools.cycle(("svg", "dxf", "pdf")), strict=False):
        assert main(["dieline", "show", code, "--json"]) == 0
        shown = json.loads(capsys.readouterr().out)
        assert shown["findings"] == []
        out = tmp_path / f"{len(list(tmp_path.iterdir()))}.{suffix}"
        assert main(["dieline", "make", code, "--out", str(out), "--json"]) == 0
        assert json.loads(capsys.readouterr().out)["blank"] == shown["blank"]
        assert out.stat().st_size > 500


def test_show_says_what_keeps_a_blank_from_folding(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    assert main(["dieline", "show", "0201"]) == 0
    assert capsys.readouterr().out.endswith("sound: it cuts, folds and closes\n")
    whole = Template.outline
    monkeypatch.setattr(Template, "outline", lambda self, given: replace(whole(self, given), folds=()))
    assert main(["dieline", "show", "0201"]) == 0
    assert "The folds are no tree" in capsys.readouterr().out


def script(folder: Path, title: str = "Tea", layers: Sequence[object] = (), **dieline: object) -> Path:
    path = folder / "pack.json"
    design = {"title": title, "dieline": {"code": "0201", **dieline}, "layers": list(layers)}
    path.write_text(json.dumps({"version": 1, "design": design}), encoding="utf-8")
    return path


@pytest.mark.parametrize("dieline", [{"code": "no-such"}, {"parameters": {"L": 0.01}}, {"parameters": {"no-such": 1}}])
def test_what_no_dieline_can_be_made_of_is_no_document(
    dieline: dict[str, object], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "new.dieloom"
    failing(capsys, "new", "--from", str(script(tmp_path, **dieline)), "--out", str(out))
    assert not out.exists()


@pytest.mark.parametrize("name", ["x.png", "x.pdf"])
def test_no_resolution_is_none(name: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    document = tmp_path / "pack.dieloom"
    assert main(["new", "--dieline", "0201", "--out", str(document)]) == 0
    assert "ppi" in failing(capsys, "export", str(document), "--ppi", "0", "--out", str(tmp_path / name))


def test_a_font_that_others_stand_in_for_is_named(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    document = str(tmp_path / "pack.dieloom")
    text = {"id": "t", "kind": "text", "text": "Tea", "font": "No Such Font"}
    assert main(["new", "--from", str(script(tmp_path, layers=[text])), "--out", document]) == 0
    for verb, name in (("export", "x.pdf"), ("export", "x.png"), ("proof", "p.pdf")):
        assert main([verb, document, "--out", str(tmp_path / name)]) == 0
        assert "missing fonts: No Such Font" in capsys.readouterr().out


def test_a_title_does_not_steer_the_terminal(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    out = str(tmp_path / "pack.dieloom")
    assert main(["new", "--from", str(script(tmp_path, "\x1b[31mTea")), "--out", out]) == 0
    assert "\\x1b[31mTea" in capsys.readouterr().out


MAIN = "import sys; from core.cli import main; sys.exit(main(sys.argv[1:]))"


def run(
    *argv: str, code: str = MAIN, stdout: int | IO[str] = subprocess.PIPE, **environment: str
) -> subprocess.CompletedProcess[str]:
    """A process of its own, as the shell starts it."""
    return subprocess.run(
        [sys.executable, "-c", code, *argv],
        stdout=stdout,
        stderr=subprocess.PIPE,
        env={**os.environ, **environment},
        text=True,
        check=False,
    )


TOLD_TO_END = """
import signal, sys
from pathlib import Path
from core.cli import main
from core.dieline import library
from core.files import replacing

def codes():
    with replacing(Path(sys.argv[2])):
        signal.raise_signal(getattr(signal, sys.argv[1]))

library.codes = codes
signal.signal(signal.SIGINT, signal.default_int_handler)  # tests may run as a shell's background job, which ignores it
sys.exit(main(["dieline", "list"]))
"""


@pytest.mark.parametrize("name", ["SIGINT", "SIGTERM"])
def test_who_is_told_to_end_tidies_up(name: str, tmp_path: Path) -> None:
    ran = run(name, str(tmp_path / "x"), code=TOLD_TO_END)
    assert (ran.returncode, ran.stderr) == (130, "dieloom: stopped.\n")
    assert list(tmp_path.iterdir()) == []


def test_letters_that_the_terminal_lacks_are_escaped(tmp_path: Path) -> None:
    ran = run("new", "--dieline", "0201", "--out", str(tmp_path / "茶.dieloom"), PYTHONIOENCODING="cp1252")
    assert ran.returncode == 0, ran.stderr
    assert "\\u8336.dieloom" in ran.stdout


def test_json_is_json_whatever_the_terminal(tmp_path: Path) -> None:
    title = "\x7f\x9d 茶 😀"
    out = str(tmp_path / "a.dieloom")
    ran = run("new", "--from", str(script(tmp_path, title)), "--out", out, "--json", PYTHONIOENCODING="cp1252")
    assert json.loads(ran.stdout)["title"] == title


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="this system has no device that is always full")
@pytest.mark.parametrize("argv", [["dieline", "list"], ["proof", "missing.dieloom", "--out", "x.pdf", "--json"]])
def test_a_full_output_is_one_line_and_no_traceback(argv: list[str]) -> None:
    with Path("/dev/full").open("w") as full:
        ran = run(*argv, stdout=full)
    assert (ran.returncode, ran.stderr.count("\n")) == (2, 1)


def test_a_reader_that_has_gone_is_no_failure() -> None:
    reading, writing = os.pipe()
    os.close(reading)
    with os.fdopen(writing, "w") as gone:
        ran = run("dieline", "list", stdout=gone)
    assert (ran.returncode, ran.stderr) == (0, "")
