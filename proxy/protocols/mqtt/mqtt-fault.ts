import type { GapReason } from '../../../model/index.js';

/** Why a connection cannot be read as MQTT beyond doubt. */
export type MqttFault =
  | 'bad-length'
  | 'reserved-packet-type'
  | 'reserved-qos'
  | 'malformed-packet'
  | 'unknown-version'
  | 'packet-before-connect'
  | 'packet-of-the-other-side'
  | 'connect-too-long';

const details: Readonly<Record<MqttFault, string>> = {
  'bad-length': 'a remaining length of more than four bytes',
  'reserved-packet-type': 'a reserved packet type',
  'reserved-qos': 'a PUBLISH with a reserved QoS',
  'malformed-packet': 'a packet whose parts do not fill it exactly',
  'unknown-version': 'a version that is not known',
  'packet-before-connect': 'a packet before CONNECT',
  'packet-of-the-other-side': 'a packet that only the other side may send',
  'connect-too-long': 'a CONNECT longer than what is kept',
};

export function mqttFaultGap(fault: MqttFault): { readonly reason: GapReason; readonly detail: string } {
  return { reason: 'ambiguous-framing', detail: `MQTT: ${details[fault]}` };
}
