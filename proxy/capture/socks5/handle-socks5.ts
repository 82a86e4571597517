import type { Socket } from 'node:net';
import { assertNever } from '../../../model/index.js';
import { neverUnhandled } from '../../never-unhandled.js';
import type { ProxyContext } from '../../proxy-context.js';
import { answerAndClose } from '../answer-and-close.js';
import { credentialCheck } from './credential-check.js';
import { type DatagramInspectors, datagramInspectors } from './datagram-inspectors.js';
import { handleAssociate } from './handle-associate.js';
import { handleSocks5Connect } from './handle-socks5-connect.js';
import { Negotiation } from './negotiation.js';
import type { SocksRequest } from './read-request.js';
import { encodeReply, replyCodes } from './reply.js';

/**
 * Takes over a device that speaks SOCKS5 (RFC 1928), with or without user name and password (RFC 1929): CONNECT and UDP ASSOCIATE.
 * `first` is what was read of it already. The whole negotiation has the time of one handshake; whoever takes longer, or leaves in it, is
 * closed and told of nowhere, as nothing was asked for yet. `inspectors` read what goes through UDP associations.
 */
export function handleSocks5(
  context: ProxyContext,
  device: Socket,
  first: Buffer,
  inspectors: DatagramInspectors = datagramInspectors,
): void {
  neverUnhandled(device);
  device.setTimeout(0);
  device.setNoDelay(true);
  const { socksCredentials } = context.options;
  const negotiation = new Negotiation(socksCredentials ? credentialCheck(socksCredentials) : undefined);
  const release = () => {
    clearTimeout(deadline);
    device.removeListener('data', onData);
    device.removeListener('end', onLeft);
    device.removeListener('close', onLeft);
    device.pause();
  };
  const onLeft = () => {
    release();
    device.destroy();
  };
  const advance = (bytes: Buffer) => {
    const progress = negotiation.feed(bytes);
    switch (progress.kind) {
      case 'reading':
        if (progress.answer.length > 0) device.write(progress.answer);
        return;
      case 'refused':
        release();
        answerAndClose(device, progress.answer);
        return;
      case 'requested':
        release();
        if (progress.answer.length > 0) device.write(progress.answer);
        if (progress.rest.length > 0) device.unshift(progress.rest);
        serve(context, device, progress.request, inspectors);
        return;
      default:
        assertNever(progress);
    }
  };
  const onData = (bytes: Buffer) => {
    try {
      advance(bytes);
    } catch (error) {
      context.fault(error);
      onLeft();
    }
  };
  const deadline = setTimeout(onLeft, context.handshakeTimeout);
  device.on('data', onData);
  device.on('end', onLeft);
  device.on('close', onLeft);
  onData(first);
  if (device.listeners('data').includes(onData)) device.resume();
}

function serve(context: ProxyContext, device: Socket, request: SocksRequest, inspectors: DatagramInspectors): void {
  switch (request.command) {
    case 'connect':
      return void handleSocks5Connect(context, device, request.address);
    case 'udp-associate':
      return void handleAssociate(context, device, request.address, inspectors);
    case 'bind':
      return void answerAndClose(device, encodeReply(replyCodes.commandNotSupported));
    default:
      return void assertNever(request.command);
  }
}
