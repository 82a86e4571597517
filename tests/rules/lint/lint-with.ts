import type { LintCheck } from '../../../rules/lint/lint-check.js';
import { load } from '../load/load-harness.js';

/** What one check says of a file `r.yaml` whose body begins in line 2. */
export const lintWith =
  (check: LintCheck) =>
  (body: string, files: Readonly<Record<string, string>> = {}): readonly string[] =>
    check(load(body, files)).map(({ place, message }) => `${place.file}:${place.line}:${place.column}: ${message}`);
