"""The columns that many tables share: the forms of codes, counts, shares, dates and where a row comes from."""

from mapping.contract import Column, Kind
from mapping.model import VIJFJAARSGROEPEN, Lokaal, Soort

PC4 = r"[1-9]\d{3}"
WIJKCODE = r"WK\d{4}[0-9A-Z]{2}"
BUURTCODE = r"BU\d{4}[0-9A-Z]{4}"
GEMEENTECODE = r"GM\d{4}"
GEBIEDCODE = rf"{WIJKCODE}|{BUURTCODE}|{GEMEENTECODE}|{PC4}"
NAME_IN_CODE = r"[a-z0-9][a-z0-9_-]{0,62}"

TEXT = Column()
MAYBE_TEXT = Column(optional=True)
NOTED = {"bron": TEXT, "peildatum": Column(Kind.DATE, past=True)}
"""Every table says where it comes from and of which day it is."""

CODE = Column(pattern=GEBIEDCODE, example="WK059901")
POSTCODE = Column(pattern=PC4, example="3071")
IDENTIFIER = Column(pattern=NAME_IN_CODE, example="koffie-feijenoord")
COUNT = Column(Kind.NUMBER, at_least=0)
MAYBE_COUNT = Column(Kind.NUMBER, optional=True, at_least=0)
MAYBE_POSITIVE = Column(Kind.NUMBER, optional=True, above=0)
WHOLE = Column(Kind.WHOLE, optional=True, at_least=0)
SHARE = Column(Kind.NUMBER, at_least=0, at_most=1)
FLAG = Column(Kind.FLAG)
PAST = Column(Kind.DATE, optional=True, past=True)
DAY = Column(Kind.DATE, optional=True)
SOORT = Column(allowed=tuple(Soort))
LOKAAL = Column(allowed=tuple(Lokaal))
FIVE_YEARS = Column(allowed=tuple(band.label for band in VIJFJAARSGROEPEN))
BAND = Column(pattern=r"\d{1,2}-\d{1,2}|\d{2}\+", example="18-49")
