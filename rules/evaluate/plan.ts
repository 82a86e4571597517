import type { Connection, Direction, FieldLocation, Message, RequestHead } from '../../model/index.js';
import type { CompiledField } from '../compile/compile-field.js';
import type { CompiledLearn } from '../compile/compile-learn.js';
import type { CompiledRule } from '../compile/compile-rule.js';
import type { CompiledRuleset } from '../compile/compile-ruleset.js';
import { hostFacts, hostHeader } from './message-hosts.js';
import { type LiveRule, liveIn, type Scene, type SceneContext, whenTruth } from './scene.js';

/**
 * What one direction of a connection leaves to look for, decided before its messages come: its wire, region, hosts and steps exclude the
 * rest. Holds for messages with the same host header in the same phase of the run.
 */
export interface Plan {
  readonly scene: Scene;
  /** Rules with fields that may still be violated. */
  readonly live: readonly LiveRule[];
  /** Rules without fields that may be. */
  readonly connectionRules: readonly LiveRule[];
  /** What takes values from responses of these hosts. */
  readonly learns: readonly CompiledLearn[];
  /** Rules of the user's that a message here may exercise; emptied as they are. */
  exercisable: readonly CompiledRule[];
  /** Fields of the live rules, each once. */
  readonly fields: readonly CompiledField[];
  /** Every message must be walked. */
  readonly walk: boolean;
  /** Requests must be walked when their target may hold something: `names` only, or `any` kind of value. */
  readonly target: 'nothing' | 'names' | 'any';
  /** Plans with the same key look for the same fields. */
  readonly targetKey: string;
  /** Planted values are looked for, so a scan decides. `target`: nowhere but in the request-target. */
  readonly literals: 'nothing' | 'target' | 'all';
}

/** The plan last made for one direction of a connection, with what it was made from, and what is remembered of the last message. */
interface Slot {
  plan?: Plan;
  header: string;
  phase: number;
  epoch: number;
  wire: string;
  plantedEpoch: number;
  server: unknown;
  region: unknown;
  tls: unknown;
  resolution: unknown;
  request: RequestHead | undefined;
}

/** The plans of one connection. */
export type Slots = Readonly<Record<Direction, Slot>>;

const emptySlot = (): Slot => ({
  header: '',
  phase: -1,
  epoch: -1,
  wire: '',
  plantedEpoch: -1,
  server: undefined,
  region: undefined,
  tls: undefined,
  resolution: undefined,
  request: undefined,
});

export const createSlots = (): Slots => ({ 'client-to-server': emptySlot(), 'server-to-client': emptySlot() });

const targetOnly = (locations: ReadonlySet<FieldLocation> | undefined): boolean =>
  locations !== undefined && [...locations].every((location) => location === 'url' || location === 'query' || location === 'name');

export function planFor(slots: Slots, connection: Connection, message: Message, ruleset: CompiledRuleset, context: SceneContext): Plan {
  const slot = slots[message.direction];
  const { clock } = context;
  const header = slot.plan !== undefined && slot.request === message.request ? slot.header : hostHeader(message.request);
  const phase = clock.phaseAt(message.startedDateTime);
  slot.request = message.request;
  if (
    slot.plan !== undefined &&
    slot.header === header &&
    slot.phase === phase &&
    slot.epoch === clock.epoch &&
    slot.wire === message.wire &&
    slot.plantedEpoch === ruleset.plantedEpoch &&
    slot.server === connection.server &&
    slot.region === connection.server?.region &&
    slot.tls === connection.tls &&
    slot.resolution === connection.resolution
  ) {
    return slot.plan;
  }
  const scene: Scene = {
    connection,
    direction: message.direction,
    hosts: hostFacts(connection, header, true),
    wire: message.wire,
    span: { from: message.startedDateTime, to: message.startedDateTime },
    header,
  };
  slot.plan = makePlan(scene, ruleset, context);
  slot.header = header;
  slot.phase = phase;
  slot.epoch = clock.epoch;
  slot.wire = message.wire;
  slot.plantedEpoch = ruleset.plantedEpoch;
  slot.server = connection.server;
  slot.region = connection.server?.region;
  slot.tls = connection.tls;
  slot.resolution = connection.resolution;
  return slot.plan;
}

export function makePlan(scene: Scene, ruleset: CompiledRuleset, context: SceneContext): Plan {
  const live: LiveRule[] = [];
  const connectionRules: LiveRule[] = [];
  const exercisable: CompiledRule[] = [];
  const fields = new Set<CompiledField>();
  let walk = false;
  let target: Plan['target'] = 'nothing';
  let literals: Plan['literals'] = 'nothing';
  for (const rule of ruleset.rules) {
    if (rule.own && whenTruth(rule, scene, context.clock) === true) exercisable.push(rule);
    const liveRule = liveIn(rule, scene, context);
    if (liveRule === undefined) continue;
    if (rule.fields.length === 0) {
      connectionRules.push(liveRule);
      continue;
    }
    live.push(liveRule);
    const onTarget = targetOnly(rule.locations);
    for (const field of rule.fields) {
      fields.add(field);
      if (ruleset.isEmpty(field)) continue;
      if (ruleset.canBeScanned(field)) {
        if (literals !== 'all') literals = onTarget ? 'target' : 'all';
      } else if (!onTarget) walk = true;
      else if (field.namesOnly && !ruleset.hasPlanted(field)) target = target === 'any' ? 'any' : 'names';
      else target = 'any';
    }
  }
  const targetKey = target === 'nothing' ? '' : [...fields].map(({ index }) => index).join(',');
  const learns = scene.direction === 'server-to-client' ? ruleset.learns.filter(({ host }) => host(scene.hosts) === true) : [];
  return { scene, live, connectionRules, learns, exercisable, fields: [...fields], walk, target, targetKey, literals };
}
