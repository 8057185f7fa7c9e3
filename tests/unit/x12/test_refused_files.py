"""Files that are refused: each says what it is and where it broke."""

import datetime as dt
import io

import pytest

from tests.unit.x12.written import interchange, read, remittance, sample
from vendor_eval.claims.remittances import RemittedClaim
from vendor_eval.errors import BadInput
from vendor_eval.files.x12 import segments
from vendor_eval.files.x12.counts import Counts
from vendor_eval.files.x12.reading import events

WHOLE = remittance("CLP*A1*1*100*80**12*P1", "CAS*CO*45*20", paid="80")


def refused(content):
    with pytest.raises(BadInput) as error:
        read(content)
    return error.value.code, str(error.value)


@pytest.mark.parametrize(
    ("content", "code", "says"),
    [
        (b"", "empty", "sample.edi: the file is empty"),
        (b"\xef\xbb\xbf \r\n", "empty", "empty"),
        (b"ST*835*0001~SE*2*0001~", "not_x12", "a fragment"),
        (b"-----BEGIN PGP MESSAGE-----\n\nhQEMA", "encrypted", "a PGP message"),
        (b"Salted__\x01\x02\x03", "encrypted", "an encrypted file"),
        (b"\x85\x01\x0c\x03", "encrypted", "a PGP message"),
        (b"PK\x03\x04rest", "binary", "a ZIP archive"),
        (b"\x1f\x8b\x08\x00", "binary", "a gzip archive"),
        (b"\x07\x01\x99\x02 something", "binary", "binary data"),
        ("ISA*00*".encode("utf-16"), "encoding", "UTF-16"),
        (b"UNB+UNOA:1+A+B", "not_x12", "EDIFACT"),
        (b"MSH|^~\\&|A|B", "not_x12", "an HL7 message"),
        (b"vendor,month\nAcme,2026-01\n", "not_x12", "does not begin with an ISA"),
        (b"ISA*00*          *00*", "truncated", "inside its ISA segment"),
        (b"ISA" + b"A1" * 60, "not_x12", "three different separators"),
    ],
)
def test_what_is_no_interchange(content, code, says):
    found, message = refused(content)

    assert found == code
    assert says in message


def test_every_cut_of_a_file_is_noticed():
    for end in range(len(WHOLE) - 1):
        assert refused(WHOLE[:end])[0] in {"truncated", "control_number", "not_x12", "empty"} | {
            "segment"
        }, end


def test_a_file_without_its_last_terminator_is_whole():
    assert len(read(WHOLE[:-1])[0]) == 2


def test_a_cut_names_the_segment_and_what_was_open():
    _, message = refused(WHOLE[: WHOLE.index("CAS")])

    assert message.startswith(
        "sample.edi: segment 10 (CLP), interchange 000000101, group 1, set 0001: "
        "the file is cut short: it ends without the SE segment of 0001"
    )


@pytest.mark.parametrize(
    ("old", "new", "code"),
    [
        ("SE*10*", "SE*11*", "segment_count"),
        ("GE*1*", "GE*2*", "set_count"),
        ("IEA*1*", "IEA*3*", "group_count"),
        ("SE*10*0001", "SE*10*0002", "control_number"),
        ("GE*1*1", "GE*1*7", "control_number"),
        ("IEA*1*000000101", "IEA*1*000000999", "control_number"),
        ("SE*10*0001~", "", "truncated"),
        ("GE*1*1~", "", "truncated"),
        ("GS*HP*SENDER*RECEIVER*20260105*1200*1*X*005010X221A1~", "", "envelope"),
        ("ST*835*0001~", "", "envelope"),
        ("005010X221A1", "004010X091A1", "version"),
        ("005010X221A1", "", "version"),
        ("*100*80*", "*100*8o*", "amount"),
        ("*100*80*", "*100*80.001*", "amount"),
        ("CLP*A1*1*100*80**12*P1", "CLP*A1*1*100*80**12*P1~DTM*232*20260231", "date"),
        ("BPR*I*80", "BPX*I*80", "segment"),
        ("CAS*CO*45*20", "CAS", "segment"),
    ],
)
def test_an_envelope_or_a_segment_that_is_wrong(old, new, code):
    assert old in WHOLE

    assert refused(WHOLE.replace(old, new))[0] == code


@pytest.mark.parametrize(
    ("segments", "place"),
    [
        # The patient's part of the first claim, and the units of the first line.
        (["CLP*A1*1*0*0*x*12*P1", "CLP*A2*1*0*0**12*P2"], "segment 10 (CLP), "),
        (["CLP*A1*1*0*0**12*P1", "SVC*HC:99213*0*0**x", "CAS*CO*45*0"], "segment 11 (SVC), "),
    ],
)
def test_what_cannot_be_read_is_named_by_its_own_segment(segments, place):
    _, message = refused(remittance(*segments))

    assert message.startswith(f"sample.edi: {place}interchange 000000101, group 1, set 0001: ")


def test_terminators_alone_may_fill_a_piece():
    text = WHOLE.replace("BPR", "~" * (3 * segments.PIECE_BYTES) + "BPR")

    assert len(read(text)[0]) == 2


def test_no_message_repeats_what_a_segment_holds():
    text = WHOLE.replace("CLP*A1*1*100", "CLP*SECRETNUMBER*1*SECRETAMOUNT")

    _, message = refused(text)

    assert "SECRET" not in message
    assert "segment " in message


def test_the_old_version_says_that_it_is_old():
    code, message = refused(sample("835_4010_reversal_plb.edi"))

    assert code == "version"
    assert "the 835 is of version 004010; only 005010 is read" in message


def test_a_fragment_of_a_remittance():
    assert refused(sample("835_fragment_no_isa.edi"))[0] == "not_x12"


def test_a_second_interchange_has_to_be_one():
    code, message = refused(WHOLE + "and some more")

    assert code == "not_x12"
    assert "follows the last IEA segment" in message


def test_sets_that_are_not_read_are_counted_and_the_rest_is_read():
    other = interchange("835", ["HL*1**20*1"]).replace("ST*835", "ST*271").replace("X221A1", "X279")

    found, counts = read(WHOLE + other)

    assert len(found) == 2
    assert counts.passed_over == {"271 005010X279": 1}


@pytest.mark.parametrize(
    ("wrap", "name"),
    [
        (lambda text: "\ufeff" + text, "a mark in front"),
        (lambda text: "\r\n \n" + text + "\r\n\r\n\x1a", "blank lines around"),
        (lambda text: text.replace("~", "~\r\n"), "a line each"),
        (lambda text: text.replace("~", "~\n    "), "indented lines"),
        (lambda text: "\n".join(text[at : at + 80] for at in range(0, len(text), 80)), "wrapped"),
        (lambda text: text.replace("~", "\n"), "line feeds end segments"),
        (lambda text: text.replace("~", "\r\n"), "carriage returns end segments"),
        (lambda text: text.replace("*", "|").replace(":", ">"), "other separators"),
        (lambda text: text.replace("~", "\x1c").replace("*", "\x1d"), "control characters"),
        (
            lambda text: text.replace("CLP*A1", "NM1*QC*1*MÜLLER~CLP*A1").replace("SE*10", "SE*11"),
            "",
        ),
    ],
)
def test_how_a_file_is_broken_into_lines_does_not_matter(wrap, name):
    plain, _ = read(WHOLE)

    found, _ = read(wrap(WHOLE))

    assert found[1].paid_cents == plain[1].paid_cents == 8_000
    assert found[1].adjustments == plain[1].adjustments


def test_where_the_file_is_cut_into_pieces_does_not_matter(monkeypatch):
    text = (WHOLE + "\n" + WHOLE.replace("*", "|").replace("000000101", "000000102")).encode()
    expected = [event for event in read(text)[0] if isinstance(event, RemittedClaim)]
    assert len(expected) == 2

    for size in (1, 7, 106, 107, 300):
        monkeypatch.setattr(segments, "PIECE_BYTES", size)
        found = events(io.BytesIO(text), "pieces", dt.UTC, Counts())
        assert [event for event in found if isinstance(event, RemittedClaim)] == expected
