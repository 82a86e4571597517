import type { AutonomousSystem } from '../model/index.js';
import {
  ageWarning,
  bundledAutonomousSystems,
  createLocator,
  type JudgeOptions,
  type OpenPlaces,
  openPlaces,
  type Ruleset,
} from '../rules/index.js';

/** What a session knows of places. */
export interface SessionPlaces {
  /** For its judge. `autonomousSystem` only where the user has tables of their own: else the judge opens the one that ships when it needs it. */
  readonly judging: Pick<JudgeOptions, 'locate' | 'autonomousSystem'>;
  /** What people should know of the data, such as its age. */
  readonly warnings: readonly string[];
}

export interface SessionPlacesOptions {
  readonly home: string;
  readonly geoDatabases?: readonly string[];
}

/** Opens what says where addresses stand and who announces them. Throws the rooms' own errors, naming what is broken and what to do. */
export function sessionPlaces({ home, geoDatabases = [] }: SessionPlacesOptions, ruleset: Ruleset, now: number): SessionPlaces {
  const opened = openPlaces({ ruleset, home, files: geoDatabases });
  const autonomousSystem = opened.systems.length === 0 ? {} : { autonomousSystem: findAutonomousSystem(opened) };
  return {
    judging: { locate: createLocator(opened.sources), ...autonomousSystem },
    warnings: opened.databases.flatMap((database) => ageWarning(database, now) ?? []),
  };
}

/** Who announces an address: by the user's tables first, then by the one that ships. */
export function findAutonomousSystem({ systems }: OpenPlaces): (address: string) => AutonomousSystem | undefined {
  const bundled = bundledAutonomousSystems(true);
  return (address) => {
    for (const system of systems) {
      const found = system.lookup(address);
      if (found !== undefined) return found;
    }
    return bundled(address);
  };
}
