import type { CoverageRow, CoverageTable } from '../../model/index.js';
import { addAmounts, addRow, coverageTable } from './coverage-table.js';

/** Names that are told apart while a run lasts. */
const mostNames = 1_000;

/** Adds up rows by name, as they come. Bounded: names beyond a thousand are summed up as others. */
export class NameTable {
  readonly #rows = new Map<string, CoverageRow>();
  #others: CoverageTable['others'];

  add(row: CoverageRow): void {
    const { name, resolution: _, ...amounts } = row;
    const known = this.#rows.get(name);
    if (known !== undefined || this.#rows.size < mostNames) this.#rows.set(name, addRow(known, row));
    else if (this.#others === undefined) this.#others = { names: 1, ...amounts };
    else this.#others = { names: this.#others.names + 1, ...addAmounts(this.#others, row) };
  }

  result(): CoverageTable {
    return coverageTable([...this.#rows.values()], [this.#others]);
  }
}
