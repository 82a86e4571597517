import type { BlindSpot, Suppression } from '../ruleset.js';
import { checkUntil } from './check-until.js';
import { child, type RulesetNode, textOf, textsOf } from './node.js';
import type { ReadContext } from './read-context.js';
import { readHost } from './read-host.js';

const narrowing = ['field', 'host', 'path', 'at', 'step', 'fingerprint'] as const;

/** One entry of `suppressions`; nothing when a key it cannot do without is missing (the schema check says so). */
export function readSuppression(node: RulesetNode, baseline: boolean, context: ReadContext): Suppression | undefined {
  const { problems, references } = context;
  const rule = child(node, 'rule');
  const reason = readReason(node, context);
  const until = readUntil(node, context);
  const hostNode = child(node, 'host');
  const host = hostNode?.kind === 'text' ? readHost(hostNode, context) : undefined;
  if (node.kind === 'map' && !narrowing.some((key) => node.entries.has(key))) {
    problems.add(
      node.place,
      `a suppression needs at least one of ${narrowing.map((key) => `\`${key}\``).join(', ')}; to switch a rule off, use \`levels\``,
    );
  }
  if (rule?.kind !== 'text' || reason === undefined || until === undefined) return undefined;
  references.push({ kind: 'rule', name: rule.text, place: rule.place });
  const fieldNode = child(node, 'field');
  if (fieldNode?.kind === 'text') references.push({ kind: 'field', name: fieldNode.text, place: fieldNode.place });
  const field = textOf(fieldNode);
  const path = textOf(child(node, 'path'));
  const at = textOf(child(node, 'at'));
  const step = textOf(child(node, 'step'));
  const fingerprint = textOf(child(node, 'fingerprint'));
  return {
    rule: rule.text,
    reason,
    until,
    place: node.place,
    ...(field !== undefined && { field }),
    ...(host !== undefined && { host }),
    ...(path !== undefined && { path }),
    ...(at !== undefined && { at }),
    ...(step !== undefined && { step }),
    ...(fingerprint !== undefined && { fingerprint }),
    baseline,
  };
}

/** One entry of `blindSpots`. */
export function readBlindSpot(node: RulesetNode, context: ReadContext): BlindSpot | undefined {
  const hostNode = child(node, 'host');
  const reason = readReason(node, context);
  const until = readUntil(node, context);
  if (hostNode?.kind !== 'text') return undefined;
  const host = readHost(hostNode, context);
  if (reason === undefined || until === undefined) return undefined;
  return { host, gaps: textsOf(child(node, 'gaps')).map(({ text }) => text), reason, until, place: node.place };
}

function readReason(node: RulesetNode, { problems }: ReadContext): string | undefined {
  const reason = child(node, 'reason');
  if (reason?.kind !== 'text') return undefined;
  if (reason.text.trim() === '') problems.add(reason.place, 'a reason must say something');
  return reason.text;
}

function readUntil(node: RulesetNode, { problems, load }: ReadContext): string | undefined {
  const until = child(node, 'until');
  if (until?.kind !== 'text') return undefined;
  const written = /^[0-9]{4}-[0-9]{2}-[0-9]{2}$/.test(until.text);
  if (written && checkUntil(until.text, load.now).kind === 'invalid')
    problems.add(until.place, `${until.text} is not a day of the calendar`);
  return until.text;
}
