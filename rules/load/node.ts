import type { Place } from '../ruleset.js';

/**
 * A ruleset file as read: maps, lists and texts, each with its place. Scalars are the text in the source, so `0901` keeps its
 * zero and `NO` stays a country. Not typed values: what should be a number or a boolean is decided by `typedScalar`.
 */
export type RulesetNode = TextNode | ListNode | MapNode | EmptyNode;

/** `plain` is false for quoted and block scalars, which are never numbers or booleans. */
export interface TextNode {
  readonly kind: 'text';
  readonly text: string;
  readonly plain: boolean;
  readonly place: Place;
}

export interface ListNode {
  readonly kind: 'list';
  readonly items: readonly RulesetNode[];
  /** Items that a `${env:X?}` dropped. */
  readonly dropped: readonly DroppedItem[];
  readonly place: Place;
}

export interface DroppedItem {
  readonly variable: string;
  readonly place: Place;
}

export interface MapNode {
  readonly kind: 'map';
  readonly entries: ReadonlyMap<string, MapEntry>;
  readonly place: Place;
}

export interface MapEntry {
  readonly keyPlace: Place;
  readonly value: RulesetNode;
}

/** A key without a value. */
export interface EmptyNode {
  readonly kind: 'empty';
  readonly place: Place;
}

/** The value of a key, or nothing when the node is no map or lacks it. */
export function child(node: RulesetNode | undefined, key: string): RulesetNode | undefined {
  return node?.kind === 'map' ? node.entries.get(key)?.value : undefined;
}

/** The entries of a map; none for anything else (the schema check reports that). */
export function entriesOf(node: RulesetNode | undefined): readonly (readonly [string, MapEntry])[] {
  return node?.kind === 'map' ? [...node.entries] : [];
}

/** The items of a list; none for anything else. */
export function itemsOf(node: RulesetNode | undefined): readonly RulesetNode[] {
  return node?.kind === 'list' ? node.items : [];
}

/** The texts of a list, or one text as a list of itself. */
export function textsOf(node: RulesetNode | undefined): readonly TextNode[] {
  if (node?.kind === 'text') return [node];
  return itemsOf(node).filter((item) => item.kind === 'text');
}

/** The text of a scalar, or nothing. */
export function textOf(node: RulesetNode | undefined): string | undefined {
  return node?.kind === 'text' ? node.text : undefined;
}
