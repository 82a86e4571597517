import { describe, expect, it } from 'vitest';
import { createRunClock } from '../../../rules/evaluate/step-clock.js';

const moment = (at: number) => ({ from: at, to: at });

describe('createRunClock', () => {
  it('knows before, during and after a step', () => {
    const clock = createRunClock();
    expect(clock.before(['login'], moment(5))).toBe(true);
    expect(clock.after([{ step: 'login' }], moment(5))).toBe(false);
    clock.begin('login', 10);
    clock.end('login', 20);
    expect([9, 10, 19, 20].map((at) => clock.before(['login'], moment(at)))).toEqual([true, false, false, false]);
    expect([9, 10, 19, 20].map((at) => clock.during(['login'], moment(at)))).toEqual([false, true, true, false]);
    expect([9, 10, 19, 20].map((at) => clock.after([{ step: 'login' }], moment(at)))).toEqual([false, false, false, true]);
    expect([9, 10, 19, 20].map((at) => clock.stepAt(at))).toEqual([undefined, 'login', 'login', undefined]);
  });

  it('does not know of a span what holds in part of it only', () => {
    const clock = createRunClock();
    clock.begin('login', 10);
    clock.end('login', 20);
    expect(clock.before(['login'], { from: 5, to: 15 })).toBe('unknown');
    expect(clock.during(['login'], { from: 5, to: 15 })).toBe('unknown');
    expect(clock.during(['login'], { from: 12, to: 15 })).toBe(true);
    expect(clock.after([{ step: 'login' }], { from: 5, to: 25 })).toBe('unknown');
    expect(clock.before(['login', 'other'], { from: 5, to: 15 })).toBe(true);
  });

  it('has one step at a time', () => {
    const clock = createRunClock();
    clock.begin('a', 10);
    clock.begin('b', 20);
    expect(clock.steps).toEqual([
      { name: 'a', began: 10, ended: 20 },
      { name: 'b', began: 20 },
    ]);
    expect(() => clock.end('a', 30)).toThrow('not running');
    expect(() => createRunClock().end('a', 30)).toThrow('not running');
  });

  it('counts a step begun twice from its first beginning and its first end', () => {
    const clock = createRunClock();
    clock.begin('a', 10);
    clock.end('a', 20);
    clock.begin('a', 30);
    expect(clock.before(['a'], moment(25))).toBe(false);
    expect(clock.after([{ step: 'a' }], moment(25))).toBe(true);
    expect(clock.during(['a'], moment(35))).toBe(true);
  });

  it('waits for exchanges, and takes the first', () => {
    const clock = createRunClock();
    expect(clock.after([{ exchange: 0 }], moment(50))).toBe(false);
    clock.succeeded(0, 40);
    clock.succeeded(0, 60);
    expect(clock.after([{ exchange: 0 }], moment(40))).toBe(true);
    expect(clock.after([{ exchange: 0 }], moment(39))).toBe(false);
  });

  it('gives moments with the same answers the same phase, and raises the epoch with every change', () => {
    const clock = createRunClock();
    const before = clock.epoch;
    clock.begin('a', 10);
    expect(clock.epoch).toBeGreaterThan(before);
    clock.end('a', 20);
    clock.succeeded(0, 15);
    expect([9, 10, 14, 15, 19, 20, 99].map((at) => clock.phaseAt(at))).toEqual([0, 1, 1, 2, 2, 3, 3]);
  });

  it('survives a clock that is set back', () => {
    const clock = createRunClock();
    clock.begin('a', 100);
    clock.end('a', 50);
    clock.begin('b', 60);
    expect(clock.steps).toEqual([
      { name: 'a', began: 100, ended: 100 },
      { name: 'b', began: 100 },
    ]);
  });
});
