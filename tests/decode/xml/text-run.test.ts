import { expect, test } from 'vitest';
import { Source } from '../../../decode/source.js';
import { TextRun } from '../../../decode/xml/text-run.js';

test('one piece, without white space around it, and where it stands', () => {
  const run = new TextRun(Source.ofText('<a> x &amp; y\n</a>'));
  run.add(3, 14, 'text');
  expect([run.take(), run.start, run.end]).toEqual(['x & y', 4, 13]);
  expect(run.take()).toBe('');
});

test('several pieces, of which CDATA is taken as it stands', () => {
  const text = ' a&lt; |&lt;| b ';
  const run = new TextRun(Source.ofText(text));
  run.add(0, 7, 'text');
  run.add(8, 12, 'cdata');
  run.add(13, 16, 'text');
  expect([run.take(), run.start, run.end]).toEqual(['a< &lt; b', 1, 16]);
});

test('white space alone is nothing, but between two pieces it stays', () => {
  const run = new TextRun(Source.ofText(' \n\tx y'));
  run.add(0, 3, 'text');
  expect(run.take()).toBe('');
  run.add(3, 4, 'text');
  run.add(4, 5, 'text');
  run.add(5, 6, 'cdata');
  run.add(6, 6, 'text');
  expect(run.take()).toBe('x y');
});

test('bytes are read as UTF-8', () => {
  const run = new TextRun(Source.ofBytes(Buffer.from('é漢')));
  run.add(0, 5, 'text');
  expect(run.take()).toBe('é漢');
});
