import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Evidence } from '../../model/index.js';
import { type Workplace, workplace } from '../harness/command-line.js';
import { startTestOrigins, type TestOrigins } from '../harness/origins.js';
import { makeFolder } from '../harness/temporary-folder.js';

const value = 'u-7d41c9e2-harbour';
const ruleset = `plainsight: 1
fields:
  user-id: { values: [${value}] }
regions:
  overrides: [{ cidr: 127.0.0.0/8, region: CN, reason: loopback stands in for geography }]
rules:
  - id: user-id-stays-at-home
    description: The user's ID must not reach servers abroad
    fields: [user-id]
    never: { region: { notIn: [US] } }
`;

interface Client {
  readonly name: string;
  /** What tells whether it is installed, and the Debian package that has it. */
  readonly probe: readonly [command: string, ...args: string[]];
  readonly package: string;
  readonly command: readonly string[];
}

const program = (name: string) => fileURLToPath(new URL(`programs/${name}`, import.meta.url));

const clients: readonly Client[] = [
  { name: 'curl', probe: ['curl', '--version'], package: 'curl', command: ['sh', program('curl.sh')] },
  { name: 'wget', probe: ['wget', '--version'], package: 'wget', command: ['sh', program('wget.sh')] },
  { name: "Node's fetch", probe: [process.execPath, '--version'], package: 'nodejs', command: [process.execPath, program('node.mjs')] },
  {
    name: "Python's urllib",
    probe: ['python3', '--version'],
    package: 'python3',
    command: ['python3', program('urllib_client.py')],
  },
  {
    name: "Java's HttpClient",
    probe: ['java', '--version'],
    package: 'default-jdk-headless',
    // The quick compiler is enough for a program that sends eight requests.
    command: ['java', '-XX:TieredStopAtLevel=1', '-Xshare:auto', program('HttpClientProgram.java')],
  },
];

const installed = ({ probe: [command, ...args] }: Client): boolean => spawnSync(command, args).status === 0;

describe('clients under `run --`', () => {
  const folder = makeFolder();
  const place: Workplace = workplace(folder.path);
  let origins: TestOrigins;
  let flags: string[];

  beforeAll(async () => {
    origins = await startTestOrigins(folder.path);
    const rules = place.write('rules.yaml', ruleset);
    flags = ['run', '--rules', rules, '--origin-ca', origins.caFile, '--data', place.data];
  });
  afterAll(async () => {
    await origins.close();
    folder.remove();
  });

  const env = (sent: string) => ({
    VALUE: sent,
    HTTP_ORIGIN: `http://localhost:${origins.httpPort}`,
    HTTPS_ORIGIN: `https://localhost:${origins.httpsPort}`,
  });

  for (const client of clients) {
    it(`${client.name}: a planted value is reported from body, query, header and gzip-ed body, with its region`, async ({ skip }) => {
      skip(!installed(client), `install the Debian package ${client.package}`);
      const before = origins.received.length;
      const file = join(folder.path, 'report.json');
      const { code, out, err } = await place.run([...flags, '--report', `json=${file}`, '--', ...client.command], { env: env(value) });
      expect(`${out}${err}`).toContain("exit code 1 is Plainsight's (verdict: fail; the command ended with 0)");
      expect(code).toBe(1);
      expect(origins.received.slice(before).map(({ scheme, url }) => `${scheme} ${url}`)).toEqual([
        ...['/body', `/query?uid=${value}`, '/header', '/gzip'].map((path) => `http ${path}`),
        ...['/body', `/query?uid=${value}`, '/header', '/gzip'].map((path) => `https ${path}`),
      ]);
      const { findings } = JSON.parse(readFileSync(file, 'utf8')) as { findings: { kind: string; evidence: Evidence }[] };
      const places = findings.map(({ kind, evidence: { wire, location, path, transforms, countryIsoCode, recognisedAs } }) =>
        [kind, wire, location, path, transforms.join('>'), countryIsoCode, recognisedAs].join(' '),
      );
      const expected = (wire: string) => [
        `fail ${wire} body $['user']['id'] json CN planted`,
        `fail ${wire} body $['user']['id'] gzip>json CN planted`,
        `fail ${wire} header $['x-user']  CN planted`,
        `fail ${wire} query $['uid']  CN planted`,
      ];
      expect(places.map((text) => text.toLowerCase()).sort()).toEqual(
        [...expected('cleartext'), ...expected('tls')].map((text) => text.toLowerCase()).sort(),
      );
    });
  }

  it('without the value the run passes, with any of them', async () => {
    const commands = clients.filter(installed).map(({ command }) => command.map((word) => `'${word}'`).join(' '));
    const { code, out, err } = await place.run([...flags, '--', 'sh', '-ec', commands.join('\n')], { env: env('someone-else-entirely') });
    expect(`${out}${err}`).toContain("exit code 0 is Plainsight's (verdict: pass; the command ended with 0)");
    expect(code).toBe(0);
  });

  it('a command without traffic is inconclusive', async () => {
    const { code, err } = await place.run([...flags, '--', 'true']);
    expect(err).toContain("exit code 3 is Plainsight's (verdict: inconclusive; the command ended with 0); retry 3 and 4, never 1");
    expect(code).toBe(3);
  });
});
