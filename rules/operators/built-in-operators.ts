import { adNetworks } from './entries/ad-networks.js';
import { analytics } from './entries/analytics.js';
import { attribution } from './entries/attribution.js';
import { clouds } from './entries/clouds.js';
import { crashReporting } from './entries/crash-reporting.js';
import { deliveryNetworks } from './entries/delivery-networks.js';
import { platforms } from './entries/platforms.js';
import { pushServices } from './entries/push-services.js';
import { socialNetworks } from './entries/social-networks.js';
import { voiceServices } from './entries/voice-services.js';
import type { OperatorEntry, OperatorKind } from './operator-entry.js';

const entries: readonly OperatorEntry[] = [
  ...voiceServices,
  ...clouds,
  ...deliveryNetworks,
  ...platforms,
  ...socialNetworks,
  ...adNetworks,
  ...attribution,
  ...analytics,
  ...crashReporting,
  ...pushServices,
];

/** The operators that rulesets may name without declaring them. A ruleset that declares one of these names replaces it. */
export const builtInOperators: ReadonlyMap<string, OperatorEntry> = new Map(entries.map((entry) => [entry.name, entry]));

/** The same by what they are there for: names of groups, each standing for all its operators. */
export const builtInOperatorGroups: ReadonlyMap<string, readonly string[]> = groupsOf(entries);

function groupsOf(all: readonly OperatorEntry[]): ReadonlyMap<string, readonly string[]> {
  const groups = new Map<OperatorKind, string[]>();
  for (const { kind, name } of all) groups.set(kind, [...(groups.get(kind) ?? []), name]);
  return groups;
}
