import { IncomingMessage, ServerResponse } from 'node:http';
import { Socket } from 'node:net';
import { expect, it } from 'vitest';
import { cutResponse } from '../../../proxy/capture/cut-response.js';
import { askNode } from '../../harness/node-server.js';

const errorOf = (code: string, syscall?: string) => Object.assign(new Error(code), { code, ...(syscall === undefined ? {} : { syscall }) });

it('resets where the origin reset', async () => {
  const wire = await askNode((_request, response) => {
    response.write('half');
    setTimeout(() => cutResponse(response, errorOf('ECONNRESET', 'read')), 30);
  });
  await wire.until('half');
  expect(await wire.left).toMatchObject({ how: 'reset', error: { code: 'ECONNRESET' } });
});

it.each([
  ['without an error', undefined],
  ['with what Node calls a reset', errorOf('ECONNRESET')],
  ['with any other error', errorOf('HPE_INVALID_CHUNK_SIZE')],
])('ends too early, behind all that was sent, %s', async (_name, error) => {
  const sent = 'x'.repeat(4 * 1024 * 1024);
  const wire = await askNode((_request, response) => {
    response.write(sent);
    cutResponse(response, error);
  });
  expect(await wire.left).toEqual({ how: 'ended' });
  const chunked = `${sent.length.toString(16)}\r\n${sent}\r\n`;
  expect(wire.text.slice(wire.text.indexOf('\r\n\r\n') + 4) === chunked).toBe(true);
});

it('gives up a response without a socket', () => {
  const response = new ServerResponse(new IncomingMessage(new Socket()));
  cutResponse(response, undefined);
  expect(response.destroyed).toBe(true);
});
