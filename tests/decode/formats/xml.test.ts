import { XMLParser } from 'fast-xml-parser';
import { describe, expect, test } from 'vitest';
import { xml } from '../../../decode/formats/xml.js';
import { shapeOf } from '../../../decode/shape.js';
import fc from '../../harness/fast-check.js';
import { recordOf } from '../recorded-leaves.js';

const declared = { mediaType: 'text/xml', codings: [] };
const lines = (text: string | Buffer) => recordOf(xml, text, declared).leaves.lines;

/** An element of random content, as a tree and as text. */
interface Element {
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly children: readonly (Element | string)[];
}
const name = fc.stringMatching(/^[a-z][a-zA-Z0-9_.-]{0,8}$/).filter((text) => text !== 'plist' && !(text in {}));
const content = fc.stringMatching(/^[!-~é漢]{1,4}[ -~é漢]{0,12}[!-~é漢]$/);
const element: fc.Arbitrary<Element> = fc.letrec<{ element: Element }>((tie) => ({
  element: fc.record({
    name,
    attributes: fc.dictionary(name, content, { maxKeys: 2, noNullPrototype: true }),
    children: fc.array(fc.oneof({ maxDepth: 5, withCrossShrink: true }, content, tie('element')), { maxLength: 3 }),
  }),
})).element;
const escaped = (text: string) => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');

function write({ name: tag, attributes, children }: Element): string {
  const list = Object.entries(attributes).map(([key, value]) => ` ${key}="${escaped(value)}"`);
  return `<${tag}${list.join('')}>${children.map((child) => (typeof child === 'string' ? escaped(child) : write(child))).join('')}</${tag}>`;
}

/** The leaves as they must come: neighbouring texts are one. */
function expectedOf({ name: tag, attributes, children }: Element, outer = ''): string[] {
  const place = outer === '' ? tag : `${outer}/${tag}`;
  const found = Object.entries(attributes).map(([key, value]) => `${place}/${key} = ${value}`);
  let text = '';
  for (const child of [...children, undefined]) {
    if (typeof child === 'string') text += child;
    else {
      if (text !== '') found.push(`${place} = ${text}`);
      text = '';
      if (child !== undefined) found.push(...expectedOf(child, place));
    }
  }
  return found;
}

describe('XML', () => {
  test('an envelope of SOAP', () => {
    const text =
      '<?xml version="1.0" encoding="utf-8"?><s:Envelope xmlns:s="http://schemas.example/soap"><s:Body><m:Login id="u-77"><m:Mail>ada&#64;example.test</m:Mail><m:Mail>b@example.test</m:Mail></m:Login></s:Body></s:Envelope>\n';
    expect(lines(text)).toEqual([
      'Envelope/xmlns = http://schemas.example/soap',
      'Envelope/Body/Login/id = u-77',
      'Envelope/Body/Login/Mail = ada@example.test',
      'Envelope/Body/Login/Mail = b@example.test',
    ]);
  });

  test('positions are those of the value as it stands', () => {
    const text = '<a é="x">\n  caf\u00e9 &amp; 漢 </a>';
    for (const input of [text, Buffer.from(text)]) {
      const [attribute, leaf] = recordOf(xml, input, declared).leaves.all.filter(({ kind }) => kind === 'leaf');
      expect(attribute!.segments).toEqual(['a', 'é']);
      expect(leaf!.value).toBe('café & 漢');
      const whole = Buffer.isBuffer(input) ? input.subarray(leaf!.start, leaf!.end).toString() : input.slice(leaf!.start, leaf!.end);
      expect(whole).toBe('café &amp; 漢');
    }
  });

  test.each([
    ['a byte order mark', '\ufeff<a>x</a>'],
    ['its three bytes', '\u00ef\u00bb\u00bf<a>x</a>'],
    ['white space', '\r\n <a>\tx\n</a>\n'],
    ['a document type', '<!DOCTYPE a><a>x</a>'],
  ])('is read through %s', (_name, text) => {
    expect(lines(text).at(-1)).toBe('a = x');
  });

  test.each([
    ['cut in a tag', '<a><b>x</b><c d="ada@exam', ['a/b = x', ' = <c d="ada@exam (rest)']],
    ['cut in text', '<a><b>ada@exam', ['a/b = ada@exam']],
    ['cut in an entity', '<a>x &am', ['a = x &am']],
    ['tags that do not fit', '<a><b>x</a>ada', ['a/b = x', ' = </a>ada (rest)']],
    ['a bare ampersand', '<a>x & ada@example.test</a>', ['a = x & ada@example.test']],
    ['a bare sign', '<a>x < ada@example.test</a>', ['a = x', ' = < ada@example.test</a> (rest)']],
  ])('malformed (%s): what was read, and the rest', (_name, text, expected) => {
    const { reading, leaves } = recordOf(xml, text, declared);
    expect([reading, leaves.lines]).toEqual(['all', expected]);
    expect(recordOf(xml, text).reading).toBe(expected.at(-1)!.endsWith('(rest)') ? 'part' : 'all');
  });

  test.each(['', ' ', '{"a":"<b>"}', '< a', '<>', '<!-- ada -->', '<?xml version="1.0"?>', '<1>', '<!DOCTYPE'])('none: %j', (text) => {
    expect(recordOf(xml, text, declared).reading).toBe('none');
  });

  test('names that every object has do no harm', () => {
    expect(lines('<__proto__><polluted constructor="y">x</polluted></__proto__>')).toEqual([
      '__proto__/polluted/constructor = y',
      '__proto__/polluted = x',
    ]);
    expect('polluted' in {}).toBe(false);
  });

  test('entities that would be a billion laughs stay as they are', () => {
    const entities = Array.from({ length: 9 }, (_, index) => `<!ENTITY a${index + 1} "${`&a${index};`.repeat(10)}">`);
    const { leaves } = recordOf(xml, `<!DOCTYPE r [<!ENTITY a0 "lol">${entities.join('')}]><r>&a9;</r>`, declared);
    expect(leaves.lines.at(-1)).toBe('r = &a9;');
    expect(leaves.lines).toHaveLength(2);
  });

  test('a hundred thousand levels, a million siblings and attributes without end are read', () => {
    const depth = 100_000;
    const deep = recordOf(xml, `${'<a>'.repeat(depth)}bottom${'</a>'.repeat(depth)}`, declared);
    expect([deep.reading, deep.leaves.lines.at(-1)!.endsWith('= bottom')]).toEqual(['all', true]);
    expect(deep.leaves.all.at(-1)!.segments).toHaveLength(512);
    expect(recordOf(xml, `<r>${'<a/>'.repeat(1_000_000)}x</r>`, declared).leaves.lines).toEqual(['r = x']);
    expect(recordOf(xml, `<r ${'a="x" '.repeat(depth)}/>`, declared).leaves.lines).toHaveLength(depth);
    for (const text of ['<a>', '<a ', '</a>', '<!--', '<![CDATA[', '<?a', '<a b="', '<!DOCTYPE [', '&amp;']) {
      expect(recordOf(xml, `<r>${text.repeat(depth)}`, declared).reading).toBe('all');
    }
    expect(recordOf(xml, `<r>${'<a>'.repeat(depth)}${'</b>'.repeat(depth)}`, declared).leaves.all.at(-1)!.kind).toBe('rest');
  });

  test('says nothing more once told to stop', () => {
    const { reading, leaves } = recordOf(xml, '<a b="c">d<e>f</e></a>', declared, 3);
    expect([reading, leaves.all.length]).toEqual(['all', 3]);
  });

  test.each([
    ['<?xml version="1.0"?><a', true],
    ['<a>x</a>', true],
    [' <a b="c"/>', true],
    ['<s:a xmlns:s="u">x</s:a>', true],
    ['<!DOCTYPE plist PUBLIC "x"><plist/>', true],
    ['<message to="a"><body>hi</body></message><presence/>', true],
    ['<!DOCTYPE html><p>', false],
    ['a < b && c > d', false],
    ['List<String>', false],
    ['<String>', false],
    ['<T extends List<String>> x', false],
    ['<3', false],
    ['<-- x', false],
    ['x <a>y</a>', false],
    ['<a@example.test>', false],
    ['', false],
  ])('%s', (text, expected) => {
    expect(xml.looksLike!(text, shapeOf(text))).toBe(expected);
  });

  test.each([
    ['application/xml', true],
    ['text/xml', true],
    ['application/soap+xml', true],
    ['text/html', false],
    ['application/json', false],
  ])('%s', (type, expected) => {
    expect(xml.declaredBy!(type)).toBe(expected);
  });

  test('what is written is read back, as another parser reads it too', () => {
    const oracle = new XMLParser({
      preserveOrder: true,
      ignoreAttributes: false,
      attributeNamePrefix: '',
      parseTagValue: false,
      parseAttributeValue: false,
      trimValues: true,
    });
    const byOracle = (nodes: readonly Record<string, unknown>[], outer: string): string[] =>
      nodes.flatMap((node) => {
        if ('#text' in node) return [`${outer} = ${String(node['#text'])}`];
        const [tag] = Object.keys(node).filter((key) => key !== ':@');
        const place = outer === '' ? tag! : `${outer}/${tag}`;
        const attributes = Object.entries((node[':@'] ?? {}) as Record<string, string>).map(([key, value]) => `${place}/${key} = ${value}`);
        return [...attributes, ...byOracle(node[tag!] as Record<string, unknown>[], place)];
      });
    fc.assert(
      fc.property(element, (tree) => {
        const text = write(tree);
        const found = lines(text);
        expect(found).toEqual(expectedOf(tree));
        expect(lines(Buffer.from(text))).toEqual(found);
        expect(byOracle(oracle.parse(text) as Record<string, unknown>[], '')).toEqual(found);
      }),
      { numRuns: 300 },
    );
  });

  test('cut anywhere, nothing hides', () => {
    fc.assert(
      fc.property(element, fc.nat(), fc.boolean(), (tree, at, cdata) => {
        const inner = cdata ? '<![CDATA[ada@example.test]]>' : 'ada@example.test';
        const text = `<r a="ada@example.test"><!-- ada@example.test -->${write(tree)}${inner}</r>`;
        const cut = text.slice(0, at % (text.length + 1));
        const { reading, leaves } = recordOf(xml, cut, declared);
        if (reading === 'none') return;
        const shown = leaves.all.map(({ value }) => value).join('\n');
        const count = (whole: string) => whole.split('ada@').length;
        expect(count(shown)).toBeGreaterThanOrEqual(count(cut));
      }),
      { numRuns: 500 },
    );
  });

  test('arbitrary text never throws', () => {
    const piece = fc.constantFrom(
      '<',
      '>',
      '/',
      'a',
      'b',
      ' ',
      '"',
      "'",
      '=',
      '&',
      ';',
      '#',
      '!',
      '-',
      '[',
      ']',
      '?',
      '<a>',
      '</a>',
      '<!--',
      '-->',
      '<![CDATA[',
      ']]>',
      '<!DOCTYPE',
      'é',
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 40 }), (pieces) => {
        const text = `<a>${pieces.join('')}`;
        const { reading, leaves } = recordOf(xml, text, declared);
        expect(reading).toBe('all');
        for (const { start, end } of leaves.all) expect(start >= 0 && start <= end && end <= text.length).toBe(true);
      }),
      { numRuns: 500 },
    );
    fc.assert(
      fc.property(
        fc.uint8Array({ maxLength: 64 }),
        (bytes) => typeof recordOf(xml, Buffer.concat([Buffer.from('<a '), bytes]), declared).reading === 'string',
      ),
    );
  });
});
