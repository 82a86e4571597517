import { describe, expect, it } from 'vitest';
import { loadRuleset } from '../../../rules/load/load-ruleset.js';
import { selfSigned } from '../../harness/self-signed.js';
import { clientPems } from './client-pems.js';
import { contextOf, load, problems, problemsOf } from './load-harness.js';

const files = { 'c.pem': clientPems.cert, 'k.pem': clientPems.key, 'd.pem': selfSigned.cert, 'l.pem': selfSigned.key };
const first = (host: string) => `{ host: "${host}", cert: c.pem, key: k.pem }`;
const second = (host: string) => `{ host: "${host}", cert: d.pem, key: l.pem }`;
const listed = (body: string, more: Readonly<Record<string, string>> = {}) =>
  load(body, { ...files, ...more }).clientCertificates.map(
    ({ host, chain }) => `${host} ${chain === clientPems.cert ? 'first' : 'second'}`,
  );

describe('mergeClientCertificates', () => {
  it('puts the most specific first, lists resolved', () => {
    const body = `hosts: { ours: [own, "*.b.example"], own: [x.example, 10.0.0.0/8] }\nclientCertificates: [${first('*.example')}, ${second('ours')}, ${first('10.1.0.0/16')}, ${first('x.example')}]`;
    expect(listed(body)).toEqual(['x.example first', '*.b.example second', '*.example first', '10.1.0.0/16 first', '10.0.0.0/8 second']);
  });

  it('lets the outer file win, and refuses a tie', () => {
    const inner = { 'inner.yaml': `plainsight: 1\nclientCertificates: [${first('a.example')}, ${first('b.example')}]` };
    expect(listed(`extends: ./inner.yaml\nclientCertificates: [${second('a.example')}]`, inner)).toEqual([
      'a.example second',
      'b.example first',
    ]);
    expect(problems(`clientCertificates: [${first('a.example')}, ${first('A.example')}]`, files)).toEqual([
      'r.yaml:2:70: `a.example` has a client certificate already, at r.yaml:2: keep one',
    ]);
    const lists = `hosts: { m: [a.example], n: [a.example] }\nclientCertificates: [${first('m')}, ${second('n')}]`;
    expect(problems(lists, files)).toEqual(['r.yaml:3:62: `a.example` has a client certificate already, at r.yaml:3: keep one']);
    const context = contextOf({
      ...files,
      'a.yaml': `plainsight: 1\nclientCertificates: [${first('a.example')}]`,
      'b.yaml': `plainsight: 1\nclientCertificates: [${second('a.example')}]`,
    });
    expect(problemsOf(() => loadRuleset(['a.yaml', 'b.yaml'], context))[0]).toContain(
      'the client certificate for `a.example` is given differently',
    );
  });
});
