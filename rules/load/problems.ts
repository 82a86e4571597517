import type { Place } from '../ruleset.js';
import { RulesetError, type RulesetProblem } from '../ruleset-error.js';

/** Collects everything wrong with a ruleset, so that one look is enough to mend it. Not for warnings: those do not stop a run. */
export class Problems {
  readonly #found = new Map<string, RulesetProblem>();
  readonly #settled = new Set<string>();

  add(place: Place, message: string): void {
    const at = `${place.line}:${place.column}:${place.file}`;
    if (!this.#settled.has(at)) this.#found.set(`${at}\n${message}`, { place, message });
  }

  /** Like {@link add}, for a value that is no use any more: whatever else would be said of it would follow from this. */
  settle(place: Place, message: string): void {
    this.add(place, message);
    this.#settled.add(`${place.line}:${place.column}:${place.file}`);
  }

  get count(): number {
    return this.#found.size;
  }

  /** In order of file (as first met) and position. */
  list(): readonly RulesetProblem[] {
    const files = [...new Set([...this.#found.values()].map(({ place }) => place.file))];
    return [...this.#found.values()].sort(
      (a, b) => files.indexOf(a.place.file) - files.indexOf(b.place.file) || a.place.line - b.place.line || a.place.column - b.place.column,
    );
  }

  throwIfAny(): void {
    if (this.#found.size > 0) throw new RulesetError(this.list());
  }
}
