"""What is not the article: navigation, sharing, adverts, comment prompts.

A piece is boilerplate only where words and place agree: a line that reads like page furniture, at
the top before the article starts or at the bottom after its last prose. Inside the body nothing
is ever taken, whatever it says.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

_CRUMB = (
    r"(?:home(?:page)?|start(?:seite)?|accueil|inicio|início|strona główna|главная|首页|ホーム|news)"
    r"\s*(?:[»›>/|→·•]|::)\s*\S.*|[^»›→]{1,40}(?:\s[»›→]\s[^»›→]{1,90}){2,8}"
)

_FURNITURE = r"""(?:
    (?:you\ (?:may|might|could)|also)\ (?:also\ )?(?:like|enjoy|be\ interested\ in)(?:\ this|\ these)?
  | (?:recommended|suggested|related|more|similar|popular|trending|latest|recent|featured|top|most\ read|most\ popular|further)
    (?:\ (?:articles?|posts?|stor(?:y|ies)|news|reading|content|topics?|links|videos?|now|today|for\ you|from\ .{1,40}|on\ this\ (?:story|topic)))+
  | (?:read|see|read\ this|watch)\ (?:also|next|more|now)\b.{0,120}
  | (?:don[’']t\ miss|editor[’']?s[’']?\ (?:picks?|choice)|up\ next|what\ to\ read\ next|most\ read|trending|keep\ reading)
  | (?:leave|post|write|add|submit)\ (?:a|your)\ (?:comment|reply)s?(?:\ .{0,40})?
  | (?:no|\d+)\ (?:comments?|repl(?:y|ies)|responses?|shares?|likes?|views?)(?:\ (?:on|to)\ .{0,120})?
  | comments?(?:\ \(?\d+\)?|\ (?:are|is)\ closed.{0,60})?
  | (?:be\ the\ first\ to\ comment|join\ the\ (?:conversation|discussion)|log\ ?in\ to\ (?:comment|leave).{0,60}|cancel\ reply|post\ comment)
  | this\ site\ uses\ (?:akismet|cookies).{0,160}
  | your\ email\ address\ will\ not\ be\ published.{0,80}
  | required\ fields\ are\ marked.{0,20}
  | save\ my\ name,?\ e-?mail.{0,120}
  | notify\ me\ of\ .{0,60}by\ e-?mail.{0,20}
  | .{0,20}ad[- ]?block(?:er)?\ (?:detected|is\ on|found).{0,20}
  | .{0,100}(?:disabl\w+|turn\w*\ off|whitelist\w*|paus\w+)\ (?:your\ |the\ )?ad[- ]?block.{0,120}
  | (?:advertis(?:e)?ments?|advertising|sponsored(?:\ (?:content|links?|by\ .{1,40}))?|ad|ads|promoted|paid\ content|anzeige|werbung|publicité|publicidad|pubblicità|реклама|reklama|広告|广告)
  | (?:share|tweet|pin|print|e-?mail|like|whats?app|facebook|twitter|x|linkedin|reddit|telegram|pinterest|instagram|youtube|copy\ link|bookmark|save|follow)
    (?:[\s,|/·•]+(?:on|via|to|by|with|this|article|story|post|page|us|share|tweet|pin|print|e-?mail|like|whats?app|facebook|twitter|x|linkedin|reddit|telegram|pinterest|instagram|youtube|copy\ link|bookmark|save|follow|and|&)){0,12}:?
  | share\ this(?:\ .{0,30})?:?
  | (?:follow|find|like|join)\ us\ (?:on|at)\ .{1,80}
  | (?:click|tap|press)\ (?:here|to)\b.{0,100}
  | (?:subscribe|sign\ up|register|log\ ?in|sign\ in|create\ (?:a\ free\ |an\ )?account|become\ a\ member|donate|support\ us)(?:\ (?:to|for|now|today|here|with|by|in)\b.{0,140})?[.!]?
  | (?:get|receive)\ .{0,60}(?:newsletter|in\ your\ inbox|alerts?).{0,60}
  | (?:our\ )?newsletters?(?:\ sign-?up)?
  | (?:we|this\ (?:web)?site|our\ (?:web)?site)\ uses?\ cookies.{0,200}
  | (?:accept|reject|manage|allow)\ (?:all\ |my\ )?(?:cookies|all|preferences).{0,40}
  | (?:cookie|privacy|terms)(?:\ (?:policy|notice|settings|preferences|statement|of\ (?:use|service)|and\ conditions|&\ conditions))+(?:\s*[|·•/,]\s*.{1,80})?
  | (?:©|\(c\)|copyright\b).{0,160}
  | .{0,80}all\ rights\ reserved.{0,80}
  | (?:skip|jump|back|return)\ to\ (?:main\ |the\ )?(?:content|navigation|main|top|home|homepage|search|footer).{0,20}
  | (?:toggle|open|close|main|primary|site|show|hide)?\ ?(?:menu|navigation|nav|search|sidebar)(?:\ (?:toggle|bar|for:?))?
  | (?:previous|next|older|newer)\ (?:article|post|story|page|entry|entries|posts)\b.{0,140}
  | post\ navigation
  | (?:tags?|tagged(?:\ (?:with|as))?|filed\ under|categor(?:y|ies)|posted\ in|topics?|keywords?|schlagwörter|mots-clés|etiquetas)\s*:.{0,200}
  | (?:about\ us|contact(?:\ us)?|careers|sitemap|advertise(?:\ with\ us)?|rss(?:\ feed)?|imprint|impressum|faq|help)
  | (?:loading|please\ wait)(?:\.{3}|…)?
  | (?:home|start(?:seite)?|accueil|inicio|главная)
  | (?:lire\ aussi|à\ lire\ aussi|lesen\ sie\ auch|mehr\ zum\ thema|lea\ también|leggi\ anche|leia\ também|читайте\ также|lees\ ook|czytaj\ także|läs\ också|das\ könnte\ sie\ auch\ interessieren|ähnliche\ (?:artikel|beiträge)|articles?\ (?:similaires|liés)|sur\ le\ même\ sujet|kommentare?(?:\ \(\d+\))?|commentaires?(?:\ \(\d+\))?|comentarios?(?:\ \(\d+\))?|(?:laisser|ajouter)\ un\ commentaire|deja\ (?:un\ comentario|una\ respuesta)|schreiben?\ sie\ einen\ kommentar|einen\ kommentar\ (?:schreiben|hinterlassen)|lascia\ un\ commento|alle\ rechte\ vorbehalten.{0,60}|tous\ droits\ réservés.{0,60}|todos\ los\ derechos\ reservados.{0,60})
    \s*:?.{0,100}
    )[\s:.!…]*"""

LONGEST = 320
"""Code points: no piece of furniture is longer."""

_PROSE_WORDS = 14
_HEAD = 40
_TAIL = 200
_MENU_LENGTH = 25
_MENU_LINES = 4


def reads_like_furniture(piece: str) -> bool:
    """Whether a piece of text says what page furniture says; its place is not looked at."""
    if len(piece) > LONGEST:
        return False
    return any(pattern.fullmatch(piece) for pattern in _patterns())


@cache
def _patterns() -> tuple[re.Pattern[str], ...]:
    """Compiled when first used: importing this package must cost nothing."""
    flags = re.IGNORECASE
    return re.compile(_FURNITURE, flags | re.VERBOSE), re.compile(_CRUMB, flags)


def is_prose(piece: str) -> bool:
    """Whether a piece is long enough, or punctuated enough, to be the body of an article."""
    words = piece.count(" ") + 1
    return words >= _PROSE_WORDS or (words >= 6 and piece.rstrip("\"'”’»)")[-1:] in (".", "…"))


def furniture(pieces: Sequence[str]) -> list[bool]:
    """Which of an article's pieces are boilerplate: those at its head and its tail.

    Where nothing would be left, nothing is taken.
    """
    taken = {*_head(pieces), *_tail(pieces)}
    everything = len(taken) == len(pieces)
    return [index in taken and not everything for index in range(len(pieces))]


def _head(pieces: Sequence[str]) -> list[int]:
    """Furniture before the first prose, and menus: runs of very short lines before anything."""
    found: list[int] = []
    menu: list[int] = []
    for index, piece in enumerate(pieces[:_HEAD]):
        furniture_like = reads_like_furniture(piece)
        if furniture_like:
            found.append(index)
        elif is_prose(piece):
            break
        if furniture_like or (len(piece) <= _MENU_LENGTH and piece.count(" ") < 3):
            menu.append(index)
            continue
        if len(menu) >= _MENU_LINES and menu[0] == 0:
            found.extend(menu)
        menu = [-1]  # a menu stands before everything else
    return found


def _tail(pieces: Sequence[str]) -> list[int]:
    """The tail starts at the first furniture after the last prose, and takes all behind it."""
    start = len(pieces)
    for index in range(len(pieces) - 1, max(-1, len(pieces) - _TAIL), -1):
        if reads_like_furniture(pieces[index]):
            start = index
        elif is_prose(pieces[index]):
            break
    return list(range(start, len(pieces)))
