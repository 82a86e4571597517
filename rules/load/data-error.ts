import { assertNever } from '../../model/index.js';
import { didYouMean } from './nearest-name.js';

/** Why databases could not be changed. */
export type DataErrorCause = 'not-countries' | 'unwritable' | 'not-installed';

function explain(cause: DataErrorCause, subject: string, error: unknown, known: readonly string[]): string {
  switch (cause) {
    case 'not-countries':
      return `${subject} knows no countries, so it cannot stand in for the country database that ships: install it without --instead`;
    case 'unwritable': {
      const code = error instanceof Error && 'code' in error ? String(error.code) : String(error);
      return `${subject} could not be written (${code}): make it writable, or point PLAINSIGHT_HOME at another folder`;
    }
    case 'not-installed':
      return `no database ${JSON.stringify(subject)} is installed${didYouMean(subject, known) || (known.length === 0 ? ': none is' : `: there are ${known.join(', ')}`)}`;
    default:
      return assertNever(cause);
  }
}

/** Installed databases that could not be changed. `message` says what to do. */
export class DataError extends Error {
  override readonly name = 'DataError';

  constructor(
    readonly problem: DataErrorCause,
    subject: string,
    error?: unknown,
    known: readonly string[] = [],
  ) {
    super(explain(problem, subject, error, known));
  }
}
