/** A piece of HTML that may be inserted as it is. Made by {@link html} only. */
export class Markup {
  constructor(readonly text: string) {}
}

/** What may stand in a template: texts are escaped, markup is not. */
export type HtmlValue = string | number | Markup | readonly Markup[];

/** HTML from a template literal; every text that is inserted is escaped for content and quoted attributes. Not for inside `<script>` or `<style>`. */
export function html(strings: TemplateStringsArray, ...values: readonly HtmlValue[]): Markup {
  const parts = strings.map((text, index) => text + insert(values[index] ?? ''));
  return new Markup(parts.join(''));
}

/** A text for HTML content or a quoted attribute. NUL, which HTML cannot hold, becomes U+FFFD. */
export function escapeHtml(text: string): string {
  return text.replace(/[&<>"'`\0]/g, (character) => escapes.get(character) ?? character);
}

const escapes = new Map([
  ['&', '&amp;'],
  ['<', '&lt;'],
  ['>', '&gt;'],
  ['"', '&quot;'],
  ["'", '&#39;'],
  ['`', '&#96;'],
  ['\0', '\ufffd'],
]);

function insert(value: HtmlValue): string {
  if (value instanceof Markup) return value.text;
  if (typeof value === 'object') return value.map(({ text }) => text).join('');
  return escapeHtml(String(value));
}
