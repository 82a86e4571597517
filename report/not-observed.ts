/** What no verdict speaks of; printed with every one. */
export const notObserved = 'UDP and QUIC outside the proxy were not observed, nor anything else that did not go through it.';
