import { createMqttObserver } from '../mqtt/create-mqtt-observer.js';
import type { CreateInner } from './create-websocket-observer.js';

/** What clients and brokers call it (MQTT 5, section 6; MQTT 3.1 before it was a standard; and as some write the version). */
const mqtt = /^mqttv?[0-9.]*$/;

/**
 * Observes what binary messages of a WebSocket carry, by the subprotocol that the origin chose: the stream of MQTT. Undefined for all
 * others, whose messages are their own.
 */
export const observerInside: CreateInner = (context, { subprotocol, idPrefix, request }) =>
  mqtt.test(subprotocol) ? createMqttObserver(context, { idPrefix, request }) : undefined;
