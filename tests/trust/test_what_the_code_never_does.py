"""What the code must never do, read off its syntax: no input can reach what is not there."""

import ast
import functools
import re
import tomllib
from pathlib import Path

import pytest

TOP = Path(__file__).parents[2]
PACKAGE = TOP / "vendor_eval"
# The places where the app leaves its own process: reminders go to the channels that are set.
REACHES_OUT = {"vendor_eval/notify/channels.py": {"socket", "apprise"}}
# They look whether a port is free, or whether anything answers where the operator said.
PROBES = {"vendor_eval/pages/server.py": {"socket"}, "vendor_eval/engines/spark.py": {"socket"}}
STARTS_PROCESSES = {"vendor_eval/files/workbook/apart.py", "vendor_eval/reports/pdf.py"}
CLIENTS = {
    *("aiohttp", "apprise", "ftplib", "http", "httpx", "imaplib", "poplib", "requests", "smtplib"),
    *("socket", "socketserver", "telnetlib", "urllib3", "websockets"),
}
# Each fills in a constant of its own function.
FORMATS = {"vendor_eval/files/measures/labels.py", "vendor_eval/workflows/audit_keys.py"}


@functools.cache
def modules() -> tuple[tuple[str, ast.Module], ...]:
    """Path from the top and syntax tree of every module of the app."""
    return tuple(
        (path.relative_to(TOP).as_posix(), ast.parse(path.read_text("utf-8")))
        for path in sorted(PACKAGE.rglob("*.py"))
    )


@functools.cache
def calls() -> tuple[tuple[str, ast.Call, str], ...]:
    """Every call, with ``path:line`` and the name that is called, as written."""
    return tuple(
        (f"{path}:{node.lineno}", node, ast.unparse(node.func))
        for path, tree in modules()
        for node in ast.walk(tree)
        if isinstance(node, ast.Call)
    )


@functools.cache
def imports() -> tuple[tuple[str, str], ...]:
    """Path and full name of everything imported."""
    found: list[tuple[str, str]] = []
    for path, tree in modules():
        for node in ast.walk(tree):
            if isinstance(node, ast.Import):
                found += [(path, alias.name) for alias in node.names]
            if isinstance(node, ast.ImportFrom):
                found += [(path, f"{node.module}.{alias.name}") for alias in node.names]
    return tuple(found)


def test_no_text_becomes_code() -> None:
    banned = {"eval", "exec", "compile", "__import__"}

    assert [place for place, _, name in calls() if name in banned] == []


def test_no_expression_language_of_a_frame_is_used() -> None:
    # A frame's `eval` and `query` run what they are given as code.
    found = [
        place
        for place, _, name in calls()
        if re.search(r"(?:^|_|\.)(?:frame|rows|df|table)\.(?:eval|query)$", name)
    ]

    assert found == []


def test_nothing_is_read_that_can_hold_a_program() -> None:
    banned = re.compile(r"(?:pickle|marshal|shelve|dill|joblib|cloudpickle|yaml|jsonpickle)\b")

    assert [one for one in imports() if banned.match(one[1])] == []
    assert [
        place
        for place, call, name in calls()
        if name.endswith(("read_pickle", "to_pickle"))
        or (name.endswith("load") and any(one.arg == "allow_pickle" for one in call.keywords))
    ] == []


def test_xml_is_parsed_in_a_process_of_its_own_only() -> None:
    # It is searched for entities before, and the process has a limit of memory and time.
    parsing = {one for one, name in imports() if re.match(r"(?:xml|lxml|defusedxml)\b", name)}

    started = {one for one, name in imports() if name.startswith("vendor_eval.files.workbook.xml")}
    assert parsing == {
        "vendor_eval/files/workbook/child.py",
        "vendor_eval/files/workbook/xml.py",
    }
    assert started <= {"vendor_eval/files/workbook/child.py"}


def test_no_command_is_put_together_as_a_text() -> None:
    starting = {path for path, name in imports() if name.startswith("subprocess")}
    shells = [
        place
        for place, call, name in calls()
        if name in {"os.system", "os.popen"} or any(one.arg == "shell" for one in call.keywords)
    ]
    commands = [
        (place, ast.unparse(call.args[0]))
        for place, call, name in calls()
        if name.startswith("subprocess.") and not name.endswith("Expired")
    ]

    assert starting == STARTS_PROCESSES
    assert shells == []
    assert [one for one in commands if "sys.executable" not in one[1]] == []


def test_only_reminders_reach_out_of_this_machine() -> None:
    found: dict[str, set[str]] = {}
    for path, name in imports():
        top = name.partition(".")[0]
        reaches = top in CLIENTS or name.startswith("urllib.request")
        if reaches and not name.startswith(("http.HTTPStatus", "http.cookies")):
            found.setdefault(path, set()).add(top)

    assert found == REACHES_OUT | PROBES


def test_only_approved_functions_make_hashes_and_keys() -> None:
    used = {
        ast.unparse(node)
        for _, tree in modules()
        for node in ast.walk(tree)
        if isinstance(node, ast.Attribute) and ast.unparse(node.value) in {"hashlib", "hmac"}
    }
    named = [
        place
        for place, call, name in calls()
        if name in {"hashlib.file_digest", "hashlib.new", "hmac.digest", "hmac.new"}
        and "sha256" not in ast.unparse(call)
    ]

    assert used <= {
        "hashlib.sha256",
        "hashlib.file_digest",
        "hmac.digest",
        "hmac.new",
        "hmac.compare_digest",
    }
    assert named == []
    ciphers = re.compile(r"(?:Crypto|cryptography|nacl|OpenSSL|ssl)\b")
    assert [one for one in imports() if ciphers.match(one[1])] == []


def test_what_nobody_may_guess_is_drawn_by_the_operating_system() -> None:
    # The generators of numpy draw invented practices and simulations, never a key or a token.
    drawing = {path for path, name in imports() if name.partition(".")[0] in {"random", "uuid"}}
    drawn = [call for _, call, name in calls() if name.startswith("secrets.token_")]

    assert drawing == set()
    assert drawn
    assert {name for _, _, name in calls() if name.startswith("secrets.")} <= {
        "secrets.token_hex", "secrets.token_bytes", "secrets.token_urlsafe",
    }  # fmt: skip


def test_no_page_writes_html_or_a_script() -> None:
    found = [
        place
        for place, call, name in calls()
        if name in {"st.html", "st.iframe", "st.components.v1.html"}
        or any(one.arg in {"unsafe_allow_html", "unsafe_allow_javascript"} for one in call.keywords)
    ]

    assert found == []


def test_nothing_kept_for_several_people_asks_who_is_signed_in() -> None:
    # What is kept for one session only is that of the person who has it open.
    found = [
        f"{path}:{node.lineno}"
        for path, tree in modules()
        for node in ast.walk(tree)
        if isinstance(node, ast.FunctionDef)
        for one in map(ast.unparse, node.decorator_list)
        if "cache_" in one
        and "scope='session'" not in one
        and re.search(
            r"st\.(?:user|session_state|context)|\bperson\(\)",
            "\n".join(map(ast.unparse, node.body)),
        )
    ]

    assert found == []


def test_everything_kept_in_memory_is_bounded() -> None:
    unbounded = [
        f"{path}:{node.lineno} {node.name}"
        for path, tree in modules()
        for node in ast.walk(tree)
        if isinstance(node, ast.FunctionDef) and node.args.args
        for one in node.decorator_list
        if "cache_" in ast.unparse(one) and "max_entries" not in ast.unparse(one)
    ]

    assert unbounded == []


def test_no_pattern_is_made_from_what_somebody_wrote() -> None:
    names = {
        "re.compile",
        "re.match",
        "re.search",
        "re.fullmatch",
        "re.sub",
        "re.split",
        "re.findall",
    }
    made = [
        (place, one.id)
        for place, call, name in calls()
        if name in names and call.args
        for one in ast.walk(call.args[0])
        if isinstance(one, ast.Name) and not one.id.isupper() and one.id not in {"re", "rb"}
    ]

    # What is put into a pattern is a constant of the module.
    assert [one for one in made if not re.fullmatch(r"_?[A-Z0-9_]+", one[1])] == []


def test_no_text_that_somebody_wrote_is_a_format() -> None:
    formats = {
        place.partition(":")[0]
        for place, call, name in calls()
        if name.endswith((".format", ".format_map")) and not re.match(r"_[A-Z_]+\b|'|\"", name)
        if call.keywords
    }

    assert {one for one in formats if "/demonstration" not in one} <= FORMATS


def test_logged_texts_are_constant_and_take_values_apart_from_it() -> None:
    logging = [
        (place, call)
        for place, call, name in calls()
        if re.match(r"logger\.(?:debug|info|warning|error|exception|critical)$", name)
    ]

    assert logging
    assert [place for place, call in logging if not isinstance(call.args[0], ast.Constant)] == []


def test_the_linter_looks_for_risky_calls_and_sql_everywhere_in_the_app() -> None:
    ruff = tomllib.loads((TOP / "pyproject.toml").read_text("utf-8"))["tool"]["ruff"]["lint"]
    excused = {
        path for path, rules in ruff["per-file-ignores"].items() if {"S", "S608"} & set(rules)
    }

    assert "S" in ruff["select"]
    assert not [rule for rule in ruff["ignore"] if rule.startswith("S") and rule != "S101"]
    # Engines compose metrics and the log its triggers, from texts and names that ship with the app.
    assert excused == {
        "tests/**",
        "benchmarks/**",
        "vendor_eval/engines/**",
        "vendor_eval/store/audit/**",
    }


@pytest.mark.parametrize("name", ["debug", "runOnSave", "enableStaticServing", "enableAgentApi"])
def test_nothing_for_developers_is_switched_on(name: str) -> None:
    text = (TOP / ".streamlit" / "config.toml").read_text("utf-8")

    assert not re.search(rf"(?mi)^{name}\s*=\s*true", text)


def test_errors_exports_and_uploads_are_as_narrow_as_they_are_documented() -> None:
    options = tomllib.loads((TOP / ".streamlit" / "config.toml").read_text("utf-8"))

    assert options["client"]["showErrorDetails"] == "none"
    assert options["client"]["disableDataExport"] is True
    assert options["server"]["maxUploadSize"] == 25
    assert options["browser"]["gatherUsageStats"] is False
