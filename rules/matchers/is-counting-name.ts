import { nameTest } from './name-test.js';

/**
 * Whether a name speaks of IDs, times, counters or random numbers, and of no device: one number in ten of those satisfies a check digit.
 * `trace_id`, `ts` and `seq` do, `device_id` and `number` do not.
 */
export const isCountingName = nameTest({
  says:
    'id ids gid uid pid uuid guid time timestamp ts date nonce seq sequence trace span random rand rnd seed cachebuster cachebust cb ord ' +
    'correlator cache hash etag version offset size length count counter bytes session request event message order invoice transaction txn ' +
    'receipt tracking amount price total balance snowflake cursor checksum digest build revision index duration latency pixel fbid ' +
    'nanos micros millis nanoseconds microseconds milliseconds elapsed uptime',
  unless: 'device phone handset equipment hardware sim terminal mobile modem imei meid iccid',
});
