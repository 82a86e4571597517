import type { RunRecord, Verdict } from '../model/index.js';
import type { Paint } from './paint.js';

export interface RenderOptions {
  /** Colours, for formats that are read on a terminal. None when absent. */
  readonly paint?: Paint;
  /** IDs of all rules that were judged, so that a format which lists rules can show those that found nothing. */
  readonly rules?: readonly string[];
}

/**
 * One way of writing a verdict down. `render` is pure, never throws on what the traffic put into a finding, and returns whole text
 * ending in a line feed. Runs are those the verdict was decided from.
 */
export interface ReportFormat {
  readonly name: string;
  /** One line for `--help`. */
  readonly description: string;
  render(verdict: Verdict, runs: readonly RunRecord[], options?: RenderOptions): string;
}
