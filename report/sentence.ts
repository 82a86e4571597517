/** `text` as one sentence on one line: white space collapsed, ended by a full stop unless it ends in punctuation of its own. */
export function sentence(text: string): string {
  const line = text.replace(/\s+/g, ' ').trim();
  return line === '' || /[.!?…]$/.test(line) ? line : `${line}.`;
}
