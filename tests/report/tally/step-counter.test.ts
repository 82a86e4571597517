import { describe, expect, it } from 'vitest';
import { StepCounter } from '../../../report/tally/step-counter.js';
import { exception, openFinding, sampleFinding } from '../samples.js';

const none = { error: 0, warning: 0, note: 0 };

describe('StepCounter', () => {
  it('counts by step, kind and level, what is silenced apart', () => {
    const [first, again] = [
      { name: 'login', began: 1, ended: 2 },
      { name: 'login', began: 5 },
    ];
    const counter = new StepCounter();
    counter.finding(sampleFinding(), first);
    counter.finding(sampleFinding({ level: 'warning' }), first);
    counter.finding(openFinding(), again);
    counter.finding(sampleFinding({ suppression: exception('suppression') }), again);
    counter.finding(openFinding(), undefined);
    counter.finding(sampleFinding({ kind: 'pass' }), undefined);
    expect(counter.result([first!, again!])).toEqual([
      { ...first, findings: { violations: { ...none, error: 1, warning: 1 }, open: none, silenced: 0 } },
      { ...again, findings: { violations: none, open: { ...none, error: 1 }, silenced: 1 } },
    ]);
    expect(counter.outside).toEqual({ violations: none, open: { ...none, error: 1 }, silenced: 0 });
  });

  it('counts a violation that only a blind spot is said to cover', () => {
    const counter = new StepCounter();
    counter.finding(sampleFinding({ suppression: exception('blind-spot') }), undefined);
    expect(counter.outside.violations.error).toBe(1);
  });
});
