import { execFile } from 'node:child_process';
import { pathToFileURL } from 'node:url';
import { promisify } from 'node:util';
import { expect, it } from 'vitest';
import { dnsServerForTest, zone } from '../harness/dns-server.js';
import { temporaryFolder } from '../harness/temporary-folder.js';

/** Nothing else keeps this process alive: a test in process would not notice. */
const program = (servers: readonly string[], home: string) => `
  const { explainWhere } = await import(${JSON.stringify(pathToFileURL('dist/session.js').href)});
  const { addresses } = await explainWhere({
    target: 'api.example', rules: [], home: ${JSON.stringify(home)}, env: {}, now: Date.now(),
    resolve: async () => ['192.0.2.7'], nameServers: ${JSON.stringify(servers)},
  });
  process.stdout.write(JSON.stringify(addresses.map(({ names }) => names?.chain.map(({ cname }) => cname))));
`;

it('waits for the resolver, also where the addresses are there before', async () => {
  const records = zone({ 'api.example': { cname: 'api.agora.io' }, 'api.agora.io': ['192.0.2.7'] });
  const server = await dnsServerForTest(records);
  const { stdout } = await promisify(execFile)(process.execPath, ['--input-type=module', '-e', program([server.text], temporaryFolder())]);
  expect(JSON.parse(stdout)).toEqual([['api.agora.io']]);
});
