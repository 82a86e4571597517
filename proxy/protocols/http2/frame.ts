/** Frame types that are read (RFC 9113, section 6). Others are known by their numbers only. */
export const frameType = {
  data: 0,
  headers: 1,
  priority: 2,
  reset: 3,
  settings: 4,
  pushPromise: 5,
  ping: 6,
  goAway: 7,
  windowUpdate: 8,
  continuation: 9,
  /** RFC 9218, section 7.1. */
  priorityUpdate: 16,
} as const;

/** Flags by their bits; `ack` and `endStream` are the same bit on different frames. */
export const frameFlag = { endStream: 0x01, ack: 0x01, endHeaders: 0x04, padded: 0x08, priority: 0x20 } as const;

/** Length, type, flags and stream of a frame (RFC 9113, section 4.1). */
export const frameHeadLength = 9;
