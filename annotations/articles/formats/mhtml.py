"""A web page saved with its pictures in one file (MHTML, RFC 2557)."""

from __future__ import annotations

from email import message_from_bytes, policy
from email.message import EmailMessage


def page_in(data: bytes) -> tuple[bytes, str, str]:
    """The bytes of the page in an MHTML file, its declared encoding, and its address.

    All three are empty where the file holds no page.
    """
    try:
        message = message_from_bytes(data, policy=policy.default.clone(raise_on_defect=False))
        for part in message.walk():
            if isinstance(part, EmailMessage) and part.get_content_type() in _PAGES:
                body = part.get_payload(decode=True)
                address = part.get("Content-Location") or message.get("Snapshot-Content-Location")
                url = str(address or "").strip()
                if isinstance(body, bytes) and body.strip():
                    web = url if url.startswith(("http://", "https://")) else ""
                    return body, part.get_content_charset("") or "", web
    except (LookupError, ValueError, AttributeError, IndexError, RecursionError):
        pass  # the parser of the standard library trips over some broken headers
    return b"", "", ""


_PAGES = ("text/html", "application/xhtml+xml")
