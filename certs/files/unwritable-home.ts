import { CaError } from '../ca-error.js';
import { describeError } from './describe-error.js';

/** The refusal where the folder of a CA does not let itself be written. */
export function unwritableHome(folder: string, error: unknown): CaError {
  return new CaError(
    'unwritable-home',
    folder,
    `The CA's folder ${folder} could not be written (${describeError(error)}), expected a folder of the user who runs Plainsight. ` +
      'Next: make it writable, or point PLAINSIGHT_HOME at another.',
  );
}
