import { existsSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { workplace } from '../harness/command-line.js';
import { inProcess } from '../harness/in-process.js';
import { listening } from '../harness/origins.js';
import { temporaryFolder } from '../harness/temporary-folder.js';
import { cleartextRule } from './rulesets.js';

const commands = [
  [],
  ['start'],
  ['stop'],
  ['run'],
  ['step'],
  ['plant'],
  ['demo'],
  ['rules'],
  ['rules', 'lint'],
  ['rules', 'test'],
  ['rules', 'explain'],
  ['rules', 'list'],
  ['runs'],
  ['report'],
  ['baseline'],
  ['compare'],
  ['ca'],
  ['ca', 'show'],
  ['ca', 'export'],
  ['ca', 'rotate'],
  ['where'],
  ['data'],
  ['data', 'update'],
  ['data', 'remove'],
  ['licenses'],
];

describe('help', () => {
  it('every command has one, with an example, on standard output', async () => {
    for (const words of commands) {
      const { code, out, err } = await inProcess([...words, '--help']);
      expect([words, code, err]).toEqual([words, 0, '']);
      expect(out).toMatch(/\nExamples?:\n {2}plainsight /);
      expect(out).toContain(`Usage: ${['plainsight', ...words].join(' ')}`);
    }
  });

  it('is what the program itself gives, too', async () => {
    const place = workplace(temporaryFolder());
    const [help, none, version] = await Promise.all([place.run(['run', '--help']), place.run([]), place.run(['--version'])]);
    expect([help.code, help.out.includes('plainsight run'), help.err]).toEqual([0, true, '']);
    expect([none.code, none.out, none.err.includes('Usage: plainsight')]).toEqual([2, '', true]);
    expect([version.code, /^\d+\.\d+\.\d+\n$/.test(version.out)]).toEqual([0, true]);
  });
});

describe('wrong usage', () => {
  const wrong: readonly [words: readonly string[], message: RegExp][] = [
    [['start', '--resolver', 'dns.example'], /--resolver "dns\.example" is no IP address, such as 192\.0\.2\.53/],
    [['rules', 'list', '--operators', '--regions'], /cannot be used with option/],
    [['strat'], /unknown command 'strat'.*\n?.*Did you mean start/],
    [['start', '--port', '99999'], /expected a port from 0 to 65535/],
    [['start', '--prot', '1'], /unknown option '--prot'/],
    [['start', '--lan', '--host', '10.0.0.1'], /--lan listens on every address/],
    [['start', '--report', 'sarif'], /sarif/],
    [['run'], /missing required argument 'command'/],
    [['run', '--rules', 'absent.yaml', '--', 'true'], /absent\.yaml/],
    [['run', '--origin-ca', 'absent.pem', '--', 'true'], /absent\.pem/],
    [['run', '--baseline', 'absent.yaml', '--', 'true'], /absent\.yaml/],
    [['stop', '--data', 'absent'], /nothing is running for absent: start it with "plainsight start"/],
    [['step', 'begin', 'login', '--data', 'absent'], /nothing is running/],
    [['step', 'middle', 'login'], /step takes begin or end/],
    [['step', 'end', 'login', '--settle', 'soon'], /--settle takes milliseconds/],
    [['plant', 'user-id'], /FIELD=VALUE/],
    [['report', '../../etc/passwd', '--data', 'absent'], /absent|run/],
    [['baseline', 'latest', '--until', 'tomorrow'], /YYYY-MM-DD/],
    [['baseline', 'latest', '--until', '2026-02-30'], /YYYY-MM-DD/],
    [['demo', 'S99'], /there is no scenario S99: there are S01/],
    [['ca', 'export', '--format', 'pkcs12'], /there is no format "pkcs12": choose pem, der, mobileconfig, android-nsc/],
    [['rules', 'explain', 'nowhere', '--rules', 'plainsight:baseline'], /there is no rule "nowhere"/],
  ];

  for (const [words, message] of wrong) {
    it(`plainsight ${words.join(' ')}`, async () => {
      const { code, out, err } = await inProcess(words);
      expect(err).toMatch(message);
      expect(err).not.toMatch(/^ {4}at /m);
      expect([code, out]).toEqual([2, '']);
    });
  }

  it('of a ruleset names file, line, column and the nearest right name', async () => {
    const place = workplace(temporaryFolder());
    const file = place.write('misspelt.yaml', cleartextRule.replace('never: {', 'nevr: {'));
    const { code, out, err } = await place.run(['run', '--rules', file, '--data', place.data, '--', 'true']);
    expect(err).toMatch(/misspelt\.yaml:9:5: unknown key `nevr`; did you mean `never`\?/);
    expect([code, out]).toEqual([2, '']);
  });

  it('of addresses is found once the session starts', async () => {
    const place = workplace(temporaryFolder());
    const client = await inProcess(['start', '--port', '0', '--client', 'phone', '--data', join(place.folder, 'a')], place.home);
    const host = await inProcess(['start', '--port', '0', '--host', '192.0.2.1', '--data', join(place.folder, 'b')], place.home);
    expect(client.err).toContain('"phone" is not a device address');
    expect(host.err).toContain('192.0.2.1 is not an address of this machine');
    expect([client.code, host.code]).toEqual([2, 2]);
    const unheard = await inProcess(['start', '--port', '0', '--client', '192.168.1.7', '--data', join(place.folder, 'c')], place.home);
    expect([unheard.code, unheard.err]).toEqual([2, expect.stringContaining('give --lan or --host ADDRESS beside --client')]);
  });

  it('a port that is taken is named, with what to do', async () => {
    const place = workplace(temporaryFolder());
    const taken = await listening(createServer());
    const { code, err } = await inProcess(['start', '--port', String(taken.port), '--data', place.data], place.home);
    await taken.close();
    expect(err).toContain(`port ${taken.port} on 127.0.0.1 is taken: stop what uses it, or choose another with --port`);
    expect(code).toBe(2);
    // What was begun has an end, so that nobody takes an earlier run for this one.
    const report = await inProcess(['report', 'latest', '--data', place.data]);
    expect(report.out).toContain('could not start');
    expect(report.code).toBe(4);
  });

  it('a home that cannot be written is named', async () => {
    const place = workplace(temporaryFolder());
    writeFileSync(place.home, 'a file where the folder should be');
    const { code, err } = await inProcess(['run', '--data', place.data, '--', 'true'], place.home);
    expect(err).toContain(place.home);
    expect(err).not.toMatch(/^ {4}at /m);
    expect(code).toBe(2);
  });

  it('a data folder that cannot be made is a failure of ours, and that of somebody else is refused', async () => {
    const place = workplace(temporaryFolder());
    writeFileSync(place.data, 'a file');
    const file = await inProcess(['run', '--data', place.data, '--', 'true'], place.home);
    expect(file.err).toContain(place.data);
    expect(file.code).toBe(4);
    const others = await inProcess(['run', '--data', dirname(place.write('package.json', '{}')), '--', 'true'], place.home);
    expect(others.err).toContain('holds package.json: name a folder of its own');
    expect(others.code).toBe(2);
  });
});

describe('rules', () => {
  it('lint, test, list and explain a file, named or found', async () => {
    const place = workplace(temporaryFolder());
    const file = place.write('plainsight.yaml', cleartextRule);
    const id = 'user-id-never-in-cleartext';
    // Found in the working folder, which only a process has to itself.
    const test = await place.run(['rules', 'test']);
    const lint = await inProcess(['rules', 'lint', file]);
    const list = await inProcess(['rules', 'list', '--json', file]);
    const explain = await inProcess(['rules', 'explain', id, '--rules', file]);
    const packs = await inProcess(['rules', 'list', 'plainsight:baseline']);
    expect(lint.out).toMatch(/^\S+plainsight\.yaml:4:20: left out: the environment variable NEVER_SET is not set\n1 rules, 1 problem\n$/);
    expect(lint.code).toBe(1);
    expect(test.out).toMatch(/^ok {2}user-id-never-in-cleartext {2}violates .*\nok {2}.*complies.*\n2 passed, 0 failed\n$/);
    expect(test.code).toBe(0);
    expect(JSON.parse(list.out)).toEqual([
      {
        id,
        level: 'error',
        pack: null,
        description: "The user's ID must not cross the network unencrypted",
        place: expect.stringMatching(/plainsight\.yaml:6:9$/),
      },
    ]);
    expect(explain.out).toMatch(/user-id.*late.*cleartext/s);
    expect(packs.out).toMatch(/^baseline\/token-in-url +\w+ +baseline {2}\S/m);
  });

  it('test as JUnit XML, and list regions', async () => {
    const place = workplace(temporaryFolder());
    const file = place.write('plainsight.yaml', cleartextRule);
    const junit = await inProcess(['rules', 'test', '--format', 'junit', file]);
    expect(junit.out).toMatch(/^<\?xml version="1.0" encoding="UTF-8"\?>\n<testsuites name="plainsight rules test" tests="2" failures="0"/);
    expect(junit.code).toBe(0);
    expect((await inProcess(['rules', 'test', '--format', 'xml', file])).code).toBe(2);
    const json = await inProcess(['rules', 'test', '--format', 'json', file]);
    expect(json.out).toBe((await inProcess(['rules', 'test', '--json', file])).out);
    const regions = await inProcess(['rules', 'list', '--regions', '--json', file]);
    expect(JSON.parse(regions.out)).toContainEqual(expect.objectContaining({ name: 'eu', from: 'built-in', asOf: expect.any(String) }));
  });

  it('test fails with 1 when an example does not hold, and says where', async () => {
    const place = workplace(temporaryFolder());
    const wrong = cleartextRule.replace('- complies: { request: "GET https:', '- complies: { request: "GET http:');
    const { code, out } = await inProcess(['rules', 'test', place.write('plainsight.yaml', wrong)]);
    expect(out).toMatch(/FAILED {2}user-id-never-in-cleartext {2}complies {2}.*plainsight\.yaml:12/);
    expect(code).toBe(1);
  });
});

describe('ca', () => {
  it('show, export in each format, and rotate, which leaves no old key behind', async () => {
    const place = workplace(temporaryFolder());
    const shown = await inProcess(['ca', 'show', '--json'], place.home);
    const { certificateFile, fingerprint256, notAfter, subject } = JSON.parse(shown.out) as Record<string, string>;
    expect([fingerprint256?.length, subject?.startsWith('CN='), Number(new Date(notAfter ?? '')) > 0]).toEqual([64, true, true]);
    const pem = readFileSync(certificateFile ?? '', 'utf8');
    expect(pem).toContain('BEGIN CERTIFICATE');
    expect(pem).not.toContain('PRIVATE KEY');

    const file = (name: string) => join(place.folder, 'work', name);
    const formats = ['pem', 'der', 'mobileconfig', 'android-nsc'];
    for (const format of formats) {
      const { code, err } = await inProcess(['ca', 'export', '--format', format, '--output', file(format)], place.home);
      expect([code, err]).toEqual([0, `wrote ${file(format)}\n`]);
    }
    expect(readFileSync(file('pem'), 'utf8')).toBe(pem);
    expect(readFileSync(file('der'))[0]).toBe(0x30);
    expect(readFileSync(file('mobileconfig'), 'utf8')).toContain('<!DOCTYPE plist');
    expect(readFileSync(file('android-nsc'), 'utf8')).toContain('<network-security-config>');
    expect((await place.run(['ca', 'export'])).out).toBe(pem);

    const keyFile = join(place.home, 'keys', 'ca.private.key');
    const oldKey = existsSync(keyFile) ? readFileSync(keyFile, 'utf8') : undefined;
    const rotated = await inProcess(['ca', 'rotate', '--json'], place.home);
    const now = JSON.parse(rotated.out) as { fingerprint256: string; retiredFile: string };
    expect(rotated.code).toBe(0);
    expect(now.fingerprint256).not.toBe(fingerprint256);
    expect(readFileSync(now.retiredFile, 'utf8')).toBe(pem);
    expect((await inProcess(['ca', 'show'], place.home)).out).toContain(now.fingerprint256);
    if (oldKey !== undefined) expect(readFileSync(keyFile, 'utf8')).not.toBe(oldKey);
    expect(statSync(place.home).mode & 0o777).toBe(0o700);
  });
});
