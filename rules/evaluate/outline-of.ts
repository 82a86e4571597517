import type { Message } from '../../model/index.js';
import type { CompiledRuleset } from '../compile/compile-ruleset.js';
import type { Outline } from '../judge.js';
import type { CleanTargets } from './clean-targets.js';
import type { ConnectionState } from './connection-state.js';
import type { Expectations } from './expectations.js';
import { connectionTruth } from './finding-collector.js';
import type { Learner } from './learner.js';
import type { Plan } from './plan.js';
import { requestFacts } from './scene.js';

/** What of a run decides whether a message is read. */
export interface RunKnowledge {
  readonly compiled: Pick<CompiledRuleset, 'prefilter' | 'canBeScanned'>;
  readonly expectations: Pick<Expectations, 'wanted'>;
  readonly learner: Pick<Learner, 'wants'>;
  readonly cleanTargets: Pick<CleanTargets, 'needs'>;
}

/** Whether a message must be read, as far as that shows without a look at its body; `scan`: a scan of it decides. */
export function outlineOf(
  message: Message,
  state: Pick<ConnectionState, 'waiting' | 'reported'>,
  plan: Plan,
  { compiled, expectations, learner, cleanTargets }: RunKnowledge,
): Outline['kind'] {
  if (state.waiting.length > 0 && state.waiting.some(({ messageId }) => messageId === message.id)) return 'fields';
  for (const live of plan.connectionRules) {
    const known = state.reported.get(live.rule.index);
    if (known === 'fail') continue;
    const truth = connectionTruth(live, requestFacts(message));
    if (truth === true || (truth === 'unknown' && known === undefined)) return 'fields';
  }
  if (plan.walk || learner.wants(plan.learns, message)) return 'fields';
  // Names stand in it label by label, so no literal shows.
  if (message.kind === 'dns' && (plan.live.length > 0 || expectations.wanted.length > 0)) return 'fields';
  let literals = plan.literals;
  for (const field of expectations.wanted) {
    if (!compiled.canBeScanned(field)) return 'fields';
    literals = 'all';
  }
  const target = message.kind === 'http-request' && (message.window?.index ?? 0) === 0 ? message.request?.target : undefined;
  if (target !== undefined && cleanTargets.needs(plan, target)) return 'fields';
  if (literals === 'nothing') return 'nothing';
  if (literals === 'target') {
    return target !== undefined && compiled.prefilter.mayHold(Buffer.from(target, 'latin1'), false) ? 'fields' : 'nothing';
  }
  return message.body.truncated ? 'fields' : 'scan';
}
