import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Socket } from 'node:net';
import { assertNever } from '../../model/index.js';
import type { ProxyContext } from '../proxy-context.js';
import { DeviceAgents } from './device-agents.js';
import { forwardRequest } from './forward-request.js';
import { parseRequestTarget } from './parse-request-target.js';
import { refuseRequest } from './refuse-request.js';
import { RequestQueue } from './request-queue.js';

/** Relays requests in absolute form (`GET http://host/path`), one after another on each device connection. */
export function createAbsoluteFormHandler(
  context: ProxyContext,
): (target: string, request: IncomingMessage, response: ServerResponse, expectsContinue: boolean) => void {
  const devices = new WeakMap<Socket, { readonly agents: DeviceAgents; readonly queue: RequestQueue }>();
  return (target, request, response, expectsContinue) => {
    request.on('error', () => response.destroy());
    response.on('error', () => request.destroy());
    const { socket } = request;
    let device = devices.get(socket);
    if (device === undefined) {
      device = { agents: new DeviceAgents(context, socket), queue: new RequestQueue(socket) };
      devices.set(socket, device);
    }
    const { agents, queue } = device;
    queue.push(response, () => {
      try {
        answer(context, agents, target, request, response, expectsContinue);
      } catch (error) {
        context.fault(error);
        refuseRequest(response, 500, 'the proxy failed on this request');
      }
    });
  };
}

function answer(
  context: ProxyContext,
  agents: DeviceAgents,
  rawTarget: string,
  request: IncomingMessage,
  response: ServerResponse,
  expectsContinue: boolean,
): void {
  const refuse = (status: number, reason: string) => {
    request.resume();
    refuseRequest(response, status, reason);
  };
  const target = parseRequestTarget(rawTarget);
  switch (target.kind) {
    case 'absolute':
      forwardRequest(context, agents, target, request, response, expectsContinue);
      return;
    case 'own': {
      const [own] = context.options.localHosts.keys();
      if (own === undefined) {
        refuse(400, 'this is a proxy: set it as HTTP and HTTPS proxy of the device, and ask for absolute URLs');
        return;
      }
      forwardRequest(context, agents, { authority: { host: own, port: 80 }, target: target.target }, request, response, expectsContinue);
      return;
    }
    case 'unsupported':
      refuse(501, `cannot relay ${target.scheme}:// in a plain request: use CONNECT for anything but http://`);
      return;
    case 'malformed':
      refuse(400, target.problem);
      return;
    default:
      assertNever(target);
      return;
  }
}
