import type { LoadContext } from '../../../rules/load/load-context.js';
import { loadRuleset } from '../../../rules/load/load-ruleset.js';
import type { Matcher } from '../../../rules/matchers/matcher.js';
import type { Ruleset } from '../../../rules/ruleset.js';
import { RulesetError } from '../../../rules/ruleset-error.js';

function matcher(name: string, surest: Matcher['surest'], options: Matcher['options'] = {}): Matcher {
  return { name, description: name, options, surest, prepare: () => ({ recognisedAs: surest, find: () => [] }) };
}

const standIns = [
  matcher('email', 'pattern'),
  matcher('credit-card', 'checksum'),
  matcher('random-bytes', 'pattern', { bits: { type: 'integer', description: 'least entropy', required: true } }),
];

/** Noon of 1 November 2026, UTC. */
export const noon = Date.UTC(2026, 10, 1, 12);

/** A context without disk, environment or clock. `files` are by path; those under `packs/` are packs. */
export function contextOf(files: Readonly<Record<string, string>>, more: Partial<LoadContext> = {}): LoadContext {
  return {
    matchers: new Map(standIns.map((each) => [each.name, each])),
    groups: new Map([
      ['eu', { countries: ['DE', 'FR'], partial: [], asOf: '2026-01-01' }],
      ['eu-adequate', { countries: ['JP'], partial: ['US'], asOf: '2026-01-01' }],
    ]),
    countryCodes: new Set(['CA', 'CN', 'DE', 'FR', 'GB', 'JP', 'NO', 'US']),
    env: { QA_USER_ID: 'u-7f3a9c2d41', EMPTY: '' },
    readFile: (path) => {
      const text = files[path];
      if (text === undefined) throw new Error('no such file');
      return text;
    },
    packs: new Map(
      Object.keys(files)
        .filter((path) => path.startsWith('packs/'))
        .map((path) => [path.slice('packs/'.length, -'.yaml'.length), path]),
    ),
    now: noon,
    ...more,
  };
}

/** Loads one file `r.yaml` that begins with `plainsight: 1` in line 1; `body` begins in line 2. */
export function load(body: string, files: Readonly<Record<string, string>> = {}, more: Partial<LoadContext> = {}): Ruleset {
  return loadRuleset(['r.yaml'], contextOf({ ...files, 'r.yaml': `plainsight: 1\n${body}` }, more));
}

/** The problems of loading, as people see them; none when it loads. */
export function problemsOf(work: () => unknown): readonly string[] {
  try {
    work();
  } catch (error) {
    if (error instanceof RulesetError) return error.message.split('\n');
    throw error;
  }
  return [];
}

/** Problems of one file whose body begins in line 2. */
export function problems(body: string, files: Readonly<Record<string, string>> = {}, more: Partial<LoadContext> = {}): readonly string[] {
  return problemsOf(() => load(body, files, more));
}
