import { once } from 'node:events';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { rootCertificates } from 'node:tls';
import { Worker } from 'node:worker_threads';
import { describe, expect, it } from 'vitest';
import { beyondDefaultRoots } from '../../certs/beyond-default-roots.js';
import { temporaryFolder } from '../harness/temporary-folder.js';
import { testAuthority } from '../harness/test-authorities.js';

const own = testAuthority('origin').certificatePem;
const other = testAuthority('stranger').certificatePem;
const all = [...rootCertificates, own];
const node = { shipped: rootCertificates, trusted: undefined };

describe('beyondDefaultRoots', () => {
  it('leaves those that Node does not trust by itself', () => {
    expect(beyondDefaultRoots(all, node, {})).toEqual([own]);
    expect(beyondDefaultRoots(rootCertificates, node, {})).toEqual([]);
  });

  it('is nothing where Node trusts one that is not among them', () => {
    expect(beyondDefaultRoots([own], node, {})).toBeUndefined();
    expect(beyondDefaultRoots(all.slice(1), node, {})).toBeUndefined();
  });

  it.each([
    { NODE_OPTIONS: '--max-old-space-size=512 --use-openssl-ca' },
    { NODE_OPTIONS: '--use_system_ca' },
    { NODE_USE_SYSTEM_CA: '1' },
    { NODE_EXTRA_CA_CERTS: '/not/there.pem' },
  ])('is nothing where it cannot be known: %o', (env) => {
    expect(beyondDefaultRoots(all, node, env)).toBeUndefined();
  });

  it('goes by what Node says it trusts, where it does', () => {
    const telling = (trusted: readonly string[]) => beyondDefaultRoots(all, { shipped: rootCertificates, trusted }, {});
    expect(telling(rootCertificates)).toEqual([own]);
    expect(telling([...rootCertificates, own])).toEqual([own]);
    expect(telling([...rootCertificates, other])).toBeUndefined();
    expect(telling([own])).toBeUndefined();
    expect(telling(rootCertificates.slice(1))).toBeUndefined();
  });

  it('is nothing in a thread, which does not see how its process was started', async () => {
    const built = new URL('../../dist/certs/beyond-default-roots.js', import.meta.url).href;
    const code = `import { rootCertificates } from 'node:tls';
import { parentPort } from 'node:worker_threads';
import { beyondDefaultRoots } from ${JSON.stringify(built)};
parentPort.postMessage(beyondDefaultRoots(rootCertificates, { shipped: rootCertificates, trusted: undefined }, {}) ?? 'nothing');`;
    const worker = new Worker(new URL(`data:text/javascript,${encodeURIComponent(code)}`));
    const [said] = await once(worker, 'message');
    await worker.terminate();
    expect(said).toBe('nothing');
  });

  it('goes by the certificates of NODE_EXTRA_CA_CERTS, however they are laid out', () => {
    const file = join(temporaryFolder(), 'extra.pem');
    const env = { NODE_EXTRA_CA_CERTS: file };
    writeFileSync(file, `# ours\n${own.replaceAll('\n', '\r\n')}${rootCertificates[0]}`);
    expect(beyondDefaultRoots(all, node, env)).toEqual([own]);
    writeFileSync(file, `${own}${other}`);
    expect(beyondDefaultRoots(all, node, env)).toBeUndefined();
  });
});
