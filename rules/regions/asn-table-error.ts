import { assertNever } from '../../model/index.js';

/** Why the table of autonomous systems cannot be used. `not-packed`: the build did not make it, and what it is made from is not installed. */
export type AsnTableCause =
  | { readonly kind: 'not-packed' }
  | { readonly kind: 'unreadable'; readonly code: string }
  | { readonly kind: 'damaged' };

function explain(cause: AsnTableCause): string {
  switch (cause.kind) {
    case 'not-packed':
      return 'there is no such file: reinstall Plainsight, or, in a checkout, run `npm ci && npm run build`';
    case 'unreadable':
      return `it cannot be read (${cause.code})`;
    case 'damaged':
      return 'it is damaged: reinstall Plainsight, or, in a checkout, run `npm run build`';
    default:
      return assertNever(cause);
  }
}

/** A table of autonomous systems that cannot be opened. `message` names the file and what to do. */
export class AsnTableError extends Error {
  override readonly name = 'AsnTableError';

  constructor(
    readonly file: string,
    readonly problem: AsnTableCause,
  ) {
    super(`table of autonomous systems ${file}: ${explain(problem)}`);
  }
}
