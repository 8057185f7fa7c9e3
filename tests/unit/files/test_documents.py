"""Under which name evidence is handed back."""

import pytest

from vendor_eval.files.documents import download_name


@pytest.mark.parametrize(
    ("name", "safe"),
    [
        ("SOC 2 (2026).pdf", "SOC 2 (2026).pdf"),
        ("../../../etc/cron.d/evil.pdf", "evil.pdf"),
        ("C:\\Users\\x\\a.pdf", "a.pdf"),
        ('a".pdf"; filename=b.html', "a_.pdf__ filename_b.html"),
        ("a\r\nSet-Cookie: x.pdf", "a__Set-Cookie_ x.pdf"),
        ("\u202efdp.exe", "_fdp.exe"),
        ("Größe.pdf", "Größe.pdf"),
        ("..", "document"),
        ("", "document"),
    ],
)
def test_a_document_comes_back_under_a_safe_name(name: str, safe: str) -> None:
    assert download_name(name) == safe
