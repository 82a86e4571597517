import { describe, expect, it } from 'vitest';
import { noFacts, readRequestHead, readResponseHead } from '../../../../proxy/protocols/http2/read-head.js';

describe('readRequestHead', () => {
  const read = (...list: string[]) => {
    const facts = noFacts();
    return { head: readRequestHead(list, facts), facts };
  };

  it('takes method and path out, and leaves the rest in order', () => {
    const { head } = read(':method', 'GET', 'a', '1', ':path', '/x', ':scheme', 'https', ':authority', 'h', 'a', '2');
    expect(head).toEqual({
      method: 'GET',
      target: '/x',
      version: 'HTTP/2',
      headers: ['a', '1', ':scheme', 'https', ':authority', 'h', 'a', '2'],
    });
  });

  it('has the authority as target where there is no path, and nothing where neither is', () => {
    expect(read(':method', 'CONNECT', ':authority', 'h:1').head.target).toBe('h:1');
    expect(read('a', 'b').head).toMatchObject({ method: '', target: '' });
    expect(read(':path', '', ':authority', 'h').head.target).toBe('');
  });

  it('keeps what comes twice, the first being it', () => {
    expect(read(':method', 'GET', ':path', '/1', ':path', '/2', ':method', 'PUT').head).toMatchObject({
      method: 'GET',
      target: '/1',
      headers: [':path', '/2', ':method', 'PUT'],
    });
  });

  it('picks what decides about the body and the tunnel', () => {
    const { facts } = read(
      ':protocol',
      'websocket',
      'content-type',
      'a/b',
      'content-type',
      'c/d',
      'content-length',
      '12',
      'content-encoding',
      'gzip',
      'content-encoding',
      'br',
    );
    expect(facts).toEqual({ contentType: 'a/b', contentLength: 12, contentEncoding: 'gzip,br', protocol: 'websocket' });
  });

  it.each(['', '-1', '1 2', '1,1', '0x10', '9'.repeat(20)])('knows no length by %j', (value) => {
    expect(read('content-length', value).facts.contentLength).toBeUndefined();
  });
});

describe('readResponseHead', () => {
  it('takes the status out', () => {
    const facts = noFacts();
    expect(readResponseHead([':status', '404', 'content-type', 'a/b', ':status', '200'], facts)).toEqual({
      status: 404,
      reason: '',
      version: 'HTTP/2',
      headers: ['content-type', 'a/b', ':status', '200'],
    });
    expect(facts.contentType).toBe('a/b');
  });

  it.each(['', '20', '2000', 'abc', '099', '2x0', ' 200'])('knows no status %j', (status) => {
    expect(readResponseHead([':status', status], noFacts())).toBeUndefined();
  });
});
