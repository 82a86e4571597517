import { describe, expect, it } from 'vitest';
import { parseReverseTarget } from '../../../proxy/capture/parse-reverse-target.js';
import { ProxyStartError } from '../../../proxy/proxy-options.js';

describe('parseReverseTarget', () => {
  it.each([
    ['https://api.example', 'https', 'api.example', 443],
    ['http://API.example/', 'http', 'api.example', 80],
    ['https://localhost:8443', 'https', 'localhost', 8443],
    ['HTTPS://[::1]:9', 'https', '::1', 9],
  ])('%s', (text, scheme, host, port) => expect(parseReverseTarget(text)).toEqual({ scheme, authority: { host, port } }));

  it.each([
    '',
    'api.example',
    'ftp://api.example',
    'https://',
    'https://api.example/path',
    'https://api.example?x',
    'https://u:p@api.example',
    'https://a:0',
    'https://a b',
  ])('%j is refused, saying what would do', (text) => {
    expect(() => parseReverseTarget(text)).toThrow(ProxyStartError);
    expect(() => parseReverseTarget(text)).toThrow(/expected https:\/\/host/);
  });
});
