import { carriageRules, carriers } from './carriers.mjs';

const share = (found, sent) => (sent === 0 ? '–' : `${((100 * found) / sent).toFixed(sent === found ? 0 : 1)} %`);
const mostListed = 40;

/** The matrix as a table: a tick where every variant with every value was found, how many of how many where not, a dash where nothing can be sent. */
export function printMatrix({ identifiers, kinds, refused }) {
  const names = Object.keys(carriers);
  const width = Math.max(...[...identifiers, ...kinds].map(({ name }) => name.length));
  const line = (name, cells, end) =>
    console.log(`${name.padEnd(width)}  ${cells.map((cell) => cell.padStart(9)).join(' ')}  ${end.padStart(8)}`);
  const table = (title, rows) => {
    console.log(`\n${title}`);
    line('', names, 'found');
    for (const { name, cells, sent, found } of rows) {
      const written = names.map((carrier) => {
        const cell = cells[carrier];
        if (cell === undefined) return '–';
        return cell.found === cell.sent ? '✓' : `${cell.found}/${cell.sent}`;
      });
      line(name, written, share(found, sent));
    }
    const columns = names.map((carrier) =>
      rows.reduce(([found, sent], { cells }) => [found + (cells[carrier]?.found ?? 0), sent + (cells[carrier]?.sent ?? 0)], [0, 0]),
    );
    const all = columns.reduce(([found, sent], column) => [found + column[0], sent + column[1]], [0, 0]);
    line(
      'found',
      columns.map((column) => share(...column)),
      share(...all),
    );
  };
  table('An e-mail address and an advertising ID, in single chains', identifiers);
  table('Other kinds of planted values, in their ways of writing', kinds);
  console.log('');
  for (const rule of carriageRules) console.log(rule);
  printRefused(refused);
  printMisses([...identifiers, ...kinds]);
}

function printRefused(refused) {
  for (const [name, reason] of Object.entries(refused)) console.log(`left out, since the ruleset is refused: ${name}: ${reason}`);
}

/** What was missed, by variant: how (`not needed`: by the scan; `missed`: by decoding or judging; else: found as the wrong kind), and where. */
function printMisses(rows) {
  const missed = rows.flatMap(({ name, misses }) => misses.map((miss) => ({ ...miss, name })));
  if (missed.length === 0) return;
  console.log('\nNot found:');
  const groups = new Map();
  for (const { name, variant, field, seen, carrier } of missed) {
    const key = `  ${name}: ${variant}, ${field}: ${seen}`;
    groups.set(key, [...(groups.get(key) ?? []), carrier]);
  }
  for (const [key, where] of groups) console.log(`${key} in ${where.join(', ')}`);
}

export function printChains({ seed, sent, found, byLength, byCarrier, seen, causes }) {
  const shares = (cells) =>
    Object.entries(cells)
      .map(([name, cell]) => `${name} ${share(cell.found, cell.sent)}`)
      .join(', ');
  console.log(`\nRandom chains, seed ${seed}: ${found} of ${sent} found, ${share(found, sent)}`);
  console.log(`by layers: ${shares(byLength)}\nby carrier: ${shares(byCarrier)}`);
  if (causes.length === 0) return;
  console.log(`\nMissed (${counts(seen)}), by the shortest part of the chain that is missed by itself, innermost layer first:`);
  for (const { chain, missed, seen: how, carriers: where } of causes.slice(0, mostListed))
    console.log(`  ${String(missed).padStart(4)}  ${chain.join(' > ')}  (${counts(how)}; ${counts(where)})`);
  if (causes.length > mostListed) console.log(`  and ${causes.length - mostListed} more`);
  const pairs = causes.filter(({ chain }) => chain.length === 2);
  for (const [end, what] of [
    [0, 'inner'],
    [1, 'outer'],
  ])
    console.log(`in pairs, by the ${what} layer: ${counts(Object.fromEntries(tallyOf(pairs, end)))}`);
}

/** Misses by the layer at one end of the pair, most first. */
function tallyOf(pairs, end) {
  const tally = new Map();
  for (const { chain, missed } of pairs) tally.set(chain[end], (tally.get(chain[end]) ?? 0) + missed);
  return [...tally].sort(([, a], [, b]) => b - a);
}

const counts = (map) =>
  Object.entries(map)
    .map(([name, count]) => `${name} ${count}`)
    .join(', ');

export function printAlarms({ seed, count, bytes, read, totals, right, matchers, alarms, gaps, refused }) {
  const rate = (number) => `${((10_000 * number) / count).toFixed(2)} in 10,000`;
  console.log(
    `\nClean traffic, seed ${seed}: ${count} messages of ${Math.round(bytes / count)} bytes on average, ${share(read, count)} of them read for the planted values`,
  );
  console.log(
    `${matchers} matchers, and 20 planted values in all their forms; a message counts once for each and for how it was recognised`,
  );
  for (const [name, number] of Object.entries(totals)) console.log(`  ${name.padEnd(9)} ${String(number).padStart(6)}  ${rate(number)}`);
  for (const { source, recognisedAs, count: number, kinds, examples } of alarms) {
    console.log(`  ${source}, by ${recognisedAs}: ${number}, ${rate(number)} (${counts(kinds)})`);
    for (const { kind, place, transforms, text } of examples)
      console.log(`      ${kind}, ${place}${transforms === '' ? '' : `, ${transforms}`}: ${text}`);
  }
  if (Object.keys(right).length > 0) console.log(`  rightly found, since it does stand there: ${counts(right)}`);
  if (Object.keys(gaps).length > 0) console.log(`  gaps: ${counts(gaps)}`);
  printRefused(refused);
}
