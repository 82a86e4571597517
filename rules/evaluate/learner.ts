import type { Doubt, EmptyCause, Field, Gap, Message } from '../../model/index.js';
import type { CompiledField } from '../compile/compile-field.js';
import type { CompiledLearn } from '../compile/compile-learn.js';
import type { CompiledRuleset } from '../compile/compile-ruleset.js';
import type { PlantedHit } from '../compile/planted-index.js';
import { describeLearn } from '../describe-learn.js';
import { checkPlantedValue } from '../load/check-planted-value.js';
import { issuedValues } from './issued-values.js';
import { pathOf } from './message-hosts.js';
import { pathForms } from './path-forms.js';

/** Values learnt for one field at most. Each costs a search of everything that follows. */
const mostLearnt = 64;
/** UTF-16 units of the longest value that is learnt: longer than any token that fits a header. */
const longestLearnt = 8192;

/** Takes planted values from responses, as the fields' `learn` says. They are in memory only, and count from the next message on. */
export interface Learner {
  /** Whether a message is a response that one of these takes values from. Cheap. */
  wants(learns: readonly CompiledLearn[], message: Message): boolean;
  /** After the message was judged; `host` is who it came from. True when something was planted. */
  take(learns: readonly CompiledLearn[], message: Message, fields: readonly Field[], host: string): boolean;
  /** What was found, with who issued it, and without the values that this very message issued: it does not leak what it hands out. */
  withoutIssued(hits: readonly PlantedHit[], message: Message | undefined): readonly PlantedHit[];
  /** What a message of these issued could not be read, for these gaps; after {@link take}. */
  unread(learns: readonly CompiledLearn[], message: Message, gaps: readonly Gap[]): void;
  /** A connection to hosts that issue values was not inspected, and answers passed on it. */
  uninspected(learns: readonly CompiledLearn[], gap: Gap): void;
  /** Of these fields, those of which a value was issued, or may have been, that is not looked for. */
  doubts(fields: ReadonlySet<CompiledField>): readonly Doubt[];
  /** Why there is nothing to look for in a rule's fields: whether there was nothing to leak either. */
  emptyCause(fields: readonly CompiledField[]): EmptyCause;
  /** Why a field with `learn` holds no value; nothing for one without. */
  whyEmpty(field: CompiledField): string | undefined;
}

/** A message that issued a value, and the host that it came from. */
interface Issue {
  readonly messageId: string;
  readonly host: string;
}

export function createLearner(compiled: CompiledRuleset): Learner {
  /** Who issued a value, by the number of the value. */
  const issuedBy = new Map<number, Issue>();
  const learnt = new Map<CompiledField, number>();
  const refused = new Map<CompiledField, string>();
  const missed = new Map<CompiledField, string>();
  const responses = new Map<CompiledLearn, number>();
  /** Of the message taken last: what something stood there for. */
  let taken = new Set<CompiledLearn>();

  function plant(field: CompiledField, text: string, issue: Issue): boolean {
    if (compiled.valueId(field, text) !== undefined) return false;
    const count = learnt.get(field) ?? 0;
    const reason = refusal(field, text, count);
    if (reason !== undefined) {
      if (!refused.has(field)) refused.set(field, reason);
      return false;
    }
    compiled.plant(field.name, text);
    learnt.set(field, count + 1);
    issuedBy.set(compiled.valueId(field, text)!, issue);
    return true;
  }

  function miss(field: CompiledField, why: string): void {
    if (!missed.has(field)) missed.set(field, why);
  }

  return {
    wants: (learns, message) => learns.some((learn) => answers(learn, message)),
    take: (learns, message, fields, host) => {
      let planted = false;
      taken = new Set();
      for (const learn of learns) {
        if (!answers(learn, message)) continue;
        if ((message.window?.index ?? 0) === 0) responses.set(learn, (responses.get(learn) ?? 0) + 1);
        for (const text of issuedValues(fields, learn.stands)) {
          taken.add(learn);
          planted = plant(learn.field, text, { messageId: message.id, host }) || planted;
        }
      }
      return planted;
    },
    unread: (learns, message, gaps) => {
      for (const learn of learns) {
        if (taken.has(learn) || !answers(learn, message)) continue;
        const gap = gaps.find(({ location }) => location === undefined || location === learn.source.at.kind);
        if (gap !== undefined) miss(learn.field, `a response that issues it could not be read (${gap.reason}: ${gap.detail})`);
      }
    },
    uninspected: (learns, gap) => {
      // Who refuses the handshake is sent no answer.
      if (gap.reason === 'handshake-failed') return;
      for (const { field } of learns) miss(field, `a connection to a host that issues it was not inspected (${gap.reason}: ${gap.detail})`);
    },
    withoutIssued: (hits, message) => {
      if (issuedBy.size === 0 || message === undefined || hits.length === 0) return hits;
      return hits.flatMap((hit) => {
        const issue = issuedBy.get(hit.value.id);
        if (issue === undefined) return [hit];
        return issue.messageId === message.id ? [] : [{ ...hit, issuedBy: issue.host }];
      });
    },
    doubts: (fields) =>
      [...new Map([...missed, ...[...refused].map(([field, reason]) => [field, `a value was refused: ${reason}`] as const)])]
        .filter(([field]) => fields.has(field))
        .map(([{ name }, detail]) => ({ kind: 'not-learnt', field: name, detail })),
    emptyCause: (fields) => {
      const nothingIssued = (field: CompiledField): boolean => {
        const learns = compiled.learns.filter((learn) => learn.field === field);
        const came = learns.some((learn) => responses.has(learn)) || refused.has(field) || missed.has(field);
        return learns.length > 0 && !came && !field.definition.valuesDropped;
      };
      return fields.every(nothingIssued) ? 'nothing-issued' : 'no-values';
    },
    whyEmpty: (field) => {
      const learns = compiled.learns.filter((learn) => learn.field === field);
      if (learns.length === 0) return undefined;
      if (missed.has(field)) return missed.get(field)!;
      if (refused.has(field)) return `what was issued for \`${field.name}\` was refused: ${refused.get(field)!}`;
      const met = learns.filter((learn) => responses.has(learn));
      if (met.length === 0) return `no response came that its \`learn\` takes values from (${learns.map(describeLearn).join('; ')})`;
      const count = met.reduce((sum, learn) => sum + responses.get(learn)!, 0);
      return `${count} ${count === 1 ? 'response' : 'responses'} came that its \`learn\` takes values from, and nothing stood there (${met.map(describeLearn).join('; ')})`;
    },
  };
}

function answers({ path, status }: CompiledLearn, { kind, request, response }: Message): boolean {
  if (kind !== 'http-response' || response === undefined || !status(response.status)) return false;
  const asked = pathOf(request);
  return asked !== undefined && pathForms(asked).some(path);
}

function refusal({ definition: { under, as } }: CompiledField, text: string, count: number): string | undefined {
  if (count >= mostLearnt) return `the first ${mostLearnt} different values are; narrow \`at\` or \`path\` of its \`learn\``;
  if (text.length > longestLearnt) return `it has more than ${longestLearnt} characters`;
  return checkPlantedValue(text, under.length > 0, as)
    ?.replace('this planted value has', 'it has')
    .replace('this planted value is', 'it is')
    .replace('plant a longer one, or ', '');
}
