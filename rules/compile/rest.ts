/**
 * Called every so often in the course of long work, mostly some tenths of a millisecond apart: where others want the core, whoever does the work may give it
 * up for a moment. Changes nothing of what comes out.
 */
export type Rest = () => void;

/** For work that nobody waits beside. */
export const noRest: Rest = () => undefined;
