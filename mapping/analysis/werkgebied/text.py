"""Read a werkgebied that someone wrote down in words: which postcodes, wijken and gemeenten are meant, and what is not read.

A text falls apart in *clauses* (between commas, `en`, lines). A clause is understood as a whole or not at all: one
strange word (`een deel van 3071`, `niet Schiedam`) leaves it unread, because half of it could mean something else. What
is unread is named, nothing is guessed.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from mapping.analysis.werkgebied.known_areas import Area, KnownAreas, fold
from mapping.analysis.werkgebied.parsed import ParsedWerkgebied, Remark, RemarkKind
from mapping.model import NEDERLAND, Gebiedsoort, WerkgebiedStand

MAX_TEXT = 2000
"""Characters that are read; a werkgebied of more is a document, and a hostile cell can hold a megabyte."""

_TO = r"(?:-+|t/m|tm\b|t\.m\.|tot\ en\ met)"
_JOIN = r"(?:en|of|plus|ook|alsmede|evenals|tm|in|te|de|is|op|zo)"
_NUMBER = rf"[1-9]\d{{3}}(?:\ ?(?!{_JOIN}\b)[a-z]{{2}}(?!\w))?"
_NO_RANGE = rf"(?!\w|\ *{_TO}\ *\w)"
_STARTS = r"\d{1,4}(?:\ *(?:,|en|of)\ *\d{1,4})*"

OPEN = re.compile(
    r"(?:er (?:is|zijn) )?geen (?:beperking(?:en)?|grens|grenzen)|(?:open voor )?iedereen(?: (?:mag|kan) komen| is welkom)?"
    r"|onbeperkt|alle postcodes"
)
UNKNOWN = re.compile(
    r"\?+|onbekend|niet bekend|dat weet ik niet|weet (?:ik|wij|we) niet|nog (?:onbekend|niet bekend|navragen|na te vragen)"
)
TOKENS = re.compile(
    rf"""
    (?P<country>(?:heel|geheel)\ nederland\b|(?:het\ )?hele\ land\b|landelijk\b|nederland\b)
  | (?P<except>behalve\b|m\.?u\.?v\.?(?!\w)|met\ uitzondering\ van\b|uitgezonderd\b|exclusief\b|excl\.?(?!\w)|maar\ niet\b)
  | (?P<vague>e\.?\ ?o\.(?!\w)|e\.?o\b|en\ omgeving\b|en\ omstreken\b|e\.d\.|etc\b\.?)
  | (?P<starts>(?:die\ |welke\ )?(?:met\ (?P<s1>{_STARTS})\ (?:beginn?en|begint|starten|start)\b
      |(?:beginn?en|begint|beginnend|starten|startend)\ met\ (?P<s2>{_STARTS})(?!\w)))
  | (?P<code>(?:gm\d{{4}}|wk\d{{4}}[0-9a-z]{{2}}|bu\d{{4}}[0-9a-z]{{4}})(?!\w))
  | (?P<range>(?P<low>{_NUMBER})\ *{_TO}\ *(?P<high>{_NUMBER}){_NO_RANGE})
  | (?P<pc4>{_NUMBER}{_NO_RANGE})
  | (?P<stars>(?=[\dx*.]{{4}}(?![\w*]))(?P<stem>[1-9]\d{{0,2}})(?:x+|\*+|\.+)(?![\w*]))
  | (?P<number>[\w*]*\d[\w*]*(?:\ *{_TO}\ *\w+)*)
  | (?P<break>[,;\n/+&]|(?:en|of|plus|ook|alsmede|evenals)\b)
  | (?P<many>gemeent(?:e|es|en)\b(?=\ .*(?:,|\ en\ ))|wijken\b|buurten\b|regio'?s\b)
  | (?P<hint>heel\b|hele\b|geheel\b|gemeente\b|stad\b|wijk\b|buurt\b|regio\b)
  | (?P<skip>\ +|(?<![^\n])[-*•]\ |[.:](?!\w)
      |(?:de|het|alle|alleen|enkel|uitsluitend|postcodes?|postcodegebied(?:en)?|pc4|gebied(?:en)?|inwoners|bewoners
      |iedereen|mensen|werkgebied|die|wonen|woont|wie|voor|uit|in|binnen|van)\b)
    """,
    re.VERBOSE,
)
WORD = re.compile(r"[^\s,;/+&]+|.", re.DOTALL)
WANTED = {
    "heel": Gebiedsoort.GEMEENTE, "hele": Gebiedsoort.GEMEENTE, "geheel": Gebiedsoort.GEMEENTE,
    "gemeente": Gebiedsoort.GEMEENTE, "stad": Gebiedsoort.GEMEENTE, "wijk": Gebiedsoort.WIJK, "buurt": Gebiedsoort.WIJK,
    "regio": Gebiedsoort.REGIO,
}  # fmt: skip
"""What kind of area a word before a name asks for."""
INSIDE = re.compile(r" *(?:\( *|in |te |van )(?:de )?(?:gemeente )?")
"""What stands between a wijk and its gemeente."""


@dataclass
class _Clause:
    """A part of the text while it is read: where it starts and ends, the areas, and the remarks that leave it unread."""

    start: int = -1
    stop: int = -1
    areas: list[Area] = field(default_factory=list)
    names: int = 0
    strange: list[Remark] = field(default_factory=list)
    notes: list[Remark] = field(default_factory=list)

    def spans(self, start: int, stop: int) -> None:
        """Widen to a piece of the text."""
        self.start = start if self.start < 0 else self.start
        self.stop = stop

    @property
    def mixed(self) -> bool:
        """Tell whether a name stands beside anything else: then the clause says more than we can read."""
        return self.names > 1 or (self.names == 1 and len(self.areas) > 1)


def parse_werkgebied(text: str, *, known: KnownAreas) -> ParsedWerkgebied:
    """Read the description of a werkgebied; never raises for any text.

    A range or a beginning gives the postcodes of the region in it; a single code outside the region stays and is said.
    An exclusion writes the area that it is taken from out in its parts. Where an exclusion is not understood nothing is
    kept: leaving it out would admit people who are refused. An empty text is unknown.
    """
    raw = str(text)[:MAX_TEXT]
    plain = " ".join(fold(raw).split()).strip(" .,;")
    if not plain or UNKNOWN.fullmatch(plain):
        return ParsedWerkgebied(WerkgebiedStand.ONBEKEND)
    if OPEN.fullmatch(plain):
        return ParsedWerkgebied(WerkgebiedStand.GEEN_BEPERKING)
    parts = list(_parts(raw, known))
    if len(str(text)) > MAX_TEXT:
        parts[-1].append(_Clause(0, 0, strange=[Remark(RemarkKind.UNREAD, "…")]))
    read = [_collect(clauses, raw) for clauses in parts]
    remarks = [remark for _areas, _unread, notes in read for remark in notes]
    unread = [fragment for _areas, fragments, _notes in read for fragment in fragments]
    areas = read[0][0]
    if len(read) > 1:
        taken = [area for part in read[1:] for area in part[0]]
        if unread or not areas or not taken or any(not part[0] for part in read[1:]):
            return _nothing(raw, remarks)
        areas, found = _without(areas, taken, known)
        if areas is None:
            return _nothing(raw, [*remarks, *found])
        remarks += found
    rows, doubles = _unique(areas, known)
    stand = WerkgebiedStand.LIJST if rows else WerkgebiedStand.ONBEKEND
    return ParsedWerkgebied(stand, rows, tuple(unread), tuple(dict.fromkeys([*remarks, *doubles])))


def _nothing(raw: str, remarks: list[Remark]) -> ParsedWerkgebied:
    """Return a text that is unread as a whole."""
    whole = " ".join(raw.split())
    said = [Remark(RemarkKind.UNREAD, whole), *remarks]
    return ParsedWerkgebied(WerkgebiedStand.ONBEKEND, (), (whole,), tuple(dict.fromkeys(said)))


def _collect(clauses: list[_Clause], raw: str) -> tuple[list[Area], list[str], list[Remark]]:
    """Return the areas of the clauses that were understood, the text of the others, and the remarks."""
    areas, unread, remarks = [], [], []
    for clause in clauses:
        if clause.start < 0:
            continue
        if clause.strange or clause.mixed:
            fragment = " ".join(raw[clause.start : clause.stop].split()) or "…"
            unread.append(fragment)
            told = [
                Remark(remark.kind, fragment if remark.kind == RemarkKind.VAGUE else remark.value, remark.detail)
                for remark in clause.strange
                if remark.kind != RemarkKind.UNREAD
            ]
            remarks += told or [Remark(RemarkKind.UNREAD, fragment)]
        else:
            areas += clause.areas
            remarks += clause.notes
    return areas, unread, remarks


def _parts(raw: str, known: KnownAreas) -> Iterator[list[_Clause]]:
    """Cut the text at each word of exclusion and yield the clauses of each part."""
    text = fold(raw)
    clauses, clause, at, wanted, lasting = [], _Clause(), 0, None, None
    while at < len(text):
        named = _name_at(text, at, wanted or lasting, known)
        token = None if named else TOKENS.match(text, at) if _fresh(text, at) else None
        kind = "name" if named else token.lastgroup if token else "word"
        stop = named[0] if named else token.end() if token else WORD.match(text, at).end()
        if kind in ("break", "except"):
            clauses.append(clause)
            clause, wanted = _Clause(), None
            if kind == "except":
                yield clauses
                clauses, lasting = [], None
        elif kind == "hint":
            wanted = WANTED[token.group()]
            clause.spans(at, stop)
        elif kind == "many":
            lasting = WANTED.get(re.sub(r"('?s|en|n|s)$", "", token.group()), Gebiedsoort.GEMEENTE)
            clause.spans(at, stop)
        elif kind != "skip":
            clause.spans(at, stop)
            if named:
                _add_name(clause, named, raw[at:stop], known)
            else:
                _add_token(clause, kind, token, raw[at:stop], known)
        at = stop
    yield [*clauses, clause]


def _fresh(text: str, at: int) -> bool:
    """Tell whether a word can begin here: not in the middle of one."""
    return at == 0 or not (text[at - 1].isalnum() and text[at].isalnum())


def _name_at(
    text: str, at: int, wanted: Gebiedsoort | None, known: KnownAreas
) -> tuple[int, tuple[Area, ...], str] | None:
    """Return (end, what it may be, what it became) for the longest name that stands here; None where there is none."""
    if at and (text[at - 1].isalnum() or text[at - 1] == "-"):
        return None
    names = known.names
    if wanted == Gebiedsoort.REGIO:
        short = {fold(name).removesuffix(" e.o."): ((Gebiedsoort.REGIO.value, name),) for name in known.regios}
        names = names | short if not any(_ends(text, at, fold(name)) for name in known.regios) else names
        names = {name: areas for name, areas in names.items() if any(a[0] == Gebiedsoort.REGIO for a in areas)}
    for name, areas in names.items():
        stop = _ends(text, at, name)
        if stop:
            return _narrowed(text, stop, areas, wanted, known)
    for name, became in known.former_names.items():
        stop = _ends(text, at, name)
        if stop:
            return stop, (), became
    return None


def _ends(text: str, at: int, name: str) -> int:
    """Return where a name that stands here as a whole word ends; 0 where it does not."""
    stop = at + len(name)
    if not text.startswith(name, at):
        return 0
    after = text[stop : stop + 2]
    joined = after[:1].isalnum() or (after[:1] == "-" and after[1:].isalnum())
    return 0 if joined else stop


def _narrowed(
    text: str, stop: int, areas: tuple[Area, ...], wanted: Gebiedsoort | None, known: KnownAreas
) -> tuple[int, tuple[Area, ...], str]:
    """Choose among what a name may be: by the word before it, by the gemeente after it, or because it is all the same."""
    fine = (Gebiedsoort.WIJK, Gebiedsoort.BUURT)
    inside = INSIDE.match(text, stop)
    for code, name in known.gemeenten.items() if inside else ():
        end = _ends(text, inside.end(), fold(name))
        own = tuple(area for area in areas if area[0] in fine and known.gemeente_of.get(area[1]) == code)
        if end and own:
            closing = re.compile(r" *\)").match(text, end) if "(" in inside.group() else None
            return (closing.end() if closing else end), own, ""
    kinds = fine if wanted == Gebiedsoort.WIJK else (wanted,)
    asked = tuple(area for area in areas if area[0] in kinds)
    areas = asked or areas
    gemeenten = [area for area in areas if area[0] == Gebiedsoort.GEMEENTE]
    if len(gemeenten) == 1 and all(known.wijken_of(gemeenten[0]) == (a[1],) for a in areas if a not in gemeenten):
        areas = (gemeenten[0],)
    return stop, areas, ""


def _add_name(clause: _Clause, named: tuple[int, tuple[Area, ...], str], said: str, known: KnownAreas) -> None:
    """Add a name to the clause; one with more meanings, or of a gemeente that is gone, leaves it unread."""
    _stop, areas, became = named
    clause.names += 1
    if became:
        clause.strange.append(Remark(RemarkKind.FORMER, said, became))
    elif len(areas) > 1:
        meanings = ", ".join(f"{soort} {known.name_of((soort, code))}" for soort, code in areas)
        clause.strange.append(Remark(RemarkKind.AMBIGUOUS, said, meanings))
    else:
        clause.areas.append(areas[0])


def _add_token(clause: _Clause, kind: str, token: re.Match | None, said: str, known: KnownAreas) -> None:
    """Add what is no name: codes, ranges, beginnings, the country, or something that is not understood."""
    if kind == "country":
        clause.names += 1
        clause.areas.append((Gebiedsoort.LANDELIJK.value, NEDERLAND))
    elif kind == "code":
        _add_code(clause, said.upper(), known)
    elif kind == "pc4":
        _add_single(clause, said, known)
    elif kind == "range":
        _add_range(clause, token, said, known)
    elif kind in ("starts", "stars"):
        stems = re.findall(r"\d+", token["s1"] or token["s2"] or token["stem"])
        _add_postcodes(clause, [p for p in known.postcodes if p.startswith(tuple(stems))], said)
    else:
        strange = {"vague": RemarkKind.VAGUE, "number": RemarkKind.STRANGE_POSTCODE}
        clause.strange.append(Remark(strange.get(kind, RemarkKind.UNREAD), " ".join(said.split())))


def _add_code(clause: _Clause, code: str, known: KnownAreas) -> None:
    """Add a GM, WK or BU code; one outside the region stays and is said."""
    soort = {"GM": Gebiedsoort.GEMEENTE, "WK": Gebiedsoort.WIJK, "BU": Gebiedsoort.BUURT}[code[:2]].value
    clause.areas.append((soort, code))
    in_wijk = soort == Gebiedsoort.BUURT and f"WK{code[2:8]}" in known.wijken
    if code not in known.gemeenten and code not in known.wijken and not in_wijk:
        clause.notes.append(Remark(RemarkKind.OUTSIDE, code))


def _add_single(clause: _Clause, said: str, known: KnownAreas) -> None:
    """Add one postcode; of six signs the first four count, and that is said."""
    code = fold(said)[:4]
    clause.areas.append((Gebiedsoort.PC4.value, code))
    if len(said) > len(code):
        clause.notes.append(Remark(RemarkKind.FOUR_DIGITS, said, code))
    if code not in known.postcodes:
        clause.notes.append(Remark(RemarkKind.OUTSIDE, code))


def _add_range(clause: _Clause, token: re.Match, said: str, known: KnownAreas) -> None:
    """Add the postcodes of the region from low up to and including high; a reversed range is read, and said."""
    low, high = token["low"][:4], token["high"][:4]
    if len(token["low"]) > len(low) or len(token["high"]) > len(high):
        clause.notes.append(Remark(RemarkKind.FOUR_DIGITS, said, f"{low}-{high}"))
    if low > high:
        low, high = high, low
        clause.notes.append(Remark(RemarkKind.REVERSED, said, f"{low}-{high}"))
    for end in dict.fromkeys((low, high)):
        if end not in known.postcodes:
            clause.notes.append(Remark(RemarkKind.OUTSIDE, end, said))
    _add_postcodes(clause, [code for code in known.postcodes if low <= code <= high], said)


def _add_postcodes(clause: _Clause, codes: list[str], said: str) -> None:
    """Add the postcodes that a range or a beginning stands for; none leaves the clause unread."""
    if not codes:
        clause.strange.append(Remark(RemarkKind.NO_SUCH_POSTCODE, " ".join(said.split())))
    clause.areas += [(Gebiedsoort.PC4.value, code) for code in sorted(codes)]


def _without(areas: list[Area], taken: list[Area], known: KnownAreas) -> tuple[list[Area] | None, list[Remark]]:
    """Take areas away; what they lie in is written out in its parts. None where one lies in nothing that was named."""
    remarks: list[Remark] = []
    for gone in taken:
        kept: list[Area] = []
        hit = False
        for area in areas:
            parts = _parts_of(area, gone, known)
            if area == gone:
                hit = True
            elif gone in parts:
                hit = True
                kept += [part for part in parts if part != gone]
                remarks.append(Remark(RemarkKind.WRITTEN_OUT, known.name_of(area), known.name_of(gone)))
            else:
                kept.append(area)
        if not hit:
            return None, [Remark(RemarkKind.UNREAD, known.name_of(gone))]
        areas = kept
    return (areas or None), remarks


def _parts_of(area: Area, gone: Area, known: KnownAreas) -> list[Area]:
    """Return the parts of an area at the level of what is taken from it; none where that level is not finer."""
    order = [Gebiedsoort.PC4, Gebiedsoort.BUURT, Gebiedsoort.WIJK, Gebiedsoort.GEMEENTE, Gebiedsoort.REGIO]
    if area[0] not in order or gone[0] not in order or order.index(area[0]) <= order.index(gone[0]):
        return []
    finer = {
        Gebiedsoort.PC4: lambda: sorted(known.postcodes_of(area)),
        Gebiedsoort.GEMEENTE: lambda: known.gemeenten_of(area),
    }
    codes = finer.get(gone[0], lambda: known.wijken_of(area))()
    return [(gone[0], code) for code in codes]


def _unique(areas: list[Area], known: KnownAreas) -> tuple[tuple[Area, ...], list[Remark]]:
    """Return the areas once each, sorted from small to large, and a remark on each that was named twice."""
    order = list(Gebiedsoort)
    twice = {area for area in areas if areas.count(area) > 1}
    rows = sorted(set(areas), key=lambda area: (order.index(Gebiedsoort(area[0])), area[1]))
    wide = [area for area in rows if area[0] != Gebiedsoort.PC4]
    inside = {
        row: area for row in rows for area in wide if row[0] == Gebiedsoort.PC4 and known.holds(area, row[1])
    }  # fmt: skip
    remarks = [Remark(RemarkKind.DOUBLE, known.name_of(area)) for area in rows if area in twice]
    remarks += [Remark(RemarkKind.DOUBLE, row[1], known.name_of(area)) for row, area in inside.items()]
    return tuple(rows), remarks
