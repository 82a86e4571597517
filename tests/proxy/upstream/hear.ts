import type { ProxyAnswer, ProxyDialogue } from '../../../proxy/upstream/negotiate.js';

/** Lets a dialogue hear these chunks, stopping when it has settled: its last answer, all that it sent, and what came behind. */
export function hear(
  dialogue: ProxyDialogue,
  chunks: readonly (string | Uint8Array)[],
): { readonly last: ProxyAnswer; readonly sent: Buffer; readonly rest: string } {
  const bytes = chunks.map((chunk) => (typeof chunk === 'string' ? Buffer.from(chunk, 'latin1') : Buffer.from(chunk)));
  const sent = [dialogue.opening];
  let last: ProxyAnswer = { kind: 'more' };
  let rest = Buffer.alloc(0);
  for (const [index, chunk] of bytes.entries()) {
    last = dialogue.receive(chunk);
    if (last.kind === 'more') {
      if (last.send !== undefined) sent.push(last.send);
      continue;
    }
    if (last.kind === 'open') rest = Buffer.concat([last.rest, ...bytes.slice(index + 1)]);
    break;
  }
  return { last, sent: Buffer.concat(sent), rest: rest.toString('latin1') };
}
