/**
 * One thing that a run needs, and what was found of it.
 * - `ok`: as it should be; `note`: fine, and worth knowing
 * - `warning`: a run would start, and something about it would be worse than it could be
 * - `problem`: a run would not start, or could prove nothing
 */
export interface SetupCheck {
  readonly name: string;
  readonly state: 'ok' | 'note' | 'warning' | 'problem';
  /** What was found, for people; may hold several lines. */
  readonly found: string;
  /** What to do next; absent where there is nothing to do. */
  readonly next?: string;
}

export type Finding = Omit<SetupCheck, 'name'>;
