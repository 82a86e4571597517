import type { Finding, Step, StepFindings, StepResult } from '../../model/index.js';
import { isSilenced } from '../is-silenced.js';

type Counts = { readonly violations: Levels; readonly open: Levels; silenced: number };
type Levels = { error: number; warning: number; note: number };

const none = (): Counts => ({ violations: { error: 0, warning: 0, note: 0 }, open: { error: 0, warning: 0, note: 0 }, silenced: 0 });

/** Counts the findings of a run by the step in which what they are about started. Steps of one name that began twice are two. */
export class StepCounter {
  readonly #steps = new Map<Step, Counts>();
  readonly #outside = none();

  /** `step`: the one that the finding belongs to, the same object each time; nothing for those outside. */
  finding(finding: Finding, step: Step | undefined): void {
    if (finding.kind === 'pass') return;
    const counts = step === undefined ? this.#outside : this.#countsOf(step);
    if (isSilenced(finding)) counts.silenced += 1;
    else counts[finding.kind === 'fail' ? 'violations' : 'open'][finding.level] += 1;
  }

  result(steps: readonly Step[]): readonly StepResult[] {
    return steps.map((step) => ({ ...step, findings: this.#countsOf(step) }));
  }

  get outside(): StepFindings {
    return this.#outside;
  }

  #countsOf(step: Step): Counts {
    let counts = this.#steps.get(step);
    if (counts === undefined) {
      counts = none();
      this.#steps.set(step, counts);
    }
    return counts;
  }
}
