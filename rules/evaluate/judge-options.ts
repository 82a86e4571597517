import type { Region } from '../../model/index.js';
import type { Matcher } from '../matchers/matcher.js';
import type { FindAutonomousSystem } from './bundled-autonomous-systems.js';
import type { DescribeRegion } from './open-reason.js';
import type { JudgeRegion } from './scene.js';

/** What a judge is given by those who put the rooms together. */
export interface JudgeOptions {
  /** Epoch milliseconds. */
  readonly now: () => number;
  /** By default those that ship with us. */
  readonly matchers?: ReadonlyMap<string, Matcher>;
  /** By default by the ruleset's overrides and the country database that ships with us. */
  readonly locate?: Locate;
  /** By default by the table that ships with us. */
  readonly autonomousSystem?: FindAutonomousSystem;
  readonly judgeRegion?: JudgeRegion;
  /** One sentence on why the country of an address is not certain. */
  readonly describeRegion?: DescribeRegion;
}

export type Locate = (address: string, hosts: readonly string[]) => Region;
