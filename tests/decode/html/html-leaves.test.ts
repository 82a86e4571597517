import { describe, expect, test } from 'vitest';
import { HtmlLeaves } from '../../../decode/html/html-leaves.js';
import { readHtml } from '../../../decode/html/read-html.js';
import { Source } from '../../../decode/source.js';
import { RecordedLeaves } from '../recorded-leaves.js';

function record(text: string, most?: number): RecordedLeaves {
  const source = Source.ofText(text);
  const into = new RecordedLeaves(source, most);
  const leaves = new HtmlLeaves(into, source);
  readHtml(source, leaves);
  leaves.finish();
  return into;
}
const named = (text: string) => record(text).lines.filter((line) => !line.startsWith(' = '));
const shown = (text: string) => record(text).lines.filter((line) => line.startsWith(' = '));

describe('what HTML names', () => {
  test('fields of forms', () => {
    expect(
      named(
        '<input type=hidden name="user[mail]" value="ada&#64;example.test"><textarea name=note>\n a &lt; b </textarea><input name=empty><button name=go value=1>',
      ),
    ).toEqual(['user/mail = ada@example.test', 'note = a < b', 'go = 1']);
  });

  test('of boxes and options the chosen ones', () => {
    const boxes = '<input type=radio name=sex value=f checked><input type=radio name=sex value=m><input type=checkbox name=c value=y>';
    const options =
      '<select name=l><option value=1>one<option value=2 selected>two</select><select name=m><option selected>\nada</option><option>b</select><option selected>x';
    expect(named(boxes + options)).toEqual(['sex = f', 'l = 2', 'm = ada']);
  });

  test('descriptions of the document, and what its elements say', () => {
    expect(
      named(
        '<meta name="user" content="ada"><meta property="og:email" content="a@example.test"><meta charset=utf-8><body class=c data-user-id="77" data-json=\'{"a":1}\'>',
      ),
    ).toEqual(['user = ada', 'og:email = a@example.test', 'user-id = 77', 'json = {"a":1}']);
    expect(named('<meta content="x"><span itemprop=tel content="+1">')).toEqual(['meta = x', 'tel = +1']);
  });

  test('other attributes where they may hide something', () => {
    expect(
      named('<a href="/p?mail=x%40y" class="big row">x</a><img src="/logo.png" alt="a logo"><option value="YWRhQGV4YW1wbGUudGVzdA">'),
    ).toEqual(['a/href = /p?mail=x%40y', 'option/value = YWRhQGV4YW1wbGUudGVzdA']);
  });

  test('scripts are parts of their own type', () => {
    const { all } = record(
      '<script type="text/json; charset=utf-8">{"a":1}</script><script id=__DATA__ type="application/json">[2]</script><script>x()</script><script type=module>y()</script><style>z{}</style><script type="application/x-protobuf">w</script>',
    );
    expect(
      all
        .filter(({ kind }) => kind === 'part')
        .map(({ kind, segments, value, declared }) => [kind, segments[0], value, declared?.mediaType]),
    ).toEqual([
      ['part', 'script', '{"a":1}', 'text/json'],
      ['part', '__DATA__', '[2]', 'application/json'],
      ['part', 'script', 'x()', 'text/javascript'],
      ['part', 'script', 'y()', 'text/javascript'],
      ['part', 'style', 'z{}', 'text/plain'],
      ['part', 'script', 'w', 'text/javascript'],
    ]);
  });

  test('the text without tags: words stay whole, blocks stay apart', () => {
    expect(shown('<title>T&amp;x</title><p>ada<b>@</b>example<wbr>.test</p>\n\n<td>a</td> <td>b</td><!-- c -->')).toEqual([
      ' = c',
      ' = T&x\nada@example.test\na\nb (part)',
    ]);
    expect(shown('<p> </p>\n')).toEqual([]);
  });

  test('text of an option that was chosen is text, too', () => {
    expect(shown('<select name=a><option selected>ada</select>')).toEqual([' = ada (part)']);
  });

  test('positions are those of the value', () => {
    const text = '<input name=a value="x&amp;y">';
    const { start, end } = record(text).all.find(({ kind }) => kind === 'leaf')!;
    expect(text.slice(start, end)).toBe('x&amp;y');
  });

  test('says no more than it may', () => {
    const text =
      '<meta name=a content=b data-c=d><input name=e value=f><select name=g><option selected>h</select><textarea name=i>j</textarea><!-- k --><script>l</script>m';
    // The text that has no tags is offered last, whatever came before.
    for (let most = 1; most < record(text).all.length - 1; most += 1) expect(record(text, most).all.length).toBeLessThanOrEqual(most + 1);
  });
});
