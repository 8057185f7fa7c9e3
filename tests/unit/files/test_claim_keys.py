"""The file of claim keys."""

import json
import stat
import subprocess
import sys

import pytest

from vendor_eval.errors import BadInput
from vendor_eval.files.keys import KeyFile


@pytest.fixture
def place(tmp_path):
    return tmp_path / "practice" / "claim-keys.json"


def test_a_claim_has_the_same_key_in_the_next_run(place):
    first = KeyFile(place)
    keys = [first.key_of("a1 2026"), first.key_of("a2 2026"), first.key_of("a1 2026")]
    first.keep()

    again = KeyFile(place)

    assert keys == [again.key_of("a1 2026"), again.key_of("a2 2026"), keys[0]]
    assert keys[0] != keys[1]
    assert again.unkept == ""


def test_keys_are_drawn_and_not_worked_out(tmp_path):
    places = [tmp_path / "one.json", tmp_path / "other.json"]

    assert len({KeyFile(place).key_of("a1 2026") for place in places}) == 2


def test_the_file_is_its_owners_alone_and_nothing_is_left_beside_it(place):
    for name in ("a1", "a2"):
        keys = KeyFile(place)
        keys.key_of(name)
        keys.keep()

    assert stat.S_IMODE(place.stat().st_mode) == 0o600
    assert list(place.parent.iterdir()) == [place]
    assert set(json.loads(place.read_text())["keys"]) == {"a1", "a2"}


@pytest.mark.parametrize("mode", [0o644, 0o640, 0o602])
def test_a_file_that_others_can_read_or_write_is_taken_from_them_and_said(place, mode):
    keys = KeyFile(place)
    key = keys.key_of("a1")
    keys.keep()
    place.chmod(mode)

    again = KeyFile(place)

    assert stat.S_IMODE(place.stat().st_mode) == 0o600
    assert again.laid_open.startswith("until now")
    assert again.key_of("a1") == key
    assert (keys.laid_open, KeyFile(place).laid_open) == ("", "")


def test_what_another_run_wrote_meanwhile_stays(place):
    slow, quick = KeyFile(place), KeyFile(place)
    kept = quick.key_of("a1")
    quick.keep()
    slow.key_of("a1")
    drawn = slow.key_of("a2")
    slow.keep()

    again = KeyFile(place)
    assert (again.key_of("a1"), again.key_of("a2")) == (kept, drawn)


def test_a_run_without_new_claims_writes_nothing(place):
    keys = KeyFile(place)
    keys.keep()

    assert not place.exists()


def test_a_place_that_cannot_be_written_is_told_and_the_run_goes_on(tmp_path):
    (tmp_path / "file").write_text("")
    keys = KeyFile(tmp_path / "file" / "claim-keys.json")
    key = keys.key_of("a1")
    keys.keep()

    assert keys.unkept == "Not a directory"
    assert keys.key_of("a1") == key
    assert KeyFile(None).unkept == "no place is named for them"


@pytest.mark.parametrize("text", ["", "[]", '{"keys": {}}', '{"version": 2, "keys": {}}', "\udcff"])
def test_another_file_is_refused_and_left_as_it_is(place, text):
    place.parent.mkdir()
    place.write_bytes(text.encode("utf-8", "surrogateescape"))

    with pytest.raises(BadInput, match="is no file of claim keys"):
        KeyFile(place)
    assert place.read_bytes() == text.encode("utf-8", "surrogateescape")


def test_runs_at_once_keep_the_keys_of_all(place):
    drawing = """
import sys
from pathlib import Path
from vendor_eval.files.keys import KeyFile
for number in range(20):
    keys = KeyFile(Path(sys.argv[1]))
    keys.key_of(f"{sys.argv[2]}-{number}")
    keys.keep()
"""
    runs = [
        subprocess.Popen([sys.executable, "-c", drawing, str(place), str(run)]) for run in range(4)
    ]

    assert [run.wait() for run in runs] == [0, 0, 0, 0]
    # 4 runs of 20 claims each.
    assert len(json.loads(place.read_text())["keys"]) == 80


def test_a_link_to_the_file_stays_a_link(place, tmp_path):
    link = tmp_path / "link.json"
    link.symlink_to(place)
    keys = KeyFile(link)
    keys.key_of("a1 2026")
    keys.keep()

    assert link.is_symlink()
    assert len(json.loads(place.read_text())["keys"]) == 1
