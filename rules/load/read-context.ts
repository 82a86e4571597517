import type { Reference } from './layer.js';
import type { LoadContext } from './load-context.js';
import type { Problems } from './problems.js';

/** What the readers of one file share. */
export interface ReadContext {
  readonly load: LoadContext;
  readonly problems: Problems;
  /** Filled while reading. */
  readonly references: Reference[];
  /** Folder of the file, which paths in it are relative to. */
  readonly folder: string;
  /** Name of the pack the file is; absent for the user's own. */
  readonly pack?: string;
}
