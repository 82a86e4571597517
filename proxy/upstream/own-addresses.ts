import { BlockList, isIP } from 'node:net';
import { networkInterfaces } from 'node:os';

const loopback = new BlockList();
loopback.addSubnet('127.0.0.0', 8, 'ipv4');
loopback.addAddress('::1', 'ipv6');
const any = new BlockList();
any.addAddress('0.0.0.0', 'ipv4');
any.addAddress('::', 'ipv6');

/** Whether connecting to this IP literal, however it is spelt, ends on this machine's loopback: the unspecified addresses do too. */
export function isLoopback(address: string): boolean {
  return contains(loopback, address) || contains(any, address);
}

/** Whether something that listens on `listening` is what answers at `address` (IP literals). Interfaces are looked up at each call: they change. */
export function reaches(address: string, listening: string): boolean {
  if (isLoopback(address)) return isLoopback(listening);
  const own = new BlockList();
  const add = (literal: string) => own.addAddress(literal, isIP(literal) === 4 ? 'ipv4' : 'ipv6');
  if (contains(any, listening))
    for (const found of Object.values(networkInterfaces())) for (const { address: own_ } of found ?? []) add(own_);
  else add(listening);
  return contains(own, address);
}

function contains(list: BlockList, address: string): boolean {
  const family = isIP(address);
  return family !== 0 && list.check(address, family === 4 ? 'ipv4' : 'ipv6');
}
