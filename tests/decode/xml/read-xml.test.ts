import { describe, expect, test } from 'vitest';
import { Source } from '../../../decode/source.js';
import { readXml, type XmlOutcome } from '../../../decode/xml/read-xml.js';
import type { XmlHandler } from '../../../decode/xml/xml-handler.js';

function events(text: string, most = Number.POSITIVE_INFINITY): { readonly found: readonly string[]; readonly outcome: XmlOutcome } {
  const found: string[] = [];
  const keep = (line: string): boolean => found.push(line) < most;
  const handler: XmlHandler = {
    open: (name, start, end) => keep(`<${name}|${text.slice(start, end)}`),
    attribute: (name, value, start, end) => keep(`${name}=${value}|${text.slice(start, end)}`),
    text: (value, start, end) => keep(`${value}|${text.slice(start, end)}`),
    aside: (value) => keep(`!${value}`),
    close: () => keep('>'),
  };
  return { outcome: readXml(Source.ofText(text), 0, handler), found };
}

describe('XML', () => {
  test('elements, attributes and text, with where they stand', () => {
    expect(events('<a b="x&amp;y" n:c=\'z\'> hi <d/> ho </a>')).toEqual({
      found: ['<a|a', 'b=x&y|x&amp;y', 'c=z|z', 'hi|hi', '<d|d', '>', 'ho|ho', '>'],
      outcome: { kind: 'read', elements: 2 },
    });
  });

  test('prefixes are left out, those of declarations too', () => {
    expect(events('<s:a xmlns:s="u" xmlns="v"></s:a>').found).toEqual(['<a|s:a', 'xmlns=u|u', 'xmlns=v|v', '>']);
  });

  test('comments and CDATA do not take a text apart', () => {
    const inner = 'ada<!-- at -->@<![CDATA[<example>]]>&#46;test';
    expect(events(`<a>${inner}</a>`).found).toEqual(['<a|a', '!at', `ada@<example>.test|${inner}`, '>']);
  });

  test('entities of a document type are not expanded, and what it says is not lost', () => {
    const text = '<!DOCTYPE a [<!ENTITY b "ada@example.test"><!ENTITY c "&b;&b;">]><a>&c;</a>';
    expect(events(text).found).toEqual(['!a [<!ENTITY b "ada@example.test"><!ENTITY c "&b;&b;">]', '<a|a', '&c;|&c;', '>']);
  });

  test('a declaration tells nothing, other instructions may', () => {
    const text = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?><?style ada@example.test?><?xml version="1.0" for="ada"?><a/>';
    expect(events(text).found).toEqual(['!style ada@example.test', '!xml version="1.0" for="ada"', '<a|a', '>']);
  });

  test('several documents, text outside, and elements that do not end', () => {
    expect(events('<a/>x<b>y<c>z')).toEqual({
      found: ['<a|a', '>', 'x|x', '<b|b', 'y|y', '<c|c', 'z|z'],
      outcome: { kind: 'read', elements: 3 },
    });
  });

  test.each([
    ['<a>x</b>', 4],
    ['<a>x</ab>', 4],
    ['<a>x</a b>', 4],
    ['</a>', 0],
    ['<a>1 < 2</a>', 5],
    ['<a><b', 3],
    ['<a><b c="d', 3],
    ['<a><!-- b', 3],
    ['<a><![CDATA[b', 3],
    ['<a><!b></a>', 3],
    ['<a><?b', 3],
    ['<a<b>', 0],
    ['<!DOCTYPE a [', 0],
  ])('%s is broken from %i on', (text, end) => {
    expect(events(text).outcome).toMatchObject({ kind: 'broken', end });
  });

  test('text in front of what is broken is not lost', () => {
    expect(events('<a>ada@example.test<').found).toEqual(['<a|a', 'ada@example.test|ada@example.test']);
  });

  test('ends when its reader has had enough, wherever that is', () => {
    const text = '<a b="c">d<!-- e --><f g/>h</a>i';
    const all = events(text).found.length;
    for (let most = 1; most <= all; most += 1) {
      expect(events(text, most)).toMatchObject({ outcome: { kind: 'stopped' }, found: { length: most } });
    }
  });
});
