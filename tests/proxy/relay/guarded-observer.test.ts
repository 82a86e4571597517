import { describe, expect, it, vi } from 'vitest';
import type { Observer } from '../../../proxy/protocols/index.js';
import { GuardedObserver } from '../../../proxy/relay/guarded-observer.js';

const boom = () => {
  throw new Error('boom');
};

function observerWith(broken: Partial<Record<keyof Observer, () => never>>) {
  const calls: string[] = [];
  const note = (name: keyof Observer) => () => {
    calls.push(name);
    broken[name]?.();
  };
  const observer: Observer = { observe: note('observe'), end: note('end'), close: note('close'), tick: note('tick') };
  return { observer, calls };
}

function useAll(guarded: GuardedObserver): void {
  guarded.observe('client-to-server', Buffer.from('a'), 0);
  guarded.end('client-to-server', 0);
  guarded.tick(0);
  guarded.close('ended', 0);
}

describe('GuardedObserver', () => {
  it('passes everything on while nothing throws', () => {
    const { observer, calls } = observerWith({});
    const onFault = vi.fn();
    useAll(new GuardedObserver(() => observer, onFault));
    expect(calls).toEqual(['observe', 'end', 'tick', 'close']);
    expect(onFault).not.toHaveBeenCalled();
  });

  it.each(['observe', 'end', 'tick', 'close'] as const)('ends with an exception out of %s, and tells it once', (name) => {
    const { observer, calls } = observerWith({ [name]: boom });
    const onFault = vi.fn();
    const guarded = new GuardedObserver(() => observer, onFault);
    useAll(guarded);
    useAll(guarded);
    expect(calls.at(-1)).toBe(name);
    expect(onFault).toHaveBeenCalledTimes(1);
  });

  it('survives an observer that cannot even be made', () => {
    const onFault = vi.fn();
    useAll(new GuardedObserver(boom, onFault));
    expect(onFault).toHaveBeenCalledTimes(1);
  });
});
