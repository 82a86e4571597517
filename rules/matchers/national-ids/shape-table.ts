import { Buffer } from 'node:buffer';
import { characterClass } from '../character-class.js';
import type { NationalIdKind } from './national-id-kind.js';

/** The shapes of some kinds, compiled so that a text is read once, whatever their number. */
export interface ShapeTable {
  /** Global; finds a text of one of the shapes that no ASCII letter, digit or underscore touches, the longest at its place. */
  readonly pattern: RegExp;
  readonly kinds: ReadonlyMap<string, readonly NationalIdKind[]>;
}

/** What stands for a character of a shape. No-break spaces and the dashes of print count as their ASCII forms. */
const CLASSES: Readonly<Record<string, string>> = {
  '9': '[0-9]',
  A: '[A-Za-z]',
  '-': '[-\u2010-\u2013]',
  '.': '[.]',
  '+': '[+]',
  ' ': '[ \u00a0\u202f]',
};

class Node {
  readonly next = new Map<string, Node>();
  ends = false;
}

/** A tree of classes that exclude each other: a text takes one way through it, so the pattern never goes back by more than a shape's length. */
function source(node: Node): string {
  const ways = [...node.next].map(([character, next]) => {
    // A stretch of one class without a fork is a count.
    let count = 1;
    let last = next;
    while (!last.ends && last.next.size === 1 && last.next.has(character)) {
      last = last.next.get(character)!;
      count++;
    }
    return `${CLASSES[character]}${count > 1 ? `{${count}}` : ''}${source(last)}`;
  });
  if (ways.length === 0) return '';
  return ways.length === 1 && !node.ends ? ways[0]! : `(?:${ways.join('|')})${node.ends ? '?' : ''}`;
}

/** Compiles the shapes of the kinds. */
export function shapeTable(kinds: readonly NationalIdKind[]): ShapeTable {
  const root = new Node();
  const byShape = new Map<string, NationalIdKind[]>();
  for (const kind of kinds) {
    for (const shape of kind.shapes) {
      const known = byShape.get(shape);
      if (known === undefined) byShape.set(shape, [kind]);
      else known.push(kind);
      let node = root;
      for (const character of shape) {
        const next = node.next.get(character) ?? new Node();
        node.next.set(character, next);
        node = next;
      }
      node.ends = true;
    }
  }
  return { pattern: new RegExp(`\\b${source(root)}\\b`, 'g'), kinds: byShape };
}

/** Longer than any shape. Filled and read at once: concatenating characters costs seven times as much. */
const scratch = Buffer.alloc(32);

function shapeCode(code: number): number {
  if (characterClass.digit(code)) return 0x39;
  if (characterClass.letter(code)) return 0x41;
  if (code === 0xa0 || code === 0x202f) return 0x20;
  return code > 0x7f ? 0x2d : code;
}

/** The shape a text of at most 32 units has: digits as `9`, letters as `A`, separators as their ASCII forms. */
export function shapeOf(written: string): string {
  const length = Math.min(written.length, scratch.length);
  for (let index = 0; index < length; index++) scratch[index] = shapeCode(written.charCodeAt(index));
  return scratch.toString('latin1', 0, length);
}
