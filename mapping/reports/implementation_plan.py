"""The implementatieplan of one organisatie or gebied as a Word file: real headings, tables with header rows, alt text.

Its parts are those of the handreiking PLOEG 3: doelgroep, doel, draagvlak, duurzaam, activiteiten. What the reader has
not filled in says so; nothing is made up. python-docx is imported when a plan is made, not at the start of the app.
"""

import io
import re
from collections.abc import Sequence
from dataclasses import dataclass

from mapping.reports.about import About
from mapping.words import N_, _, language

MEDIA_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"

NOT_IN_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""What XML 1.0 (clause 2.2) does not allow: a Word file with such a sign does not open."""

PICTURE_CM = 16.0
"""Width of the picture: that of the text of an A4 with the usual margins."""

A4_CM = (21.0, 29.7)
MARGIN_CM = 2.5
COUNTS_CM, FACTORS_CM, ORIGIN_CM = (6.8, 2.3, 2.3, 2.3, 2.3), (8.5, 2.5, 5.0), (4.0, 12.0)
"""Widths of the columns of the tables; each adds up to the text of an A4."""

LOCALES = {"nl": "nl-NL", "en": "en-GB"}

PARTS = ("doelgroep", "doel", "draagvlak", "duurzaam", "activiteiten")
"""The parts of an implementatieplan, in the order of the handreiking."""

PART_TITLES = {
    "doelgroep": N_("Doelgroep"),
    "doel": N_("Doel"),
    "draagvlak": N_("Draagvlak"),
    "duurzaam": N_("Duurzaam"),
    "activiteiten": N_("Activiteiten"),
}
PART_QUESTIONS = {
    "doelgroep": N_("Welke zorgverleners gaan ermee werken, en wat kunnen zij al?"),
    "doel": N_("Wanneer bent u tevreden?"),
    "draagvlak": N_("Wie moet er achter staan, en hoe zorgt u daarvoor?"),
    "duurzaam": N_("Hoe blijft het, als het project klaar is?"),
    "activiteiten": N_("Wat gaat u doen, en wanneer?"),
}


@dataclass(frozen=True)
class Answer:
    """One factor in words: onderdeel (code), teken, name, stand, toelichting."""

    onderdeel: str
    teken: str
    factor: str
    stand: str
    toelichting: str


@dataclass(frozen=True)
class Training:
    """A trainingsonderdeel with why it fits: sentences, and the figures of research beside it."""

    naam: str
    omschrijving: str
    why: tuple[str, ...]
    trainer: str
    context: str
    cijfer: str
    bron: str


@dataclass(frozen=True)
class Plan:
    """What stands in the document, all of it in the language in use.

    written: part → what the reader wrote (may be empty). counts: rows of (what, ja, deels, nee, onbekend). picture is
    PNG with its words in `picture_words`; empty for none.
    """

    subject: str
    summary: str
    contexts: tuple[str, ...]
    written: dict[str, str]
    answers: tuple[Answer, ...]
    counts: tuple[tuple[str, ...], ...]
    trainings: tuple[Training, ...]
    about: About
    picture: bytes = b""
    picture_words: str = ""


def plan_docx(plan: Plan) -> bytes:
    """Return the plan as a Word file in the language in use."""
    import docx  # here, because only who takes a plan along needs it

    document = docx.Document()
    _speak(document)
    _paper(document)
    title = _("Implementatieplan: {naam}").format(naam=plan.subject)
    _properties(document, title)
    document.add_heading(_clean(title), level=0)
    if plan.about.example:
        _line(document, _("Voorbeeld: het aanbod in dit bestand is verzonnen."), bold=True)
    _line(document, plan.summary)
    if plan.picture:
        _picture(document, plan)
    head = (_("Onderdeel"), _("ja"), _("deels"), _("nee"), _("onbekend"))
    _table(document, head, plan.counts, _("Antwoorden geteld"), COUNTS_CM)
    if plan.contexts:
        document.add_heading(_("Context"), level=1)
        for line in plan.contexts:
            document.add_paragraph(_clean(line), style="List Bullet")
    for part in PARTS:
        _part(document, plan, part)
    _origin(document, plan.about)
    _footer(document)
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def _part(document, plan: Plan, part: str) -> None:
    """Write one part: the question, what was written, the factoren of that part, and under activiteiten the trainings."""
    document.add_heading(_(PART_TITLES[part]), level=1)
    _line(document, _(PART_QUESTIONS[part]), italic=True)
    said = plan.written.get(part, "").strip()
    _line(document, said or _("Nog niet ingevuld."))
    rows = [
        (f"{answer.teken} {answer.factor}", answer.stand, answer.toelichting)
        for answer in plan.answers
        if answer.onderdeel == part
    ]
    if rows:
        head = (_("Factor (+ helpt, − hindert)"), _("Antwoord"), _("Toelichting"))
        _table(document, head, rows, _("Factoren onder {deel}").format(deel=_(PART_TITLES[part])), FACTORS_CM)
    if part == "activiteiten":
        _trainings(document, plan.trainings)


def _trainings(document, trainings: Sequence[Training]) -> None:
    """Write the trainingsonderdelen that the answers ask for, each with why."""
    document.add_heading(_("Trainingsonderdelen die bij de antwoorden passen"), level=2)
    if not trainings:
        _line(document, _("Geen: er zijn nog geen antwoorden die om een trainingsonderdeel vragen."))
    for training in trainings:
        document.add_heading(_clean(training.naam), level=3)
        _line(document, training.omschrijving)
        for reason in training.why:
            document.add_paragraph(_clean(reason), style="List Bullet")
        _line(document, _("Trainer: {wie}").format(wie=training.trainer))
        _line(document, training.context)
        _line(document, training.cijfer)
        _line(document, _("Bron: {bron}").format(bron=training.bron), italic=True)


def _line(document, text: str, *, bold: bool = False, italic: bool = False) -> None:
    run = document.add_paragraph().add_run(_clean(text))
    run.bold, run.italic = bold or None, italic or None


def _clean(text: object) -> str:
    """Return text that can stand in a Word file, whatever it holds."""
    return NOT_IN_XML.sub("\ufffd", str(text))


def _table(document, head: Sequence[str], rows: Sequence[Sequence[str]], caption: str, wide: Sequence[float]) -> None:
    """Write a table whose first row is marked as the header and comes back on each page; `caption` names it, `wide` is in cm."""
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn
    from docx.shared import Cm

    table = document.add_table(rows=1, cols=len(head), style="Table Grid")
    for name in ("w:tblCaption", "w:tblDescription"):
        said = OxmlElement(name)
        said.set(qn("w:val"), _clean(caption))
        table._tbl.tblPr.append(said)
    mark = OxmlElement("w:tblHeader")
    mark.set(qn("w:val"), "true")
    table.rows[0]._tr.get_or_add_trPr().append(mark)
    for cell, text in zip(table.rows[0].cells, head, strict=True):
        cell.paragraphs[0].add_run(_clean(text)).bold = True
    for row in rows:
        for cell, text in zip(table.add_row().cells, row, strict=True):
            cell.text = _clean(text)
    table.autofit = False
    for column, size in zip(table.columns, wide, strict=True):
        column.width = Cm(size)  # the grid of the table, which not every program reads the cells without
        for cell in column.cells:
            cell.width = Cm(size)
    document.add_paragraph()


def _picture(document, plan: Plan) -> None:
    """Put the picture in with its words as alt text."""
    from docx.shared import Cm

    shape = document.add_picture(io.BytesIO(plan.picture), width=Cm(PICTURE_CM))
    known = shape._inline.docPr
    known.set("descr", _clean(plan.picture_words))
    known.set("title", _clean(_("Antwoorden per onderdeel")))


def _speak(document) -> None:
    """Say in which language the document is: in the defaults, so that every style has it."""
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    fonts = document.styles.element.find(qn("w:docDefaults")).find(qn("w:rPrDefault")).find(qn("w:rPr"))
    known = fonts.find(qn("w:lang"))
    if known is None:
        known = OxmlElement("w:lang")
        fonts.append(known)
    for part in ("w:val", "w:eastAsia"):
        known.set(qn(part), LOCALES[language()])


def _paper(document) -> None:
    """Make the page an A4: the template of python-docx is American."""
    from docx.shared import Cm

    section = document.sections[0]
    section.page_width, section.page_height = (Cm(size) for size in A4_CM)
    for side in ("left_margin", "right_margin", "top_margin", "bottom_margin"):
        setattr(section, side, Cm(MARGIN_CM))


def _properties(document, title: str) -> None:
    """Fill in what the file says of itself; no name of a person."""
    known = document.core_properties
    known.title, known.language = _clean(title), LOCALES[language()]
    known.author = known.last_modified_by = "Zin in kaart"
    known.subject, known.comments, known.keywords = _("Implementatieplan zorg voor zingeving"), "", ""


def _origin(document, about: About) -> None:
    """Write where it comes from: sources, peildatum, version, licence, use."""
    document.add_heading(_("Verantwoording"), level=1)
    _table(document, (_("Wat"), _("Waarde")), about.rows(), _("Verantwoording"), ORIGIN_CM)


def _footer(document) -> None:
    """Put the use of the document and the number of the page under every page."""
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    place = document.sections[0].footer.paragraphs[0]
    place.add_run(_("Schattingen over groepen. Niet gebruiken voor besluiten over personen of adressen."))
    run = place.add_run("  · ")
    for kind, text in (("begin", ""), ("", "PAGE"), ("end", "")):
        piece = OxmlElement("w:fldChar" if kind else "w:instrText")
        if kind:
            piece.set(qn("w:fldCharType"), kind)
        else:
            piece.text = text
        run._r.append(piece)
