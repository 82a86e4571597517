import type { RecognisedAs } from '../../model/index.js';
import type {
  BlindSpot,
  ClientCertificate,
  Expectation,
  FieldKind,
  LearnSource,
  MatcherUse,
  OperatorDefinition,
  Place,
  PlaceSettings,
  ProtobufSchemas,
  RegionOverride,
  RuleDefinition,
  SetExpression,
  Suppression,
} from '../ruleset.js';
import type { DroppedItem, TextNode } from './node.js';

/** One file of a ruleset, read but not yet merged with those it extends. */
export interface Layer {
  /** Identity: the absolute path. */
  readonly path: string;
  /** How places and people name it. */
  readonly file: string;
  /** Name of the pack it is; absent for the user's own files. */
  readonly pack?: string;
  readonly extended: readonly Layer[];
  readonly content: LayerContent;
}

export interface LayerContent {
  readonly hosts: ReadonlyMap<string, HostList>;
  readonly operators: ReadonlyMap<string, OperatorDefinition>;
  readonly fields: ReadonlyMap<string, FieldPart>;
  readonly groups: ReadonlyMap<string, RegionGroup>;
  readonly overrides: readonly RegionOverride[];
  readonly places: PlaceSettings;
  readonly scope?: ScopePart;
  readonly protobuf: readonly ProtobufSchemas[];
  readonly rules: readonly RulePart[];
  readonly levels: readonly LevelSetting[];
  readonly expectations: readonly Expectation[];
  readonly blindSpots: readonly BlindSpot[];
  readonly suppressions: readonly Suppression[];
  readonly passthrough: readonly TextNode[];
  readonly insecureOrigins: readonly TextNode[];
  readonly legacyTls: readonly TextNode[];
  readonly clientCertificates: readonly ClientCertificate[];
  /** Names used in this file, to be checked once all files are merged. */
  readonly references: readonly Reference[];
}

/** What one file says of the scope; lists of hosts not resolved. */
export interface ScopePart {
  readonly place: Place;
  readonly hosts?: readonly TextNode[];
  readonly clients?: readonly string[];
}

export interface HostList {
  readonly place: Place;
  readonly members: readonly TextNode[];
}

export interface RegionGroup {
  readonly place: Place;
  readonly members: readonly TextNode[];
}

/** What one file says of a field. `declaresValues` is true when `values` stands there, be it empty, or `learn`. */
export interface FieldPart {
  readonly place: Place;
  readonly declaresValues: boolean;
  readonly values: readonly TextNode[];
  readonly dropped: readonly DroppedItem[];
  readonly names: readonly string[];
  readonly patterns: readonly { readonly source: string; readonly place: Place }[];
  readonly matchers: readonly MatcherUse[];
  readonly learn: readonly LearnSource[];
  readonly under?: { readonly place: Place; readonly entries: readonly string[] };
  readonly as?: { readonly place: Place; readonly kind: FieldKind };
  readonly salts: readonly string[];
  readonly hmacKeys: readonly string[];
}

/** A rule without what `levels` and its fields will decide. `description` is empty when not given. */
export interface RulePart {
  readonly definition: RuleDefinition;
  readonly failFrom?: { readonly place: Place; readonly from: RecognisedAs };
}

/** One entry of `levels`. */
export interface LevelSetting {
  readonly name: string;
  readonly level: RuleDefinition['level'];
  readonly place: Place;
}

/** A name used in a file. */
export interface Reference {
  readonly kind: 'field' | 'host-list' | 'operator' | 'region' | 'rule';
  readonly name: string;
  readonly place: Place;
}

/** A set whose members keep their places until they are checked. */
export interface PlacedSet {
  readonly mode: SetExpression['mode'];
  readonly members: readonly TextNode[];
}
