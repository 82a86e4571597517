import type { Level } from '../../model/index.js';
import { compileGlob } from '../compile/glob.js';
import type { Place, RuleDefinition, Ruleset } from '../ruleset.js';
import type { CollectedLayers } from './collect-layers.js';
import type { Layer, LevelSetting, RulePart } from './layer.js';
import { type Merged, mergeByName } from './merge-by-name.js';
import { didYouMean } from './nearest-name.js';
import type { Problems } from './problems.js';

/** Rules with their final level; `levelPlace` is the entry of `levels` that decided it, if any. */
export interface MergedRule {
  readonly part: RulePart;
  readonly definition: RuleDefinition;
  readonly levelPlace?: Place;
}

export interface MergedRules {
  readonly rules: readonly MergedRule[];
  readonly levelChanges: Ruleset['levelChanges'];
}

const rank: Readonly<Record<Level | 'off', number>> = { off: 0, note: 1, warning: 2, error: 3 };

/** Merges rules by ID and applies `levels`. Lowering and switching off is recorded, whether by `levels` or by an outer rule of the same ID. */
export function mergeRules({ roots, inOrder, complete }: CollectedLayers, problems: Problems): MergedRules {
  const byId = mergeByName(
    roots,
    (layer) => new Map(layer.content.rules.map((part) => [part.definition.id, { value: part, place: part.definition.place }])),
    () => false,
    (id) => `the rule \`${id}\``,
    problems,
  );
  const settings = new Map(inOrder.map((layer) => [layer, resolveLevels(layer, complete, problems)]));
  const levels = mergeByName(
    roots,
    (layer) => settings.get(layer) ?? new Map(),
    (a, b) => a === b,
    (id) => `the level of the rule \`${id}\``,
    problems,
  );
  const levelChanges: Ruleset['levelChanges'][number][] = [];
  const rules: MergedRule[] = [];
  const position = new Map(inOrder.map((layer, index) => [layer, index]));
  const ordered = [...byId.values()].sort((a, b) => (position.get(a.layer) ?? 0) - (position.get(b.layer) ?? 0));
  for (const rule of ordered) {
    const { definition } = rule.value;
    const setting = levels.get(definition.id);
    // A rule written anew in an outer file is not subject to what an inner file says of the old one.
    const applies = setting !== undefined && (setting.layer === rule.layer || !closure(rule.layer).has(setting.layer));
    const level = applies ? setting.value : definition.level;
    const before = highest(rule);
    const decidedAt = applies ? setting.place : rule.place;
    if (rank[level] < rank[before]) levelChanges.push({ ruleId: definition.id, from: before, to: level, place: decidedAt });
    rules.push({ part: rule.value, definition: { ...definition, level }, ...(applies && { levelPlace: setting.place }) });
  }
  return { rules, levelChanges };
}

function highest(rule: Merged<RulePart>): RuleDefinition['level'] {
  return [rule, ...rule.replaced].map(({ value }) => value.definition.level).reduce((a, b) => (rank[a] >= rank[b] ? a : b));
}

function closure(layer: Layer): ReadonlySet<Layer> {
  const seen = new Set<Layer>();
  const add = (next: Layer): void => {
    if (seen.has(next)) return;
    seen.add(next);
    next.extended.forEach(add);
  };
  add(layer);
  return seen;
}

/** The `levels` of one file by rule ID: exact names before globs. Rules are those of the file and of what it extends. */
function resolveLevels(
  layer: Layer,
  complete: boolean,
  problems: Problems,
): ReadonlyMap<string, { readonly value: LevelSetting['level']; readonly place: Place }> {
  const ids = new Set([...closure(layer)].flatMap(({ content }) => content.rules.map(({ definition }) => definition.id)));
  const byGlob = new Map<string, LevelSetting>();
  const exact = new Map<string, LevelSetting>();
  const globs = layer.content.levels.filter(({ name }) => name.includes('*'));
  for (const setting of layer.content.levels) {
    if (setting.name.includes('*')) continue;
    const prefixed = layer.pack === undefined || setting.name.includes('/') ? setting.name : `${layer.pack}/${setting.name}`;
    if (ids.has(prefixed)) exact.set(prefixed, setting);
    else if (complete) problems.add(setting.place, `unknown rule \`${setting.name}\`${didYouMean(setting.name, ids)}`);
  }
  for (const setting of globs) {
    const matches = [...ids].filter(compileGlob(setting.name));
    if (matches.length === 0 && complete)
      problems.add(setting.place, `\`${setting.name}\` matches no rule${didYouMeanPack(setting.name, ids)}`);
    for (const id of matches) {
      const other = byGlob.get(id);
      if (other && other.level !== setting.level && !exact.has(id)) {
        problems.add(
          setting.place,
          `\`${setting.name}\` and \`${other.name}\` give \`${id}\` different levels: give it one by its exact name`,
        );
      }
      byGlob.set(id, setting);
    }
  }
  return new Map([...byGlob, ...exact].map(([id, { level, place }]) => [id, { value: level, place }]));
}

function didYouMeanPack(glob: string, ids: ReadonlySet<string>): string {
  const [pack = ''] = glob.split('/');
  const packs = new Set([...ids].filter((id) => id.includes('/')).map((id) => id.split('/')[0] ?? ''));
  const hint = glob.endsWith('/*') ? didYouMean(pack, packs) : '';
  return hint.replace(/`\?$/, '/*`?');
}
