import { IncomingMessage, ServerResponse } from 'node:http';
import { Socket } from 'node:net';
import { expect, it } from 'vitest';
import { interimResponse } from '../../../proxy/capture/interim-response.js';
import { readResponse } from '../../harness/http-reader.js';
import { askNode } from '../../harness/node-server.js';

it('passes on as it came, as often as it came, in front of the final response', async () => {
  const wire = await askNode((_request, response) => {
    interimResponse(response, 103, 'Early Hints', ['LINK', '</a>', 'link', '</b>', 'X-\xe4', '\xe4']);
    interimResponse(response, 199, '', []);
    response.end('done');
  });
  const { interim, status, body } = await readResponse(wire);
  expect(interim).toEqual(['HTTP/1.1 103 Early Hints\r\nLINK: </a>\r\nlink: </b>\r\nX-\xe4: \xe4', 'HTTP/1.1 199 ']);
  expect([status, body.toString()]).toEqual([200, 'done']);
});

it('does not get into a response that has begun', async () => {
  const wire = await askNode((_request, response) => {
    response.setHeader('Content-Length', 4);
    response.write('do');
    interimResponse(response, 103, 'Early Hints', []);
    response.end('ne');
  });
  const text = await wire.until('done');
  expect(text).not.toContain('103');
});

it('is nothing to a device that is gone', async () => {
  const wire = await askNode((_request, response) => {
    response.socket?.end();
    interimResponse(response, 103, 'Early Hints', []);
  });
  await wire.left;
  expect(wire.text).toBe('');
  const unattached = new ServerResponse(new IncomingMessage(new Socket()));
  interimResponse(unattached, 103, 'Early Hints', []);
  expect(unattached.headersSent).toBe(false);
});
