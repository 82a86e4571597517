import { expect, it } from 'vitest';
import { refuseRequest } from '../../../proxy/capture/refuse-request.js';
import { headerOf, readResponse } from '../../harness/http-reader.js';
import { askNode } from '../../harness/node-server.js';

async function refused(reason: string, status = 502) {
  return readResponse(await askNode((_request, response) => refuseRequest(response, status, reason)));
}

it('answers with the reason, in a header and in the body', async () => {
  const { head, body, complete } = await refused('no route to origin.test');
  expect(head).toMatch(/^HTTP\/1\.1 502 Bad Gateway\r\n/);
  expect(headerOf(head, 'plainsight-error')).toEqual(['no route to origin.test']);
  expect(headerOf(head, 'content-type')).toEqual(['text/plain; charset=utf-8']);
  expect([body.toString(), complete]).toEqual(['Plainsight: no route to origin.test\n', true]);
});

it.each([
  ['a line break', 'a\r\nSet-Cookie: b', 'a Set-Cookie: b'],
  ['other letters', 'bücher.test', 'b cher.test'],
  ['control characters', 'a\0\x1b[31m', 'a [31m'],
])('a reason with %s makes no header of its own', async (_name, reason, expected) => {
  const { head, body } = await refused(reason);
  expect(headerOf(head, 'plainsight-error')).toEqual([expected]);
  expect(headerOf(head, 'set-cookie')).toEqual([]);
  expect(body.toString()).toBe(`Plainsight: ${reason}\n`);
});

it('shortens a long reason in the header alone', async () => {
  const { head, body } = await refused('x'.repeat(100_000));
  expect(headerOf(head, 'plainsight-error')[0]).toHaveLength(500);
  expect(body.length).toBe('Plainsight: \n'.length + 100_000);
});

it('has a phrase of its own, whatever the origin’s was', async () => {
  const wire = await askNode((_request, response) => {
    response.statusMessage = 'bad\r\nphrase';
    refuseRequest(response, 599, 'no');
  });
  expect((await readResponse(wire)).head).toMatch(/^HTTP\/1\.1 599 Error\r\n/);
});

it('cuts an answer that has begun', async () => {
  const wire = await askNode((_request, response) => {
    response.write('half', () => refuseRequest(response, 502, 'no'));
  });
  const { status, complete, body } = await readResponse(wire);
  expect([status, complete]).toEqual([200, false]);
  expect(body.toString()).not.toContain('Plainsight');
});
