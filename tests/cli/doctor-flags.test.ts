import { Command } from 'commander';
import { describe, expect, it } from 'vitest';
import { addDoctorFlags, refuseTrustFlags } from '../../cli/doctor-flags.js';
import { addSessionFlags } from '../../cli/session-flags.js';
import { UsageError } from '../../cli/usage-error.js';
import { wrongCertificates } from '../../model/index.js';

const command = () => addDoctorFlags(new Command().exitOverride().configureOutput({ writeErr: () => undefined }));
const flagsOf = (...words: string[]) => command().parse(words, { from: 'user' }).opts();

describe('the flags of doctor', () => {
  it('have defaults for where to listen and to record, and none else', () => {
    expect(flagsOf()).toEqual({ listen: '127.0.0.1', data: '.plainsight' });
  });

  it('take kinds of certificates, separated by commas', () => {
    expect(flagsOf('--kinds', 'expired, self-signed')['kinds']).toEqual(['expired', 'self-signed']);
    expect(flagsOf('--kinds', wrongCertificates.join())['kinds']).toEqual(wrongCertificates);
  });

  it.each(['', 'expired,', 'Expired', 'all', 'expired;untrusted'])('refuse %j as kinds, saying which there are', (kinds) => {
    expect(() => flagsOf('--kinds', kinds)).toThrow(/choose of untrusted, expired, wrong-host, self-signed/);
  });

  it('take counts from 1 to 999', () => {
    expect(flagsOf('--rounds', '1', '--times', '999')).toMatchObject({ rounds: 1, times: 999 });
  });

  it.each(['0', '000', '1000', '-1', '1.5', '1e2', '0x1', ' 1', 'one', ''])('refuse %j as a count', (count) => {
    for (const flag of ['--rounds', '--times']) expect(() => flagsOf(`${flag}=${count}`), flag).toThrow(/from 1 to 999/);
  });

  it('name hosts under test with --host, as often as it takes, and where to listen with --listen', () => {
    expect(flagsOf('--host', 'a.example', '--host', '*.b.example', '--listen', '::1')).toMatchObject({
      host: ['a.example', '*.b.example'],
      listen: '::1',
    });
  });

  it('are those of start, but what a trust run has no use for', () => {
    const own = new Set(command().options.map(({ long }) => long));
    const missing = addSessionFlags(new Command())
      .options.map(({ long }) => long)
      .filter((long) => !own.has(long));
    expect(missing).toEqual(['--fail-host', '--record-values', '--strict']);
    for (const flag of missing) expect(() => flagsOf(String(flag))).toThrow(/unknown option/);
  });

  it('do not promise a ruleset that is not there by default', () => {
    expect(command().options.find(({ long }) => long === '--rules')?.description).toContain('(default: none)');
  });
});

describe('refuseTrustFlags', () => {
  const names = command().options.map((option) => ({ name: option.attributeName(), long: option.long ?? '' }));
  const ofSetup = ['port', 'listen', 'lan', 'rules', 'caCert', 'caKey', 'data', 'json'];

  it('lets pass what the checks of the set-up look at', () => {
    expect(names.map(({ name }) => name)).toEqual(expect.arrayContaining(ofSetup));
    expect(() => refuseTrustFlags(ofSetup)).not.toThrow();
    expect(() => refuseTrustFlags([])).not.toThrow();
  });

  it.each(names.filter(({ name }) => !ofSetup.includes(name)))(
    'refuses $long, which would be passed over, by its name',
    ({ name, long }) => {
      expect(() => refuseTrustFlags(['port', name])).toThrow(new UsageError(`${long} is for trust runs: add --trust, or leave it out`));
    },
  );
});
