"""What looks like patient data, which has no place in a report of measures.

Headings that name a person's data and texts of a form that only such data has. A claim number,
an NPI or a vendor's name has none of these forms. The text found is never repeated.
"""

from __future__ import annotations

import re

_PERSONAL = re.compile(
    r"""(?:patient|pt|member|subscriber|insured|guarantor|beneficiary|policy ?holder)s?
        (?:\ ?(?:first|last|full)?\ ?name|\ ?(?:id|ids|no|nr|number|num|account|acct|mrn|dob|ssn
        |sex|gender|age|address|phone|e\ ?mail|zip|birth\ ?date|date\ of\ birth)\b.*)?
      | (?:first|last|middle|full|sur|given|family)\ ?name
      | (?:date\ of\ birth|birth\ ?date|birth\ ?day|dob|born|ssn|ssn4|social\ security.*|mrn)
      | medical\ record.*|health\ plan\ (?:id|number).*|(?:mbi|hicn|hic)(?:\ (?:no|number))?
      | (?:home|street|mailing)?\ ?address(?:\ ?[12])?|zip(?:\ ?code)?|postal\ code
      | (?:home|cell|mobile)?\ ?(?:tele)?phone(?:\ (?:no|number))?|fax|e\ ?mail(?:\ address)?
      | diagnosis.*|icd.*""",
    re.VERBOSE,
)

_MBI_LETTER = "[AC-HJKMNP-RT-Y]"
_MBI_ANY = "[0-9AC-HJKMNP-RT-Y]"
# One letter in front tells as much as all of them, and long texts are searched once.
_MAIL = r"[\w.+-]@[\w-]+\.[A-Za-z]{2,}"
_OTHERS = "|".join(
    (
        # Social security number; telephone number.
        r"\b[0-9]{3}-[0-9]{2}-[0-9]{4}\b",
        r"(?:\([0-9]{3}\) ?|\b[0-9]{3}[-. ])[0-9]{3}[-. ][0-9]{4}\b",
        # A birth date, said so or long ago; nobody reports measures of the last century. To its
        # end, because what is found is also withheld.
        r"(?i:\b(?:dob|born)\b\W{0,3}[0-9](?:[0-9/. -]*[0-9])?)",
        r"\b[0-9]{1,2}[/.-][0-9]{1,2}[/.-]19[0-9]{2}\b",
        # A Medicare beneficiary identifier.
        rf"\b[1-9]{_MBI_LETTER}{_MBI_ANY}[0-9]-?{_MBI_LETTER}{_MBI_ANY}[0-9]-?{_MBI_LETTER}{{2}}[0-9]{{2}}\b",
        # A medical record or member number that is called one.
        (
            r"(?i:\b(?:mrn|ssn|member (?:id|no|number)|patient)\b"
            r"[ :#]{0,3}[A-Z]{0,3}[0-9]{4,}(?:[\w-]*\w)?)"
        ),
    )
)
FORMS = f"{_MAIL}|{_OTHERS}"
"""One regular expression for text of a form that only patient data has; RE2 reads it as well."""
_FORM = re.compile(FORMS)
_OTHER = re.compile(_OTHERS)
_MASK = "(withheld)"


def names_a_person(heading: str) -> bool:
    """Whether a column of this heading would hold patient data."""
    words = " ".join(re.sub(r"[^a-z0-9]+", " ", heading.lower()).split())
    return _PERSONAL.fullmatch(words) is not None


def looks_personal(text: str) -> bool:
    """Whether ``text`` has the form of patient data."""
    return _FORM.search(text) is not None


def masked(text: str) -> str:
    """``text`` without what has the form of patient data, fit for a message.

    E-mail addresses stay: in messages they are those of the people who sign in.
    """
    return _OTHER.sub(_MASK, text)
