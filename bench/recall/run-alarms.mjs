import { cleanTraffic } from './clean/clean-traffic.mjs';
import { declaredDevice } from './clean/declared-device.mjs';
import { createInspector, plantedFields } from './engine.mjs';
import { furtherPlanted, planted } from './planted.mjs';

/** What options a matcher is given that needs some. */
const required = { 'random-bytes': { bits: '128' } };
const mostExamples = 3;

/** Every matcher as a field of its own; those that take a declared value also with one. */
function matcherFields(matchers) {
  const fields = {};
  for (const [name, { options }] of matchers) {
    const needs = Object.entries(options).filter(([, option]) => option.required);
    const given =
      required[name] ?? Object.fromEntries(needs.map(([option, { type }]) => [option, type === 'integer' ? '128' : 'Zephyr 9X']));
    fields[`m-${name}`] = { matchers: [Object.keys(given).length === 0 ? name : { [name]: given }] };
    if (options.is !== undefined) fields[`m-${name}-declared`] = { matchers: [{ [name]: { is: declaredDevice[name] ?? 'Zephyr 9X' } }] };
  }
  return fields;
}

/**
 * The same in one field, which says cheaply that none of them finds anything. What is sure of nothing but a name finds something nearly
 * everywhere, so it stays a field of its own.
 */
function sieveFields(fields, matchers) {
  const ofName = ([name]) => matchers.get(name.slice(2))?.surest === 'name';
  const together = Object.entries(fields).filter((entry) => !ofName(entry));
  return {
    sieve: { matchers: together.flatMap(([, field]) => field.matchers) },
    ...Object.fromEntries(Object.entries(fields).filter(ofName)),
  };
}

/**
 * What is reported of clean traffic: of twenty planted values with all their encodings, and of every matcher by itself. A matcher that finds
 * what does stand in a message (a UUID) is right; that is counted, and no alarm. One message counts once for each field and sureness.
 */
export function runAlarms(rooms, { count, seed, onProgress = () => undefined }) {
  const values = createInspector(rooms, plantedFields({ ...planted, ...furtherPlanted }));
  const fields = matcherFields(rooms.matchers);
  const each = createInspector(rooms, fields, values);
  const sieve = createInspector(rooms, sieveFields(fields, rooms.matchers), values);
  const tally = createTally();
  const gaps = new Map();
  let bytes = 0;
  let read = 0;
  let done = 0;
  for (const { kind, message, holds } of cleanTraffic({ count, seed })) {
    done += 1;
    if (done % 10_000 === 0) onProgress(done);
    bytes += message.body.bytes.length;
    const byValue = values.inspect(message);
    if (byValue !== undefined) read += 1;
    let byKind = sieve.inspect(message);
    for (const { reason } of byKind?.gaps ?? []) gaps.set(`${kind}: ${reason}`, (gaps.get(`${kind}: ${reason}`) ?? 0) + 1);
    if (byKind?.judgements.some(({ fieldName }) => fieldName === 'sieve')) byKind = each.inspect(message);
    tally.add(kind, holds, [...(byValue?.judgements ?? []), ...(byKind?.judgements ?? [])]);
  }
  const refused = Object.fromEntries([...values.refused, ...each.refused]);
  return { seed, count, bytes, read, matchers: Object.keys(fields).length, refused, gaps: Object.fromEntries(gaps), ...tally.result() };
}

function createTally() {
  const alarms = new Map();
  const right = {};
  const totals = { planted: 0, checksum: 0, pattern: 0, name: 0 };
  return {
    add(kind, holds, judgements) {
      const seen = new Set();
      for (const judgement of judgements) {
        const { fieldName, recognisedAs } = judgement;
        const ofMatcher = fieldName?.startsWith('m-') ?? false;
        const source = ofMatcher ? fieldName.slice(2) : `value of ${fieldName}`;
        const key = `${source}, ${recognisedAs}`;
        // Gaps make findings that are open: nothing was found.
        if (judgement.kind !== 'fail' || seen.has(key)) continue;
        seen.add(key);
        if (ofMatcher && holds.has(source)) {
          right[source] = (right[source] ?? 0) + 1;
          continue;
        }
        totals[recognisedAs] += 1;
        const alarm = alarms.get(key) ?? { source, recognisedAs, count: 0, kinds: {}, examples: [] };
        alarms.set(key, alarm);
        alarm.count += 1;
        alarm.kinds[kind] = (alarm.kinds[kind] ?? 0) + 1;
        if (alarm.examples.length < mostExamples && alarm.kinds[kind] === 1) alarm.examples.push(exampleOf(kind, judgement));
      }
    },
    result: () => ({ totals, right, alarms: [...alarms.values()].sort((a, b) => b.count - a.count) }),
  };
}

/** All of it is made up, so the text may be shown. */
function exampleOf(kind, { field, value, valueTransforms }) {
  const text = value === undefined ? '' : value.reveal();
  return {
    kind,
    place: `${field?.location ?? ''} ${field?.path ?? ''}`.trim(),
    transforms: [...(field?.transforms ?? []), ...valueTransforms].join(' > '),
    text: JSON.stringify(text.length > 40 ? `${text.slice(0, 40)}…` : text),
  };
}
