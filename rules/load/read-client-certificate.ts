import { createPrivateKey, type KeyObject, X509Certificate } from 'node:crypto';
import { isAbsolute, join } from 'node:path';
import type { ClientCertificate } from '../ruleset.js';
import { child, type RulesetNode, type TextNode, textOf } from './node.js';
import type { ReadContext } from './read-context.js';
import { readHost } from './read-host.js';

const certificateBlock = /-----BEGIN CERTIFICATE-----[^-]+-----END CERTIFICATE-----/g;

/**
 * One entry of `clientCertificates`, its files read and tried: what cannot be read, or does not belong together, is a problem here and not a
 * failed handshake in the run. Says nothing of whether an origin will accept it. `host` may still be the name of a list.
 */
export function readClientCertificate(node: RulesetNode, context: ReadContext): ClientCertificate | undefined {
  const hostNode = child(node, 'host');
  const certNode = child(node, 'cert');
  const keyNode = child(node, 'key');
  const passphrase = child(node, 'passphrase');
  if (hostNode?.kind !== 'text' || certNode?.kind !== 'text' || keyNode?.kind !== 'text') return undefined;
  const host = readHost(hostNode, context);
  const chain = readPem(certNode, context);
  const key = readPem(keyNode, context);
  if (chain === undefined || key === undefined) return undefined;
  const leaf = readChain(chain, certNode, context);
  const opened = openKey(key, keyNode, passphrase, context);
  if (leaf === undefined || opened === undefined) return undefined;
  if (!leaf.checkPrivateKey(opened)) {
    context.problems.add(keyNode.place, `this key is not that of the first certificate in ${certNode.text}`);
    return undefined;
  }
  const secret = textOf(passphrase);
  return { host, chain, key, ...(secret === undefined ? {} : { passphrase: secret }), place: node.place };
}

function readPem({ text, place }: TextNode, { load, folder, problems }: ReadContext): string | undefined {
  try {
    return load.readFile(isAbsolute(text) ? text : join(folder, text));
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    problems.add(place, `cannot read ${text}: ${why === 'not UTF-8' ? 'not PEM (convert it with `openssl`)' : why}`);
    return undefined;
  }
}

/** The first certificate of a chain; all of them must be whole. */
function readChain(chain: string, { text, place }: TextNode, { problems }: ReadContext): X509Certificate | undefined {
  const blocks = chain.match(certificateBlock) ?? [];
  let leaf: X509Certificate | undefined;
  for (const [index, block] of blocks.entries()) {
    try {
      const certificate = new X509Certificate(block);
      leaf ??= certificate;
    } catch (error) {
      if (!(error instanceof Error)) throw error;
      problems.add(place, `certificate ${index + 1} in ${text} is damaged`);
      return undefined;
    }
  }
  if (leaf === undefined) problems.add(place, `${text} holds no certificate in PEM (\`-----BEGIN CERTIFICATE-----\`)`);
  return leaf;
}

function openKey(
  key: string,
  { text, place }: TextNode,
  passphrase: RulesetNode | undefined,
  { problems }: ReadContext,
): KeyObject | undefined {
  if (!/-----BEGIN [A-Z ]*PRIVATE KEY-----/.test(key)) {
    problems.add(place, `${text} holds no private key in PEM (\`-----BEGIN PRIVATE KEY-----\`)`);
    return undefined;
  }
  const secret = textOf(passphrase);
  try {
    return createPrivateKey({ key, ...(secret === undefined ? {} : { passphrase: secret }) });
  } catch (error) {
    if (!(error instanceof Error)) throw error;
    const encrypted = /ENCRYPTED/.test(key);
    if (encrypted && passphrase === undefined)
      problems.add(place, `the key in ${text} is encrypted: give its \`passphrase\`, as \`\${env:NAME}\``);
    else if (encrypted && passphrase !== undefined) problems.add(passphrase.place, `this passphrase does not open the key in ${text}`);
    else problems.add(place, `the private key in ${text} cannot be read`);
    return undefined;
  }
}
