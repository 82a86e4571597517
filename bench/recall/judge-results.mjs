/** The bars of this bench, each with whether it is met. Sections that were not run have none. */
export function barsOf({ matrix, chains, alarms }) {
  const bars = [];
  const bar = (name, met, measured) => bars.push({ name, met, measured });
  const complete = (rows) => rows.filter(({ sent, found }) => sent > 0 && sent === found).length;
  if (matrix !== undefined) {
    const { identifiers, kinds } = matrix;
    bar(
      `${identifiers.length} of ${identifiers.length} single chains, in every carrier`,
      complete(identifiers) === identifiers.length,
      `${complete(identifiers)}`,
    );
    bar(`${kinds.length} of ${kinds.length} other kinds, in every way of writing`, complete(kinds) === kinds.length, `${complete(kinds)}`);
  }
  if (chains !== undefined)
    bar('95 % of random chains', chains.found >= 0.95 * chains.sent, `${((100 * chains.found) / chains.sent).toFixed(1)} %`);
  if (alarms !== undefined) {
    const { totals, count, refused } = alarms;
    bar('no false alarm by a planted value', totals.planted === 0, `${totals.planted}`);
    bar('no false alarm by a check digit', totals.checksum === 0, `${totals.checksum}`);
    bar(
      'fewer than 1 false alarm by a pattern in 10,000 messages',
      totals.pattern * 10_000 < count,
      `${((totals.pattern * 10_000) / count).toFixed(2)}`,
    );
    bar('every planted value and matcher takes part', Object.keys(refused).length === 0, `${Object.keys(refused).length} refused`);
  }
  return bars;
}
