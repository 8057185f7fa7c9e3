"""Reading claims: what was found in the files, what was refused and why, then the keeping."""

from __future__ import annotations

import time
from collections.abc import Sequence
from dataclasses import replace

import streamlit as st

from vendor_eval.claims.extracts import Rejection
from vendor_eval.claims.shrinking import Less
from vendor_eval.naming import name_key
from vendor_eval.pages import places, session
from vendor_eval.pages.parts import tables
from vendor_eval.pages.parts.claims.handing_in import Given, handed_in
from vendor_eval.pages.parts.empty import READ_REPORT, nothing_yet
from vendor_eval.pages.parts.head import title_row
from vendor_eval.pages.parts.saving import saying_why_not
from vendor_eval.pages.words import literal
from vendor_eval.reports import claim_tables
from vendor_eval.reports.wording import shown_date
from vendor_eval.workflows import claim_mappings, claim_runs, truths
from vendor_eval.workflows.checks import NamedFile
from vendor_eval.workflows.claim_runs import Prepared
from vendor_eval.workflows.progress import Phase, Step
from vendor_eval.workflows.uploads import as_files

_DONE, _TURN, _STOPPED = "claims.done", "claims.turn", "claims.stopped"
_DOING = {
    Phase.NOTING: "Looking at",
    Phase.READING: "Reading",
    Phase.MEASURING: "Recomputing",
    Phase.CHECKING: "Checking the claims, and adding up denials and codes",
}
_BETWEEN_SECONDS = 0.1


def draw() -> None:
    """Draw the page."""
    with title_row("Claims"):
        pass
    _say_what_was_done()
    st.text(
        "Hand in claim extracts as CSV or Parquet, and the 837, 277CA, 999 and 835 files that you "
        "receive, in any mix. Metrics are recomputed from them on this computer. You see what came "
        "of it before anything is kept; then values and sums are, and no claim."
    )
    given = handed_in(st.session_state.setdefault(_TURN, 0))
    held = _held()
    if st.button(
        "Recompute", type="primary", key="claims.recompute", disabled=not given.is_something
    ):
        held.clear()
        with saying_why_not():
            held[given.key] = _prepared(given)
    prepared = held.get(given.key)
    if prepared is None:
        _earlier()
        return
    _found(prepared)
    _keep_button(prepared, given.key)


@st.cache_resource(scope="session", show_spinner=False)
def _held() -> dict[str, Prepared]:
    """What was recomputed last and is not kept yet; gone with the visitor's session."""
    return {}


def _prepared(given: Given) -> Prepared:
    """Recompute, with a bar that tells what is being done."""
    asked = given.asked
    if given.mapping is not None:
        file = NamedFile(given.mapping.name, given.mapping.getvalue())
        asked = replace(asked, mapping=claim_mappings.extract_mapping(file))
    place = st.container(horizontal=True, vertical_alignment="center")
    bar = place.progress(0.0, text=_DOING[Phase.NOTING])
    # Streamlit ends this run of the page at the next sign of progress, and what was laid out for
    # it is tidied up on the way.
    stop = place.empty()
    stop.button("Stop", key="claims.stop", on_click=_stopped)
    drawn = 0.0

    def told(step: Step) -> None:
        nonlocal drawn
        # Files may come by thousands; each drawing is a message to the browser.
        if time.monotonic() - drawn > _BETWEEN_SECONDS:
            bar.progress(step.overall, text=f"{_DOING[step.phase]} {literal(step.name)}".strip())
            drawn = time.monotonic()

    try:
        if not given.uploads:
            return claim_runs.prepare(session.person(), asked, told)
        with as_files([NamedFile(one.name, one.getvalue()) for one in given.uploads]) as laid:
            there = replace(asked, paths=laid.paths)
            return _with(claim_runs.prepare(session.person(), there, told), laid.rejected)
    finally:
        bar.empty()
        stop.empty()


def _stopped() -> None:
    st.session_state[_STOPPED] = True


def _with(prepared: Prepared, rejected: Sequence[Rejection]) -> Prepared:
    every = (*rejected, *prepared.recomputed.rejected)
    return replace(prepared, recomputed=replace(prepared.recomputed, rejected=every))


def _found(prepared: Prepared) -> None:
    """What came of the files."""
    done = prepared.recomputed
    said = claim_tables.headline(len(prepared.counting), done.rows, len(done.rejected))
    (st.success if done.rows else st.error)(literal(said))
    if done.as_of is not None:
        st.caption(literal(f"What was open is looked at from the end of {shown_date(done.as_of)}."))
    if done.rejected:
        tables.draw(claim_tables.refusal_table(done.rejected), "claims.refused")
        if any(one.code == "no_vendor" for one in done.rejected):
            st.caption("Choose above whose claims they are, where a file does not say so.")
    if done.rows:
        tables.draw(claim_tables.value_table(done.kpis), "claims.values")
        _new_vendors(prepared)
        if done.noted:
            tables.draw(claim_tables.note_table(done.noted), "claims.noted")
        checks = claim_tables.check_table(done.checks)
        if checks.rows:
            tables.draw(checks, "claims.checks")
        reasons = claim_tables.gap_table((*done.not_computable, *done.left_out))
        if reasons.rows:
            with st.expander(f"What could not be worked out ({len(reasons.rows)})"):
                tables.draw(reasons, "claims.reasons")


def _new_vendors(prepared: Prepared) -> None:
    """Names that nobody has used before: a folder's, or another spelling of a vendor's."""
    known = {name_key(one) for one in truths.seen(session.deps(), session.person()).vendors}
    named = dict.fromkeys(one.vendor for one in prepared.recomputed.kpis)
    unknown = [one for one in named if name_key(one) not in known]
    if unknown:
        st.warning(
            literal(
                f"New here: {', '.join(unknown)}. Where that is a vendor under another name, "
                "choose above whose claims they are, or correct the file or folder."
            )
        )


def _keep_button(prepared: Prepared, key: str) -> None:
    if not prepared.recomputed.rows:
        return
    found = claim_runs.less(session.deps(), session.person(), prepared)
    confirmed = bool(found) and _confirmed(found, key)
    if st.button(
        "Keep this recomputation",
        type="primary",
        key="claims.keep",
        disabled=bool(found) and not confirmed,
    ):
        with saying_why_not():
            kept = claim_runs.record(
                session.deps(), session.person(), prepared, less_is_right=confirmed
            )
            st.session_state[_DONE] = _sentence(kept)
            st.session_state[_TURN] += 1
            _held().clear()
            st.rerun()


def _confirmed(found: Sequence[Less], key: str) -> bool:
    """Whether somebody wants what is known now to count, although more was known."""
    st.warning(
        "These files know less of some months than what was kept of them. Hand in every file of "
        "such a month: once kept, what these files know counts, and not what was known before."
    )
    tables.draw(claim_tables.less_table(found), "claims.less")
    return st.checkbox("What these files know of these months is right", key=f"claims.less.{key}")


def _sentence(kept: claim_runs.Kept) -> str:
    made_from = kept.run.provenance
    if kept.is_new:
        return f"Kept what the claims give, as of {shown_date(made_from.as_of)}."
    return (
        f"The same files were recomputed under the same terms before, and kept by {made_from.by} "
        f"on {shown_date(made_from.at.date())}. Nothing was added."
    )


def _say_what_was_done() -> None:
    if st.session_state.pop(_STOPPED, False):
        st.info("Stopped. Nothing was kept, and the files are still chosen.")
    done = st.session_state.pop(_DONE, None)
    if done:
        st.success(literal(done))
        places.link("evidence", "Hold it against what was reported", "troubleshoot")


def _earlier() -> None:
    looked = [
        claim_tables.Looked(
            as_of=run.provenance.as_of,
            files=len(run.provenance.files),
            rows=run.rows,
            refused=len(run.rejected),
            by=run.provenance.by,
            kept=run.provenance.at.date(),
        )
        for run in claim_runs.listed(session.deps(), session.person())
    ]
    if not looked:
        nothing_yet(
            "No claims have been read yet",
            "Hand in the first files above. Each look at claims will be listed here, and its "
            "values stand beside what the vendor reports.",
            READ_REPORT,
        )
        return
    tables.draw(claim_tables.run_table(looked), "claims.earlier")
