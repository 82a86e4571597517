import { createHash } from 'node:crypto';
import type { Direction, FieldLocation, Judgement, Wire } from '../../model/index.js';
import { looksLikeIdentifier, templatePath } from './template-path.js';

/** What a fingerprint is made of: never values, times or IDs. `null` where a part does not apply. */
export interface FingerprintParts {
  readonly rule: string;
  /** So that what is recorded as known while a rule could not be judged never silences the violation that shows later. */
  readonly kind: Judgement['kind'];
  /** Below the rule's `failFrom`: what is recorded as known of a warning never silences the error that shows later. */
  readonly lowered: boolean;
  readonly field: string | null;
  readonly host: string;
  readonly method: string | null;
  /** URL path as sent. */
  readonly path: string | null;
  readonly location: FieldLocation | null;
  readonly segments: readonly (string | number)[];
  readonly direction: Direction | null;
  readonly wire: Wire | null;
  /** Only where the rule tests the region. */
  readonly country: string | null;
  /** Only where the rule tests the operator. */
  readonly operator: string | null;
  /** The matched text, to be taken out wherever it stands in the other parts. */
  readonly value: string | null;
}

/** 32 hex digits, the same in every run for the same finding (RULES, "Fingerprint"). */
export function fingerprint(parts: FingerprintParts): string {
  const clean = (text: string): string => without(text, parts.value);
  const path = parts.path === null ? null : templatePath(clean(parts.path));
  const names = parts.segments
    .filter((segment) => typeof segment === 'string')
    .map((name) => clean(name))
    .map((name) => (looksLikeIdentifier(name) ? '{}' : name));
  const list = [
    'plainsight/v1',
    parts.rule,
    parts.kind,
    parts.lowered,
    parts.field,
    clean(parts.host),
    parts.method,
    path,
    parts.location,
    names,
    parts.direction,
    parts.wire,
    parts.country,
    // Only where it says something: fingerprints on record stay as they are.
    ...(parts.operator === null ? [] : [parts.operator]),
  ];
  return createHash('sha256').update(JSON.stringify(list)).digest('hex').slice(0, 32);
}

function without(text: string, value: string | null): string {
  if (value === null || value.length < 4) return text;
  let clean = text.replaceAll(value, '{}');
  const encoded = encodeURIComponent(value.replace(/\p{Surrogate}/gu, '\ufffd'));
  if (encoded !== value) clean = clean.replaceAll(encoded, '{}');
  return clean.replaceAll(value.toLowerCase(), '{}');
}
