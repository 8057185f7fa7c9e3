from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest

from vendor_eval.errors import BadInput
from vendor_eval.evaluation.scorecard import Item, Kind, Polarity, Scorecard
from vendor_eval.files.scorecards import folder_of, read_scorecard, read_scorecards

HEAD = """
id = "people"
version = "1.0"
title = "People"
weight = 5
[sources.S003]
title = "S003"
publisher = "publisher not named"
standing = "source document"
[[sections]]
id = "contact"
title = "Contact"
weight = 100
"""

YES_NO = """
kind = "yes_partly_no"
good = "A name."
partly = "A role."
red_flag = "Nobody."
"""

ANCHORED = """
kind = "anchored"
anchors.4 = "Within an hour."
anchors.3 = "Within a day."
anchors.2 = "Within a week."
anchors.1 = "Some day."
anchors.0 = "Never."
"""

MEASURED = """
kind = "measured"
metric = "denial_rate"
good = "Below 8 %."
red_flag = "No definition."
bands = [
  { answer = "< 8 %", value = 1 },
  { answer = ">= 8 % and <= 12 %", value = 0.5, says = "Watch." },
  { answer = "> 12 %", value = 0 },
]
"""


def item_text(body: str = YES_NO, *, name: str = "named", weight: int = 100) -> str:
    return f"""
[[sections.items]]
id = "{name}"
question = "Is there a named contact?"
weight = {weight}
evidence = "The name."
cites = [{{ source = "S003", at = "escalation" }}]
{body}
"""


def read(*items: str) -> Scorecard:
    return read_scorecard(HEAD + "".join(items or (item_text(),)), "people.toml")


def only_item(body: str) -> Item:
    ((_, item),) = read(item_text(body)).items()
    return item


def faults_of(text: str) -> list[str]:
    with pytest.raises(BadInput) as caught:
        read_scorecard(text, "people.toml")
    return [str(fault) for fault in caught.value.faults]


def faults_in(body: str) -> list[str]:
    return [
        fault.removeprefix("people.toml: ").replace("sections[1].items[1]", "item")
        for fault in faults_of(HEAD + item_text(body))
    ]


def worth(item: Item) -> list[tuple[str, str]]:
    return [(option.answer, str(option.value)) for option in item.options]


# What a file says, and what is read.


def test_a_scorecard_is_read_as_it_is_written():
    scorecard = read()

    assert (scorecard.id, scorecard.version, scorecard.title) == ("people", "1.0", "People")
    assert (scorecard.weight, scorecard.specialties) == (5, ())
    ((section, item),) = scorecard.items()
    assert (section.id, section.weight) == ("contact", 100)
    assert [str(citation) for citation in item.cites] == ["S003, escalation"]
    assert (item.gate, item.needs_evidence, item.ours) == (False, True, False)


def test_yes_is_worth_1_and_says_what_is_good():
    item = only_item(YES_NO)

    assert worth(item) == [("yes", "1"), ("partly", "0.5"), ("no", "0")]
    assert [option.says for option in item.options] == ["A name.", "A role.", "Nobody."]


def test_where_yes_speaks_against_the_vendor_no_is_worth_1():
    item = only_item(YES_NO + 'polarity = "bad"')

    assert worth(item) == [("no", "1"), ("partly", "0.5"), ("yes", "0")]
    assert item.options[0].says == "A name."
    assert item.polarity is Polarity.BAD


def test_without_a_sentence_for_partly_there_is_no_partly():
    item = only_item(YES_NO.replace('partly = "A role."', ""))

    assert worth(item) == [("yes", "1"), ("no", "0")]


def test_an_item_may_give_its_answers_other_values():
    item = only_item(YES_NO + "options = { partly = 0.3 }")

    assert item.value_of("partly") == Decimal("0.3")


def test_anchors_are_worth_quarters_and_frame_the_item():
    item = only_item(ANCHORED)

    assert worth(item) == [("4", "1"), ("3", "0.75"), ("2", "0.5"), ("1", "0.25"), ("0", "0")]
    assert (item.good, item.red_flag) == ("Within an hour.", "Never.")


def test_bands_have_an_answer_for_a_figure_that_is_not_given():
    item = only_item(MEASURED)

    assert worth(item) == [
        ("< 8 %", "1"),
        (">= 8 % and <= 12 %", "0.5"),
        ("> 12 %", "0"),
        ("no figure", "0"),
    ]
    assert [option.says for option in item.options] == [
        "The figure is < 8 %.",
        "Watch.",
        "The figure is > 12 %.",
        "No definition.",
    ]
    assert (item.kind, item.polarity) == (Kind.MEASURED, Polarity.BAD)


def test_bands_without_a_metric_have_the_unit_they_are_written_in():
    body = MEASURED.replace('metric = "denial_rate"', 'polarity = "bad"').replace("%", "h")

    assert only_item(body).options[0].answer == "< 8 h"


@pytest.mark.parametrize(
    ("line", "passes_at"),
    [("", None), ("gate = true", "yes"), ('gate = true\npass = "partly"', "partly")],
)
def test_a_gate_passes_at_the_best_answer_unless_it_says_otherwise(line, passes_at):
    assert only_item(YES_NO + line).passes_at == passes_at


def test_what_only_the_practice_can_answer_is_marked():
    assert only_item(YES_NO + "ours = true\nneeds_evidence = false").ours


def test_the_file_may_begin_with_a_byte_order_mark():
    assert read_scorecard(("\ufeff" + HEAD + item_text()).encode(), "people.toml").id == "people"


# What is refused, with its place and its remedy.


def test_every_fault_of_a_file_is_listed_at_once():
    text = HEAD.replace('title = "People"', "title = 7").replace("weight = 5", "weight = -5")
    items = [
        item_text(YES_NO + 'gates = true\nmetric = "denial_rat"', weight=60),
        item_text(ANCHORED.replace('anchors.3 = "Within a day."', ""), weight=30),
    ]

    assert faults_of(text + "".join(items)) == [
        'people.toml: title: is not a text; write title = "HIPAA controls", in quotes',
        "people.toml: weight: is not a whole number from 0 to 100; write weight = 3",
        (
            "people.toml: sections[1].items[1].metric: 'denial_rat' is not a metric of the "
            'catalogue; did you mean "denial_rate"?'
        ),
        (
            "people.toml: sections[1].items[1].gates: is not a key that is known here; "
            "did you mean gate?"
        ),
        'people.toml: sections[1].items[2].anchors.3: is missing; write 3 = "What is seen."',
        (
            "people.toml: sections[1].items: the weights add up to 90, not 100; "
            "change them until they do"
        ),
        "people.toml: items: 2 have the id 'named'; give each its own id",
    ]


@pytest.mark.parametrize(
    ("body", "fault"),
    [
        (
            YES_NO + 'kind_of = "x"',
            "item.kind_of: is not a key that is known here; did you mean kind?",
        ),
        (
            YES_NO.replace("yes_partly_no", "yes_no"),
            "item.kind: 'yes_no' is not a kind of item; did you mean \"yes_partly_no\"?",
        ),
        (
            YES_NO.replace("yes_partly_no", "slider"),
            (
                "item.kind: 'slider' is not a kind of item; "
                'write one of "yes_partly_no", "anchored", "measured"'
            ),
        ),
        (
            YES_NO + 'polarity = "negative"',
            'item.polarity: \'negative\' is not a polarity; write "good" or "bad"',
        ),
        (
            YES_NO + "options = { partly = 1.5 }",
            "item.options.partly: is not a number from 0 to 1; write partly = 0.5",
        ),
        (
            YES_NO + "options = { partly = nan }",
            "item.options.partly: is not a number from 0 to 1; write partly = 0.5",
        ),
        (
            YES_NO + "options = { partly = true }",
            "item.options.partly: is not a number from 0 to 1; write partly = 0.5",
        ),
        (
            YES_NO + "options = { maybe = 0.5 }",
            "item.options.maybe: is not a key that is known here; remove it",
        ),
        (
            YES_NO + "options = { yes = 0.8 }",
            "item.options: 'yes' is the best answer; let it be worth 1",
        ),
        (
            YES_NO + "options = { partly = 0 }",
            (
                "item.options: do not fall from the best answer on; "
                "give less and less to 'yes', 'partly', 'no'"
            ),
        ),
        (
            YES_NO + 'pass = "partly"',
            "item.pass: belongs to a gate, and this item is none; write gate = true",
        ),
        (
            YES_NO + 'gate = true\npass = "perhaps"',
            (
                "item.pass: 'perhaps' is not an answer to this item; "
                'write one of "yes", "partly", "no"'
            ),
        ),
        (
            YES_NO + 'gate = "yes"',
            "item.gate: is neither true nor false; write gate = true, without quotes",
        ),
        (
            YES_NO + 'covers = "L3"',
            'item.covers: is not a list of texts; write covers = ["L3"]',
        ),
        (
            YES_NO.replace('good = "A name."', 'good = ""'),
            'item.good: is empty; write good = "What a good answer shows."',
        ),
        (
            ANCHORED + 'polarity = "bad"',
            "item.polarity: 4 is the best of the anchors, always; turn the question round",
        ),
        (
            ANCHORED + 'anchors.5 = "Before we ask."',
            "item.anchors.5: is not a key that is known here; remove it",
        ),
        (
            MEASURED + "needs_evidence = false",
            "item.needs_evidence: a measured figure needs evidence; leave it out",
        ),
        (
            MEASURED + 'polarity = "good"',
            "item.polarity: of denial_rate, more is worse; leave it out",
        ),
        (
            MEASURED.replace(">= 8 % and <= 12 %", ">= 8 % and <= 12 h"),
            (
                "item.bands[2].answer: hours cannot be read as ratio; "
                'write answer = ">= 90 % and <= 95 %"'
            ),
        ),
        (
            MEASURED.replace(">= 8 % and <= 12 %", "> 8 % and >= 12 %"),
            (
                "item.bands[2].answer: '> 8 % and >= 12 %' has two limits on one side; "
                'write answer = ">= 90 % and <= 95 %"'
            ),
        ),
        (
            MEASURED.replace(">= 8 % and <= 12 %", "> 8 % and < 8 %"),
            (
                "item.bands[2].answer: '> 8 % and < 8 %' holds no value; "
                'write answer = ">= 90 % and <= 95 %"'
            ),
        ),
        (
            MEASURED.replace("value = 0.5", "value = 5"),
            "item.bands[2].value: is not a number from 0 to 1; write value = 0.5",
        ),
    ],
)
def test_a_fault_names_its_place_and_its_remedy(body, fault):
    assert faults_in(body) == [fault]


@pytest.mark.parametrize(
    ("written", "instead"),
    [
        (">= 8 % and <= 12 %", "> 8 % and <= 12 %"),  # 8 % belongs to nobody
        (">= 8 % and <= 12 %", ">= 7 % and <= 12 %"),  # 7.5 % belongs to two
        ("> 12 %", ">= 12 %"),  # 12 % belongs to two
        ("> 12 %", "> 12 % and < 50 %"),  # 60 % belongs to nobody
        ("< 8 %", "> 1 % and < 8 %"),  # 0 % belongs to nobody
    ],
)
def test_bands_leave_no_gap_and_do_not_overlap(written, instead):
    (fault,) = faults_in(MEASURED.replace(f'"{written}"', f'"{instead}"'))

    assert fault.startswith("item.bands: leave a gap, overlap, or are not in order; begin with")


def test_a_source_that_is_not_listed_is_named_with_the_one_it_may_mean():
    text = HEAD + item_text().replace('source = "S003"', 'source = "S03"')

    assert faults_of(text) == [
        (
            "people.toml: sections[1].items[1].cites[1].source: 'S03' is not a source of this "
            'file; did you mean "S003"?'
        )
    ]


@pytest.mark.parametrize(
    ("weights", "total"),
    [((0, 0), "0"), ((50, 49), "99"), ((100, 100), "200")],
)
def test_weights_of_items_add_up_to_100(weights, total):
    items = [item_text(name=f"item-{at}", weight=one) for at, one in enumerate(weights)]

    assert faults_of(HEAD + "".join(items)) == [
        (
            f"people.toml: sections[1].items: the weights add up to {total}, not 100; "
            "change them until they do"
        )
    ]


def test_a_negative_weight_is_a_fault():
    items = item_text(name="one", weight=-20) + item_text(name="other", weight=120)

    assert faults_of(HEAD + items) == [
        (
            "people.toml: sections[1].items[1].weight: is not a whole number from 0 to 100; "
            "write weight = 3"
        ),
        (
            "people.toml: sections[1].items[2].weight: is not a whole number from 0 to 100; "
            "write weight = 3"
        ),
    ]


@pytest.mark.parametrize(
    ("written", "instead", "fault"),
    [
        (
            'version = "1.0"',
            "version = 1.0",
            'version: is not a text; write version = "1.0", in quotes',
        ),
        (
            'id = "people"',
            'id = "Our people"',
            "id: 'Our people' is not an id; write it like \"hipaa-controls\"",
        ),
        ("weight = 100", "weight = 60", "sections: the weights add up to 60, not 100; "),
        (
            'standing = "source document"',
            'standing = "hearsay"',
            "sources.S003.standing: 'hearsay' is not known; ",
        ),
        ("weight = 5\n", "", "weight: is missing; write weight = 20"),
    ],
)
def test_the_head_of_a_file_is_checked(written, instead, fault):
    (found,) = faults_of((HEAD + item_text()).replace(written, instead, 1))

    assert found.startswith(f"people.toml: {fault}")


def test_a_file_without_sections_is_refused():
    assert faults_of(HEAD.split("[[sections]]", maxsplit=1)[0]) == [
        (
            "people.toml: sections: is missing; "
            "write sections = [...], as [[sections]] above each section's keys"
        )
    ]


@pytest.mark.parametrize(
    ("file", "place"),
    [
        (
            HEAD.split("[[sections]]", maxsplit=1)[0].replace(
                "[sources", "sections = []\n[sources"
            ),
            "sections",
        ),
        (HEAD + "items = []\n", "sections[1].items"),
    ],
)
def test_a_list_without_entries_is_refused(file, place):
    (fault,) = faults_of(file)

    assert fault.startswith(f"people.toml: {place}: is empty; ")


@pytest.mark.parametrize("text", ["id = ", b"\xff\xfe", "[" * 5000])
def test_what_is_no_toml_is_one_fault(text):
    assert len(faults_of(text)) == 1


def test_a_folder_is_read_whole_or_with_the_faults_of_all_its_files(tmp_path: Path):
    (tmp_path / "a.toml").write_text(HEAD + item_text())
    (tmp_path / "b.toml").write_text(HEAD + item_text())
    (tmp_path / "c.toml").write_text("id = ")

    with pytest.raises(BadInput) as caught:
        read_scorecards(tmp_path)

    assert [fault.where for fault in caught.value.faults] == ["b.toml: id", "c.toml"]


def test_packs_come_after_what_is_for_everybody_and_the_heaviest_first(tmp_path: Path):
    def write(name: str, weight: int, more: str = "") -> None:
        text = HEAD.replace('id = "people"', f'id = "{name}"\n{more}')
        text = text.replace("weight = 5\n", f"weight = {weight}\n")
        (tmp_path / f"{name}.toml").write_text(text + item_text())

    write("pack", 50, 'specialties = ["cardiology"]')
    write("light", 1)
    write("heavy", 9)
    write("as-heavy", 9)

    assert [one.id for one in read_scorecards(tmp_path)] == ["as-heavy", "heavy", "light", "pack"]


def test_an_installed_package_has_its_scorecards_inside_and_a_checkout_beside(tmp_path: Path):
    package = tmp_path / "vendor_eval"
    package.mkdir()
    assert folder_of(package) == tmp_path / "scorecards"

    (package / "scorecards").mkdir()
    assert folder_of(package) == package / "scorecards"


WHOLE_FILE = (
    HEAD
    + item_text(YES_NO + 'gate = true\npass = "yes"\noptions = { partly = 0.4 }', weight=40)
    + item_text(ANCHORED + 'covers = ["L3"]\nours = true', name="other", weight=30)
    + item_text(MEASURED, name="third", weight=30)
)
LINES = [line for line in WHOLE_FILE.split("\n") if " = " in line and not line.startswith(" ")]
ODD = ["3", "-1", "nan", "true", '""', '"x"', "[]", "[1]", "[[]]", "{}", "{ x = 1 }", "1979-05-27"]


def items_or_faults(text: str) -> int:
    """How many items were read, or how many faults there are."""
    try:
        return len(list(read_scorecard(text, "people.toml").items()))
    except BadInput as refused:
        return -len(refused.faults)


@pytest.mark.parametrize("odd", ODD)
def test_whatever_stands_at_a_key_the_file_is_read_whole_or_refused(odd):
    for line in LINES:
        key = line.partition(" = ")[0]
        # The bands go on over several lines; what follows their first one goes with it.
        before, after = WHOLE_FILE.split(line, 1)
        after = after.partition("\n]")[2] if line == "bands = [" else after
        count = items_or_faults(f"{before}{key} = {odd}{after}")

        assert count == 3 or count < 0, key
