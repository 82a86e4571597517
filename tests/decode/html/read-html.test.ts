import { describe, expect, test } from 'vitest';
import { type HtmlHandler, readHtml } from '../../../decode/html/read-html.js';
import { Source } from '../../../decode/source.js';
import fc from '../../harness/fast-check.js';

function events(text: string, most = Number.POSITIVE_INFINITY): string[] {
  const found: string[] = [];
  const keep = (line: string): boolean => found.push(line) < most;
  const handler: HtmlHandler = {
    tag: ({ name, attributes, start, end }) =>
      keep(`<${name}${[...attributes].map(([key, { value }]) => ` ${key}=${value}`).join('')}|${end - start}`),
    close: (name) => keep(`/${name}`),
    text: (start, end) => keep(text.slice(start, end)),
    raw: ({ name }, start, end) => keep(`${name}:${text.slice(start, end)}`),
    comment: (start, end) => keep(`!${text.slice(start, end)}`),
  };
  readHtml(Source.ofText(text), handler);
  return found;
}

describe('HTML', () => {
  test.each([
    ['<P Class=x>hi<br>there</P >', ['<p class=x|11', 'hi', '<br|4', 'there', '/p']],
    ['<a title="a &gt; b&nbsp;&commat;">', ['<a title=a > b\u00a0@|34']],
    ['a < b && c > d', ['a < b && c > d']],
    ['1<2</3>', ['1<2</3>']],
    ['<!-- x > y -->z', ['! x > y ', 'z']],
    ['<!doctype html>', ['!doctype html']],
    ['<?php x ?>', ['!php x ?']],
    ['<!-- cut', ['! cut']],
    ['<!--', ['!']],
    ['<script>if (a<b) "</p>"</SCRIPT >x', ['<script|8', 'script:if (a<b) "</p>"', '/script', 'x']],
    ['<textarea><b></textarea>', ['<textarea|10', 'textarea:<b>', '/textarea']],
    ['<style>a{}', ['<style|7', 'style:a{}']],
    ['<script></script>', ['<script|8', '/script']],
    ['x<a href="cut', ['x', '<a href="cut']],
    ['x</p', ['x', '/p']],
    ['<p a=1 a=2>', ['2', '<p a=1|11']],
  ])('%s', (text, expected) => {
    expect(events(text)).toEqual(expected);
  });

  test('attributes beyond many count as text', () => {
    const text = `<p ${Array.from({ length: 300 }, (_, index) => `a${index}=v${index}`).join(' ')}>`;
    expect(events(text).slice(0, -1)).toEqual(Array.from({ length: 44 }, (_, index) => `v${index + 256}`));
  });

  test('ends when its reader has had enough, wherever that is', () => {
    const text = '<p a=1 a=2>x</p><!-- y --><script>z</script>w';
    const all = events(text).length;
    for (let most = 1; most <= all; most += 1) expect(events(text, most)).toHaveLength(most);
  });

  test('every character is in a tag, a text or a comment, and arbitrary text never throws', () => {
    const piece = fc.constantFrom(
      '<',
      '>',
      '/',
      'a',
      ' ',
      '"',
      '=',
      '!',
      '-',
      '&',
      '<p>',
      '</p>',
      '<!--',
      '-->',
      '<script>',
      '</script>',
      '<?',
      'é',
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 30 }), (pieces) => {
        events(pieces.join(''));
        expect(events(`${pieces.join('')} ada@example`).length).toBeGreaterThan(0);
      }),
      { numRuns: 300 },
    );
  });
});
