import type { Gap } from '../../../model/index.js';

/** Why a direction can no longer be read as WebSocket frames. */
export type WebSocketFault =
  | 'reserved-bits'
  | 'reserved-opcode'
  | 'bad-control-frame'
  | 'stray-continuation'
  | 'unfinished-message'
  | 'length-overflow';

const details: Readonly<Record<WebSocketFault, string>> = {
  'reserved-bits': 'a frame has reserved bits that no accepted extension gives a meaning',
  'reserved-opcode': 'a frame has a reserved opcode',
  'bad-control-frame': 'a control frame is fragmented or longer than 125 bytes',
  'stray-continuation': 'a continuation frame without a message to go on',
  'unfinished-message': 'a message begins before the one before it has ended',
  'length-overflow': 'a frame says that it is longer than any can be',
};

/** What is said of the rest of a direction. Masking hides values from a scan, so a client's frames after a fault are unseen. */
export function faultGap(fault: WebSocketFault): Pick<Gap, 'reason' | 'detail'> {
  return { reason: 'ambiguous-framing', detail: `WebSocket: ${details[fault]}; from there on messages are not read` };
}
