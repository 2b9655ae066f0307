"""Social cards: the pictures that stand for pages in previews."""

from __future__ import annotations

from dataclasses import dataclass

CARD_WIDTH, CARD_HEIGHT = 1200, 630


@dataclass(frozen=True, slots=True)
class SocialCard:
    """The picture for the page at the permalink `page`: a PNG of `CARD_WIDTH` × `CARD_HEIGHT` pixels. `alt` says what
    it shows."""

    page: str
    png: bytes
    alt: str

    @property
    def permalink(self) -> str:
        return card_permalink(self.page)


def card_permalink(page: str) -> str:
    """The address of the social card of the page at a permalink."""
    return f"{page}social-card.png"
