import type { CountedGap, Coverage } from '../../model/index.js';
import { counted } from '../counted.js';
import { isoTime } from '../iso-time.js';
import { type Paint, plainPaint } from '../paint.js';
import { printable } from '../printable.js';
import type { Changes } from './changes.js';
import type { Obstacle } from './comparability.js';
import type { AccountComparison } from './compare-accounts.js';
import type { DestinationGroup } from './compare-destinations.js';
import type { FieldFlow } from './compare-fields.js';
import { counts, type FoundOnce } from './compare-findings.js';
import type { OperatorContact } from './compare-operators.js';
import type { Comparison } from './compare-runs.js';
import type { ComparedRun } from './compared-run.js';
import { describePlace, type Suspect } from './suspect.js';

/** Lines of one kind shown in a section; the rest is counted, and in the json form. */
const shownOfKind = 25;

/** Two runs side by side for people: first what stands against comparing them, then differences; the last line is the outcome. */
export function formatComparison(comparison: Comparison, paint: Paint = plainPaint): string {
  const { runs, verdicts, coverage, fields } = comparison;
  const fieldsTitle =
    fields.source === 'everything'
      ? 'Fields seen'
      : 'Fields that findings speak of (record both runs with --record-values to see the others)';
  return joined([
    [runLine('first ', runs[0], verdicts[0].outcome, paint), runLine('second', runs[1], verdicts[1].outcome, paint)],
    obstacleSection(comparison.obstacles, paint),
    changeSection('Findings', comparison.findings, findingLine, paint),
    changeSection('Destinations', comparison.destinations, destinationLine, paint),
    changeSection('Operators', comparison.operators, operatorLine, paint),
    changeSection(fieldsTitle, fields, fieldLine, paint),
    changeSection('Gaps', comparison.gaps, gapLine, paint),
    [paint.bold('Coverage'), ...coverageLines(...coverage).map((line) => `  ${line}`)],
    suspectSection('The same ciphertext in both runs', comparison.suspects, paint),
    outcomeLines(comparison.outcome, comparison.exitCode, comparison.reasons, paint),
  ]);
}

/** Differential runs for people. */
export function formatAccountComparison(comparison: AccountComparison, paint: Paint = plainPaint): string {
  const { accounts, positions, once, suspects } = comparison;
  return joined([
    accounts.flatMap((runs, index) => runs.map((run) => runLine(index === 0 ? 'one  ' : 'other', run, undefined, paint))),
    obstacleSection(comparison.obstacles, paint),
    [
      `${counted(positions, 'place')} at which both accounts sent something`,
      ...(once === 0
        ? []
        : [
            `${counted(once, 'place')} with another value for each account, used once in a run: record a second run of each account to tell chance`,
          ]),
    ],
    suspectSection('Values that move with the account', suspects, paint),
    outcomeLines(comparison.outcome, comparison.exitCode, comparison.reasons, paint),
  ]);
}

/** The destinations that differ, and what is suspected, a line each; nothing where there is neither. For whoever is shown only the gist. */
export function formatDifferences({ destinations, suspects = [] }: Comparison, paint: Paint = plainPaint): readonly string[] {
  return [
    ...destinations.appeared.map((group) => `${paint.red('+')} ${printable(destinationLine(group), 600)}`),
    ...destinations.wentAway.map((group) => `${paint.green('-')} ${printable(destinationLine(group), 600)}`),
    ...suspects.map(
      ({ evidence, message }) => `${paint.yellow('suspect')} ${printable(describePlace(evidence), 600)}: ${printable(message)}`,
    ),
  ];
}

function joined(sections: readonly (readonly string[])[]): string {
  return `${sections
    .filter((lines) => lines.length > 0)
    .map((lines) => lines.join('\n'))
    .join('\n\n')}\n`;
}

function runLine(which: string, { record: { start, end } }: ComparedRun, outcome: string | undefined, paint: Paint): string {
  const label = start.label === undefined ? '' : ` ${JSON.stringify(start.label)}`;
  const until = end === undefined ? 'no end record' : isoTime(end.endedDateTime);
  const verdict = outcome === undefined ? '' : `, verdict ${outcome}`;
  return `${which} ${paint.bold(printable(`run ${start.id}${label}`))}  ${printable(`${isoTime(start.startedDateTime)} to ${until}${verdict}`)}`;
}

function obstacleSection(obstacles: readonly Obstacle[], paint: Paint): readonly string[] {
  return obstacles.length === 0
    ? []
    : [
        paint.bold('What stands against comparing them'),
        ...obstacles.map(({ detail }) => `  ${paint.yellow('!')} ${printable(detail, 600)}`),
      ];
}

function changeSection<T>(title: string, changes: Changes<T>, lineOf: (item: T) => string, paint: Paint): readonly string[] {
  const { appeared, wentAway, changed, same } = changes;
  const counts = [`${appeared.length} appeared`, `${wentAway.length} went away`, `${changed.length} changed`, `${same} the same`];
  const lines = (sign: string, items: readonly T[]): string[] => [
    ...items.slice(0, shownOfKind).map((item) => `  ${sign} ${printable(lineOf(item), 600)}`),
    ...(items.length > shownOfKind ? [`    … and ${items.length - shownOfKind} more; --format json has them all`] : []),
  ];
  return [
    `${paint.bold(title)}: ${counts.join(', ')}`,
    ...lines(paint.red('+'), appeared),
    ...lines(paint.green('-'), wentAway),
    ...changed
      .slice(0, shownOfKind)
      .flatMap(({ after, what }) => [
        `  ${paint.yellow('~')} ${printable(lineOf(after), 600)}`,
        ...what.map((phrase) => `      ${printable(phrase, 600)}`),
      ]),
    ...(changed.length > shownOfKind ? [`    … and ${changed.length - shownOfKind} more changed; --format json has them all`] : []),
  ];
}

function findingLine(found: FoundOnce): string {
  const { finding, count, silenced } = found;
  const kind = finding.kind === 'fail' ? 'violation' : 'open finding';
  return `${kind}${counts(found) ? '' : ` (${silenced ? 'silenced' : finding.level})`} ${finding.message} ×${count}`;
}

function destinationLine(group: DestinationGroup): string {
  const { hosts, addresses, addressCount, wires, connections, exchanges, bytesFromClient, reached } = group;
  const names = hosts.length === 1 ? (hosts[0] ?? '') : `${group.domain} (${shown(hosts, 6)})`;
  if (!reached) return `${names}, not reached, ${counted(connections, 'connection')}`;
  const where = placeOf(group);
  const wire = wires.length === 0 ? '' : `, ${wires.join(' and ')}`;
  const more = addressCount > addresses.length ? ` and ${addressCount - addresses.length} more` : '';
  return `${names} in ${where}, at ${addresses.join(', ')}${more}${wire}: ${counted(connections, 'connection')}, ${counted(exchanges, 'exchange')}, ${counted(bytesFromClient, 'byte')} sent`;
}

function placeOf({ countryIsoCode, asn, asnOrganisation }: Pick<DestinationGroup, 'countryIsoCode' | 'asn' | 'asnOrganisation'>): string {
  const system = asn === null ? '' : `, AS${asn}${asnOrganisation === null ? '' : ` (${asnOrganisation})`}`;
  return `${countryIsoCode ?? 'an unknown country'}${system}`;
}

function operatorLine({ kind, name, countries, domains }: OperatorContact): string {
  return `${kind === 'operator' ? `operator ${name}` : name}${countries.length === 0 ? '' : ` in ${countries.join(', ')}`}: ${shown(domains, 6)}`;
}

function fieldLine({ field, domain, countryIsoCode, direction, wire, places, recognisedAs, count }: FieldFlow): string {
  const way = direction === 'client-to-server' ? 'to' : 'from';
  return `${field} (${recognisedAs.join(', ')}) ${way} ${domain} in ${countryIsoCode ?? 'an unknown country'}, ${wire}, at ${shown(places, 4)}: ${counted(count, 'time')}`;
}

function gapLine({ gap, count }: CountedGap): string {
  return `${gap.reason} ×${count}: ${gap.detail}`;
}

function coverageLines(before: Coverage, after: Coverage): string[] {
  const change = (what: string, then: number, now: number): string => `${what}: ${then === now ? now : `${then} → ${now}`}`;
  const kinds = [...new Set([...Object.keys(before.connectionsByInterception), ...Object.keys(after.connectionsByInterception)])].sort();
  return [
    change('connections', before.connections, after.connections),
    ...kinds.map((kind) => change(`  ${kind}`, before.connectionsByInterception[kind] ?? 0, after.connectionsByInterception[kind] ?? 0)),
    change('exchanges', before.exchanges, after.exchanges),
    ...(['read', 'scanned', 'unseen'] as const).map((depth) => change(`messages ${depth}`, before.messages[depth], after.messages[depth])),
    ...(['read', 'scanned', 'unseen'] as const).map((depth) => change(`bytes ${depth}`, before.bytes[depth], after.bytes[depth])),
  ];
}

function suspectSection(title: string, suspects: readonly Suspect[] | undefined, paint: Paint): readonly string[] {
  if (suspects === undefined) return [`${paint.bold(title)}: not compared, see above`];
  if (suspects.length === 0) return [`${paint.bold(title)}: none found`];
  return [
    `${paint.bold(title)}: ${counted(suspects.length, 'suspect')}`,
    ...suspects
      .slice(0, shownOfKind)
      .flatMap(({ evidence, level, message, confidence, hints }) => [
        `  ${paint.yellow(`${level}, open`)}  ${printable(describePlace(evidence), 600)}`,
        `      ${printable(message)}`,
        ...hints.map((hint) => `      ${paint.dim(printable(hint))}`),
        ...(confidence === 'low' ? [`      ${paint.dim('low confidence')}`] : []),
      ]),
    ...(suspects.length > shownOfKind ? [`    … and ${suspects.length - shownOfKind} more; --format json has them all`] : []),
  ];
}

function outcomeLines(
  outcome: Comparison['outcome'] | AccountComparison['outcome'],
  exitCode: number,
  reasons: readonly string[],
  paint: Paint,
): readonly string[] {
  const colour = exitCode === 0 ? paint.green : exitCode === 3 ? paint.yellow : paint.red;
  return [
    ...reasons.map((reason) => printable(reason, 600)),
    colour(`comparison: ${outcome.toUpperCase().replace('-', ' ')} (exit ${exitCode})`),
  ];
}

function shown(names: readonly string[], most: number): string {
  return `${names.slice(0, most).join(', ')}${names.length > most ? ` and ${names.length - most} more` : ''}`;
}
