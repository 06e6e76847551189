"""Disclosure control: what may be shown of counts of people and of estimates, and in how many digits.

Two kinds. *Counts of people* from a source that is not public are hidden where few (`hide_counts`). *Our own estimates*
rest on public numbers and a share that we show: hiding protects nobody, but a small basis says nothing (`too_small`).

A table of counts is published with its totals. It is given here as entries (cells and totals alike, any shape) with
`sums`: a sparse table (sums × entries), 1 for each part and −1 for its total, so that sums @ entries = 0.
"""

from dataclasses import dataclass

import numpy as np
from scipy.optimize import linprog
from scipy.sparse import csr_array, eye_array, kron, vstack

from mapping.model import MIN_BASIS_BIJZONDER, MIN_BASIS_INWONERS, MIN_OMVANG, Soort

COUNT_STEP_PEOPLE = 5
"""Counts are shown to the nearest 5 people, so that one more or fewer cannot be followed from version to version."""

DIGITS_SHOWN = {Soort.GEMODELLEERD: 2, Soort.GESCHAT: 2, Soort.AANNAME: 1}
"""Significant digits per soort: an estimate has no more than two to stand on, an assumption one."""

MIN_COUNT_PEOPLE = 5
"""Fewer people than this might be recognised (the rule of CBS and of GGD tables)."""

MIN_COUNT_BIJZONDER_PEOPLE = 10
"""The same for subgroepen under article 9 AVG (health, faith, origin), where recognition does more harm."""

ROUNDING_SLACK = 1e-9
"""Slack, in units of the last digit shown, that keeps a half from falling down by the last bit of a division."""

SOLVER_SLACK_PEOPLE = 1e-6
"""How far a bound found by HiGHS may lie from the true one (its default tolerance is 1e-7)."""


@dataclass(frozen=True, eq=False)
class ShownCounts:
    """A table of counts as it may be published.

    values: people rounded to COUNT_STEP_PEOPLE, NaN where hidden. hidden: bool of the same shape ("verborgen"). Both
    include the totals.
    """

    values: np.ndarray
    hidden: np.ndarray


def rounded(value, soort: Soort | str):
    """Round people for the screen: gemeten to 5, gemodelleerd and geschat to 2 digits, aanname to 1 digit.

    value: a scalar or an array; the answer has its shape (a float for a scalar). A half goes up, away from 0, never to
    the even neighbour. NaN stays NaN. Raises ValueError for a soort that does not exist. Source: method.md section 7.
    """
    soort = Soort(soort)
    value = np.asarray(value, dtype=float)
    size = np.abs(value)
    if soort is Soort.GEMETEN:
        answer = np.sign(value) * COUNT_STEP_PEOPLE * _half_up(size / COUNT_STEP_PEOPLE)
    else:
        known = np.isfinite(size) & (size > 0)
        exponent = np.floor(np.log10(np.where(known, size, 1)) + ROUNDING_SLACK) - DIGITS_SHOWN[soort] + 1
        up, down = 10.0 ** np.maximum(exponent, 0), 10.0 ** np.maximum(-exponent, 0)
        answer = np.where(known, np.sign(value) * _half_up(size * down / up) * up / down, value)
    return answer if answer.ndim else float(answer)


def too_small(basis, omvang, *, sensitive=False):
    """Return where an estimate of ours is "te klein voor een schatting", bool of the shape of the arguments together.

    basis: inhabitants that the share is taken of; omvang: the people it gives. sensitive: bool or array, true for
    subgroepen under article 9 AVG. A missing value (NaN) is unknown and not too small: that is another mark. An
    omvang of 0 is under the limit, hence too small.
    """
    basis, omvang = np.asarray(basis, dtype=float), np.asarray(omvang, dtype=float)
    least = np.where(sensitive, MIN_BASIS_BIJZONDER, MIN_BASIS_INWONERS)
    return (basis < least) | (omvang < MIN_OMVANG)


def with_totals(counts) -> np.ndarray:
    """Return the table with a total at the end of every axis, each axis one longer."""
    table = np.asarray(counts, dtype=float)
    for axis in range(table.ndim):
        table = np.concatenate([table, table.sum(axis=axis, keepdims=True)], axis=axis)
    return table


def sums_of_table(shape: tuple[int, ...]) -> csr_array:
    """Return the sums of a table of this shape, totals included, as `with_totals` makes it; entries in C order."""
    blocks = []
    for axis, length in enumerate(shape):
        line = csr_array(np.append(np.ones(length - 1), -1)[None, :])
        before = eye_array(int(np.prod(shape[:axis])))
        after = eye_array(int(np.prod(shape[axis + 1 :])))
        blocks.append(kron(kron(before, line), after))
    return csr_array(vstack(blocks))


def hide_counts(
    counts, *, sensitive=False, sums: csr_array | None = None, unseen=None, kept=None, zeros: bool = False
) -> ShownCounts:
    """Hide counts of people so that nobody can be found from what is shown, and round the rest to 5.

    counts: whole people, none missing. Without `sums` they are a table of any number of axes, and the answer has a
    total more on every axis; with `sums` they are entries, totals included, and the answer has their shape. sensitive:
    bool, or an array that broadcasts to `counts`, true for subgroepen under article 9 AVG; there the threshold is 10
    instead of 5, and so it is for a total with any such part.

    Hidden first: every entry, totals too, of 1 up to the threshold. A 0 tells of nobody and is shown, unless sensitive:
    there it would say of the others in its row which trait they share. Then more entries are hidden, the smallest that
    help, until the interval that the shown numbers leave to each hidden entry is at least the threshold wide. That is
    tested as if the shown numbers were exact and as if the reader knew that no 0 is hidden (where none is): rounding
    may be undone by a total known from elsewhere, and only widens the interval.
    unseen: bool, entries that are never shown, under no threshold of their own: they tie others together (a slack
    that says that a part is no more than its whole). kept: bool, entries that everybody knows and that stay shown where
    they reach their threshold; others are hidden instead. Both have the shape of the entries. zeros: hide a 0 as well,
    where to know of each small count that it is one or more would say too much.
    Raises ValueError if a count is missing, negative or not whole, or if `sums` do not hold.
    """
    entries = with_totals(counts) if sums is None else np.asarray(counts, dtype=float)
    sums = sums_of_table(entries.shape) if sums is None else csr_array(sums)
    _check_counts(entries, sums)
    strict = np.broadcast_to(sensitive, np.shape(counts))
    strict = (with_totals(strict) if strict.shape != entries.shape else strict).ravel() > 0
    threshold = np.where(strict, MIN_COUNT_BIJZONDER_PEOPLE, MIN_COUNT_PEOPLE)
    people = entries.ravel()
    slack = np.zeros(people.size, dtype=bool) if unseen is None else np.asarray(unseen, dtype=bool).ravel()
    hidden = ((people < threshold) & ((people > 0) | strict | zeros)) | slack
    known = np.zeros(people.size, dtype=bool) if kept is None else np.asarray(kept, dtype=bool).ravel()
    while (leaking := _leaking(people, hidden, sums, np.where(slack, 0, threshold))).any():
        hidden = hidden | _next_to_hide(people, hidden, leaking, sums, known)
    shown = np.where(hidden, np.nan, rounded(people, Soort.GEMETEN))
    return ShownCounts(shown.reshape(entries.shape), hidden.reshape(entries.shape))


def interval_audit(
    shown, *, sums: csr_array | None = None, step: int = 1, smallest_shown: int = 0, smallest_hidden: int = 0
) -> tuple[np.ndarray, np.ndarray]:
    """Return the least and the greatest value that the shown numbers leave to each entry, in the shape of `shown`.

    shown: what a reader sees, totals included, NaN where hidden. sums: as in the module docstring; a table with a total
    at the end of every axis unless given. step: what shown numbers are rounded to; 1 is exact. smallest_shown: the
    threshold under which a count is hidden, if the reader knows it (a shown 0 is then exactly 0). smallest_hidden: 1
    if the reader knows that zeros are always shown. The greatest value is infinite where nothing bounds it.
    Raises ValueError if no table of counts fits the shown numbers. Source: attacker's problem of Fischetti & Salazar
    (2001), solved by HiGHS.
    """
    shown = np.asarray(shown, dtype=float)
    sums = sums_of_table(shown.shape) if sums is None else csr_array(sums)
    hidden = np.isnan(shown.ravel())
    low, high = _what_shown_tells(shown.ravel(), step=step, smallest_shown=smallest_shown)
    low[hidden] = smallest_hidden
    least, greatest = low.copy(), high.copy()
    attack = _attack_on(sums, low, high)
    for entry in np.flatnonzero(hidden):
        least[entry] = attack.solve(entry, sign=1)[entry]
        greatest[entry] = attack.solve(entry, sign=-1)[entry]
    return least.reshape(shown.shape) + 0.0, greatest.reshape(shown.shape)


def _half_up(value: np.ndarray) -> np.ndarray:
    """Round values of 0 or more to whole numbers, a half upwards."""
    return np.floor(value + 0.5 + ROUNDING_SLACK)


def _check_counts(entries: np.ndarray, sums: csr_array) -> None:
    """Raise ValueError unless the entries are whole people, none missing, and all sums hold."""
    if not np.all(np.isfinite(entries)) or np.any(entries < 0) or np.any(entries != np.floor(entries)):
        raise ValueError("counts must be whole numbers of people, none missing and none negative")
    if sums.shape[1] != entries.size:
        raise ValueError(f"sums must have a column per entry ({entries.size}), not shape {sums.shape}")
    if np.any(sums @ entries.ravel() != 0):
        raise ValueError("sums do not hold: the parts in counts do not add up to their total")


def _leaking(people: np.ndarray, hidden: np.ndarray, sums: csr_array, threshold: np.ndarray) -> np.ndarray:
    """Return which hidden entries the other ones, taken as exact, give away to less than their threshold.

    An entry with threshold 0 gives nothing away. Every table that an attack finds is a witness for all entries, so that
    few attacks are needed.
    """
    guarded = hidden & (threshold > 0)
    lonely = guarded & (abs(sums).T @ _alone(hidden, sums)).astype(bool)
    if lonely.any() or not guarded.any():
        return lonely
    low, high = people.copy(), people.copy()
    low[hidden] = 0
    low[guarded] = 0 if np.any(people[guarded] == 0) else 1
    high[hidden] = people.sum() + threshold.sum()  # far enough for every width that is asked, and finite
    attack = _attack_on(sums, low, high)
    least, greatest = people.copy(), people.copy()
    for sign in (-1, 1):
        for entry in np.flatnonzero(guarded):
            if greatest[entry] - least[entry] < threshold[entry] - SOLVER_SLACK_PEOPLE:
                witness = attack.solve(entry, sign=sign)
                least, greatest = np.minimum(least, witness), np.maximum(greatest, witness)
    return guarded & (greatest - least < threshold - SOLVER_SLACK_PEOPLE)


def _alone(hidden: np.ndarray, sums: csr_array) -> np.ndarray:
    """Return which sums have exactly one hidden entry, which a subtraction then gives away."""
    return abs(sums) @ hidden.astype(float) == 1


def _next_to_hide(
    people: np.ndarray, hidden: np.ndarray, leaking: np.ndarray, sums: csr_array, kept: np.ndarray
) -> np.ndarray:
    """Return the entries to hide next: for each leaking one, the entry of its tightest sum that costs least to lose.

    Entries that share another sum with a hidden one come first (they protect each other there), then cells before
    totals before zeros, which protect little; then the smallest. Where nothing is left in its sums, any entry serves.
    Entries to be kept come last of all.
    """
    crossed = (abs(sums).T @ (abs(sums) @ hidden.astype(float) > 0)) > 1
    is_total = (sums < 0).sum(axis=0) > 0
    costs = np.lexsort((people, ~crossed, is_total, people == 0, kept)).argsort()
    slack = abs(sums) @ np.where(hidden, people, 0)
    chosen = np.zeros_like(hidden)
    for entry in np.flatnonzero(leaking):
        lines = np.flatnonzero(sums[:, [entry]].toarray())
        members = [sums[[line]].indices for line in lines[np.argsort(slack[lines], kind="stable")]]
        if any(chosen[of_line].any() for of_line in members):
            continue  # what was just chosen for another entry may help this one as well: look again first
        free = [of_line[~hidden[of_line] & ~kept[of_line]] for of_line in members]
        candidates = next((some for some in free if some.size), np.flatnonzero(~hidden))
        chosen[candidates[np.argmin(costs[candidates])]] = True
    return chosen


def _what_shown_tells(shown: np.ndarray, *, step: int, smallest_shown: int) -> tuple[np.ndarray, np.ndarray]:
    """Return the least and greatest count behind each shown number; for a hidden one (NaN) 0 and infinity."""
    either_side = step // 2
    low = np.maximum(shown - either_side, np.where(shown > 0, smallest_shown, 0))
    high = np.where((shown == 0) & (smallest_shown > 0), 0, shown + either_side)
    hidden = np.isnan(shown)
    return np.where(hidden, 0, low), np.where(hidden, np.inf, high)


@dataclass(frozen=True, eq=False)
class _Attack:
    """The linear programme of a reader: all tables that fit the sums and the bounds of each entry."""

    sums: csr_array
    totals: np.ndarray
    low: np.ndarray
    high: np.ndarray
    free: np.ndarray

    def solve(self, entry: int | None, *, sign: int) -> np.ndarray:
        """Return a table in which `entry` is least (sign 1) or greatest (sign −1); infinite where nothing bounds it."""
        goal = np.zeros(self.free.size)
        if entry is not None:
            goal[entry] = sign
        answer = self._run(goal[self.free], presolve=True)
        if answer.status == _NOT_DECIDED:
            answer = self._run(goal[self.free], presolve=False)
        if answer.status == _UNBOUNDED:
            return np.where(goal != 0, -sign * np.inf, self.low)
        if not answer.success:
            raise ValueError(f"no table of counts fits the shown numbers: {answer.message}")
        table = self.low.copy()
        table[self.free] = answer.x
        return table

    def _run(self, goal: np.ndarray, *, presolve: bool):
        bounds = np.column_stack([self.low, self.high])[self.free]
        return linprog(
            goal, A_eq=self.sums, b_eq=self.totals, bounds=bounds, method="highs", options={"presolve": presolve}
        )


_UNBOUNDED, _NOT_DECIDED = 3, 4
"""Status codes of scipy's linprog; HiGHS cannot always tell unbounded from infeasible in its presolve."""


def _attack_on(sums: csr_array, low: np.ndarray, high: np.ndarray) -> _Attack:
    """Return the attack with fixed entries moved to the right-hand side; raise ValueError if those contradict."""
    free = low < high
    totals = -(sums[:, ~free] @ low[~free])
    open_sums = abs(sums) @ free.astype(float) > 0
    if np.any(np.abs(totals[~open_sums]) > SOLVER_SLACK_PEOPLE):
        raise ValueError("no table of counts fits the shown numbers: the shown parts do not add up to their total")
    return _Attack(csr_array(sums[:, free])[open_sums], totals[open_sums], low, high, free)
