import type { Connection } from './connection.js';
import type { Field } from './field.js';
import type { Level, OpenReason, RecognisedAs, SuppressionUse } from './finding.js';
import type { Message } from './message.js';
import type { RegionVerdict } from './region.js';
import type { Sensitive } from './sensitive.js';
import type { TrustEvidence } from './trust.js';

/**
 * A finding before redaction: it refers to the raw message and value, and lives in memory only.
 * `record/redact` turns it into a `Finding`, the only form that is stored, logged, shown or reported.
 */
export interface Judgement {
  readonly ruleId: string;
  readonly description: string;
  readonly kind: 'fail' | 'open';
  readonly level: Level;
  /** Name of the ruleset's field, or of the matcher used as one; absent for rules without fields. */
  readonly fieldName?: string;
  readonly recognisedAs?: RecognisedAs;
  /** The matched value itself (not the whole field that held it). */
  readonly value?: Sensitive;
  /** Of a value that was learnt in this run: the host that issued it. */
  readonly issuedBy?: string;
  /** Where it was found; absent when a rule without fields, or an uninspected message or connection, is judged. */
  readonly field?: Field;
  /** Transforms of the value beyond those of the field, e.g. `['sha256']`. */
  readonly valueTransforms: readonly string[];
  readonly connection: Connection;
  readonly message?: Message;
  /** Lower-case host name the message was for (Host, else SNI, else CONNECT target, else address). */
  readonly host: string;
  readonly regionVerdict?: RegionVerdict;
  /** Who runs the server, where the rule asks about it: names of the ruleset's operators. */
  readonly operator?: string;
  /** The same, with what each is known by: a name of the server, an alias on the way to it, or who announces its address. */
  readonly operatorMatches?: readonly { readonly operator: string; readonly by: 'domain' | 'cname' | 'asn'; readonly name: string }[];
  /** Names of the server that disagree, whether the rule asks about them or not: `Host b.example against SNI a.example`. */
  readonly nameDisagreement?: string;
  /** Of a trust run: which wrong certificate it is about, and what was sent under it. */
  readonly trust?: TrustEvidence;
  readonly step?: string;
  /** Epoch milliseconds. */
  readonly startedDateTime: number;
  readonly openBecause?: OpenReason;
  /** Hex, see RULES "Fingerprint": never made of values, times or IDs. */
  readonly fingerprint: string;
  readonly suppression?: SuppressionUse;
}
