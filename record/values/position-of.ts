import type { Field, Message } from '../../model/index.js';
import { redactPath } from '../redact/redact-path.js';
import type { Scrub } from '../redact/scrubber.js';
import { templateUrl } from '../redact/template-url.js';

/** Places in a list up to this one are told apart, since arrays are also read by position; later ones are one. */
const lastOwnIndex = 31;

/** The part of a position that is the same for all of a message's values: what was asked for, redacted. */
export interface RequestPosition {
  readonly method: string | null;
  readonly path: string | null;
  readonly kind: Message['kind'];
}

export function requestPosition({ kind, request }: Message, scrub: Scrub): RequestPosition {
  if (request === undefined) return { method: null, path: null, kind };
  const [path = ''] = templateUrl(request.target, (text) => scrub.holds(text)).split('?', 1);
  return { method: scrub.text(request.method, 40), path: scrub.text(path, 400), kind };
}

/** A field's place within its message, redacted. */
export function fieldPosition({ segments }: Field, scrub: Scrub): string {
  const bounded = segments.map((segment) => (typeof segment === 'number' && segment > lastOwnIndex ? '*' : segment));
  return scrub.text(redactPath(bounded, scrub, (text) => scrub.holds(text)).replaceAll("['*']", '[*]'), 400);
}
