import type { Connection, Gap, Judgement, Message } from '../../model/index.js';
import type { CompiledRule } from '../compile/compile-rule.js';
import { makeJudgement } from './make-judgement.js';
import { reasonOfGap } from './open-reason.js';
import type { Subject } from './subject.js';

/** What a fault of our own leaves: every rule open, so that it cannot become a pass. */
export function faultJudgements(
  rules: readonly CompiledRule[],
  connection: Connection,
  message: Message | undefined,
  error: unknown,
): readonly Judgement[] {
  // Its message may quote the traffic, its kind does not.
  const kind = error instanceof Error ? error.constructor.name : typeof error;
  const gap: Gap = {
    reason: 'inspection-failed',
    connectionId: connection.id,
    ...(message === undefined ? {} : { messageId: message.id }),
    detail: `judging failed (${kind})`,
  };
  const startedDateTime = message?.startedDateTime ?? connection.startedDateTime;
  const subject: Subject = { connection, ...(message === undefined ? {} : { message }), header: '', startedDateTime };
  return rules.map((rule) => makeJudgement({ rule }, subject, undefined, reasonOfGap(gap)));
}
