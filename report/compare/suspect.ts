import { createHash } from 'node:crypto';
import type { FieldLocation, Level, RecordedPosition } from '../../model/index.js';
import { counted } from '../counted.js';

/**
 * What only a comparison of runs can show: an open finding, since it points at a place and proves nothing. Its properties are named as those of
 * `Finding` and `Evidence`; it is never stored, and holds no values.
 */
export interface Suspect {
  readonly ruleId: 'compare/equal-ciphertext' | 'compare/moves-with-account';
  readonly kind: 'open';
  readonly level: Level;
  readonly message: string;
  readonly evidence: {
    readonly host: string;
    readonly method: string | null;
    /** Templated. */
    readonly urlPath: string | null;
    readonly kind: string;
    readonly location: FieldLocation;
    readonly path: string;
    readonly transforms: readonly string[];
    /** Half-open, within the value; null for all of it. */
    readonly byteRanges: readonly (readonly [number, number])[] | null;
    readonly size: number | null;
  };
  /** How much the runs say for it. */
  readonly confidence: 'high' | 'low';
  /** What speaks for or against it, for people. */
  readonly hints: readonly string[];
  readonly partialFingerprints: { readonly 'plainsight/v1': string };
}

/** The place of a suspect, as a finding shows it. */
export function placeOf(position: RecordedPosition): Suspect['evidence'] {
  const { host, method, path, kind, location, at, transforms } = position;
  return { host, method, urlPath: path, kind, location, path: at, transforms, byteRanges: null, size: null };
}

/** `POST events.example/v1/events, body $['payload'] (json)`. */
export function describePlace({ host, method, urlPath, kind, location, path, transforms, byteRanges }: Suspect['evidence']): string {
  const target = method === null ? `${kind} to ${host}` : `${method} ${host}${urlPath ?? ''}`;
  const through = transforms.length === 0 ? '' : ` (${transforms.join(' > ')})`;
  const bytes =
    byteRanges === null
      ? ''
      : `, ${byteRanges.length === 1 ? 'bytes' : `${counted(byteRanges.length, 'stretch', 'stretches')} of bytes`} ${byteRanges.map(([start, end]) => `${start}–${end}`).join(', ')}`;
  return `${target}, ${location} ${path}${through}${bytes}`;
}

/** The same in every comparison: of the kind and the place, never of values. */
export function suspectFingerprint(
  ruleId: Suspect['ruleId'],
  { host, method, urlPath, kind, location, path, transforms }: Suspect['evidence'],
): string {
  const parts = ['plainsight/v1', ruleId, host, method, urlPath, kind, location, path, transforms];
  return createHash('sha256').update(JSON.stringify(parts)).digest('hex').slice(0, 32);
}

/** Tells positions apart, whatever stood there. */
export function positionKey({ host, method, path, kind, location, at, transforms, offset }: RecordedPosition): string {
  return JSON.stringify([host, method, path, kind, location, at, transforms, offset ?? null]);
}
