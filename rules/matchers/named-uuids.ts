import type { Match, MatchContext } from './matcher.js';
import type { NameTest } from './name-test.js';
import { labelBefore } from './national-ids/id-name.js';
import { uuid } from './uuid.js';

const UUID_LENGTH = 36;
/** From its first dash on. */
const SHAPE = /-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/gi;
const uuids = uuid.prepare({});

/** The UUIDs of a text that its name, or the word in front of them, says something of. Nil UUIDs are none. */
export function namedUuids(text: string, context: MatchContext, isNamed: NameTest): readonly Match[] {
  if (text.length < UUID_LENGTH) return [];
  if (isNamed(context.name)) return uuids.find(text, context);
  // A whole value has no word in front of it.
  if (text.length < UUID_LENGTH + 3) return [];
  const matches: Match[] = [];
  for (const { index } of text.matchAll(SHAPE)) {
    const start = index - 8;
    if (start < 0 || !isNamed(labelBefore(text, start))) continue;
    const from = Math.max(0, start - 1);
    for (const found of uuids.find(text.slice(from, start + UUID_LENGTH + 1), context)) {
      matches.push({ ...found, start: found.start + from, end: found.end + from });
    }
  }
  return matches;
}
