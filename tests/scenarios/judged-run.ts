import type { CountedFinding, Doubt, Judgement, RunRecord } from '../../model/index.js';
import { sampleCoverage, sampleEvidence, sampleRun } from '../report/samples.js';

/** A run as its record would be, made of what a judge said and of how it ended. `messages`: how many were read. */
export function judgedRun(judged: readonly Judgement[], doubts: readonly Doubt[], messages: number): RunRecord {
  const coverage = {
    ...sampleCoverage,
    connections: messages,
    exchanges: messages,
    messages: { read: messages, scanned: 0, unseen: 0 },
  };
  return sampleRun({ findings: judged.map(countedOf), end: { doubts, coverage } });
}

function countedOf(judgement: Judgement, index: number): CountedFinding {
  const { ruleId, kind, level, suppression: silencer, openBecause } = judgement;
  return {
    finding: {
      ruleId,
      kind,
      level,
      message: 'as judged',
      evidence: sampleEvidence(),
      partialFingerprints: { 'plainsight/v1': `f${index}` },
      ...(silencer === undefined ? {} : { suppression: silencer }),
      ...(openBecause === undefined ? {} : { openBecause }),
    },
    count: 1,
  };
}
