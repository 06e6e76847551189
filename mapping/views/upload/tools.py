"""What the page hands to these views, as views read no sources: how files are read, matched, judged and made."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

import pandas as pd


@dataclass(frozen=True)
class Tools:
    """Functions of mapping/sources; each is described there.

    read: reading.read_upload. profiles: profiles.profiles. propose, propose_profile: matcher. recall, remember:
    remembered. needed, harmless: fills. unplaced, laid: addresses. places: batch.batch_searcher of this region.
    asked: asked.Asked. judge: report.judge. faulty_rows, faulty_xlsx: faulty. form_xlsx, form_csv: templates.
    code_changes: codes.read_code_changes, bound to today. fill_sheet, own_sheets: the sheet of our forms that is
    filled in, and those that only explain.
    """

    read: Callable[[bytes, str], Any]
    profiles: Callable[[], Mapping[str, Any]]
    propose: Callable[..., list[Any]]
    propose_profile: Callable[..., list[str]]
    recall: Callable[..., dict[str, str]]
    remember: Callable[..., None]
    needed: Callable[..., list[Any]]
    harmless: Callable[..., dict[str, str]]
    unplaced: Callable[..., pd.DataFrame]
    laid: Callable[..., tuple[pd.DataFrame, dict[str, str]]]
    places: Callable[..., Any]
    asked: Callable[..., Any]
    judge: Callable[..., Any]
    faulty_rows: Callable[..., pd.DataFrame]
    faulty_xlsx: Callable[[pd.DataFrame], bytes]
    form_xlsx: Callable[..., bytes]
    form_csv: Callable[..., bytes]
    code_changes: Callable[[], pd.DataFrame]
    fill_sheet: str
    own_sheets: tuple[str, ...]
