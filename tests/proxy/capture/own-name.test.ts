import { hostname } from 'node:os';
import { describe, expect, it } from 'vitest';
import { isOwnName } from '../../../proxy/capture/own-name.js';

const served = new Map([['plainsight.test', 8080]]);
const own = hostname().toLowerCase().split('.', 1)[0]!;

describe('isOwnName', () => {
  it.each(['localhost', 'a.localhost', 'plainsight.test', own, `${own}.local`, `${own}.fritz.box`])('%s is ours', (name) =>
    expect(isOwnName(name, served)).toBe(true),
  );
  it.each(['localhost.example', `x${own}`, `api.${own}.example`, 'notplainsight.test', ''])('%j is not', (name) =>
    expect(isOwnName(name, served)).toBe(false),
  );
});
