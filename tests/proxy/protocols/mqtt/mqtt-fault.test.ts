import { expect, it } from 'vitest';
import { mqttFaultGap } from '../../../../proxy/protocols/mqtt/mqtt-fault.js';

it('says for people what was wrong', () => {
  expect(mqttFaultGap('reserved-qos')).toEqual({ reason: 'ambiguous-framing', detail: 'MQTT: a PUBLISH with a reserved QoS' });
});
