"""A practice's specialties ask for their packs."""

from __future__ import annotations

import pytest

from vendor_eval.evaluation.packs import packs_for
from vendor_eval.files.scorecards import shipped


@pytest.mark.parametrize(
    ("specialties", "packs"),
    [
        ([], []),
        (["Cardiology"], ["cardiology"]),
        (["Behavioral  Health", "orthopedics"], ["behavioral-health", "orthopedics"]),
        (["Dermatology"], ["template-pack"]),
        (["Dermatology", "Cardiology"], ["cardiology", "template-pack"]),
    ],
)
def test_each_specialty_asks_for_its_pack_and_one_without_for_the_template(
    specialties: list[str], packs: list[str]
) -> None:
    assert sorted(one.id for one in packs_for(shipped(), specialties)) == packs


def test_a_scorecard_for_everybody_is_nobody_s_pack() -> None:
    assert all(one.specialties for one in packs_for(shipped(), ["cardiology", "dermatology"]))
