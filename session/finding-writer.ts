import type { Finding, Judgement, Step } from '../model/index.js';
import type { Recorder } from '../record/index.js';
import type { StepCounter } from '../report/index.js';

/** Findings handed to the store and not yet committed, above which the relay waits. */
const mostUncommitted = 2_000;

export interface FindingWriterOptions {
  readonly redact: (judgement: Judgement) => Finding;
  readonly recorder: Pick<Recorder, 'finding'>;
  /** Steps of the run so far, in their order. */
  readonly steps: () => readonly Step[];
  readonly counts: StepCounter;
  /** Whether the store is behind. */
  readonly backlog: (full: boolean) => void;
  readonly fault: (message: string) => void;
  /** A finding that is committed. */
  readonly committed?: (finding: Finding) => void;
}

/** Redacts judgements and hands them to the store. A finding counts, and is told, once it is committed. */
export class FindingWriter {
  readonly #options: FindingWriterOptions;
  #uncommitted = 0;
  #violations = 0;
  #openFindings = 0;

  constructor(options: FindingWriterOptions) {
    this.#options = options;
  }

  /** Committed violations at error level that nothing silences. */
  get violations(): number {
    return this.#violations;
  }

  /** Likewise of open findings. */
  get openFindings(): number {
    return this.#openFindings;
  }

  readonly write = (judgements: readonly Judgement[]): void => {
    for (const judgement of judgements) this.#one(judgement);
  };

  #one(judgement: Judgement): void {
    const { redact, recorder, steps, counts, backlog, fault, committed } = this.#options;
    const finding = redact(judgement);
    const step = steps().findLast(({ name, began }) => name === judgement.step && began <= judgement.startedDateTime);
    this.#uncommitted += 1;
    if (this.#uncommitted > mostUncommitted) backlog(true);
    void recorder.finding(finding).then((receipt) => {
      this.#uncommitted -= 1;
      if (this.#uncommitted < mostUncommitted / 2) backlog(false);
      if (receipt.kind === 'not-recorded') return fault(receipt.fault.message);
      counts.finding(finding, step);
      if (finding.suppression === undefined && finding.level === 'error') {
        if (finding.kind === 'fail') this.#violations += 1;
        else this.#openFindings += 1;
      }
      committed?.(finding);
    });
  }
}
