import { expect, it } from 'vitest';
import { compareOperators, operatorsOf } from '../../../report/compare/compare-operators.js';
import { sampleFinding } from '../samples.js';
import { comparedRun, destination } from './samples.js';

const found = sampleFinding({ evidence: { operator: 'agora, cloud-operator', host: 'edge.agora.example', countryIsoCode: 'CN' } });

it('names operators that rules asked for or that ship with us, and who announces the addresses', () => {
  const run = comparedRun({
    findings: [found, sampleFinding()],
    destinations: [destination('api.example'), destination('private.example', { asn: null, operators: ['agora'] })],
  });
  expect([...operatorsOf(run).values()]).toEqual([
    { kind: 'operator', name: 'agora', countries: ['CN', 'US'], domains: ['agora.example', 'private.example'] },
    { kind: 'operator', name: 'cloud-operator', countries: ['CN'], domains: ['agora.example'] },
    { kind: 'autonomous-system', name: 'AS64500 (Example Networks)', countries: ['US'], domains: ['api.example'] },
  ]);
});

it('tells which appeared, and which are in other countries now', () => {
  const before = comparedRun({ destinations: [destination('api.example')] });
  const after = comparedRun({ findings: [found], destinations: [destination('api.example', { countryIsoCode: 'CN' })] });
  const changes = compareOperators(before, after);
  expect([changes.appeared.map(({ name }) => name), changes.wentAway, changes.changed.map(({ what }) => what)]).toEqual([
    ['agora', 'cloud-operator'],
    [],
    [['countries: +CN, -US']],
  ]);
});
