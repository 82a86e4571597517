/** What the matchers that can be told what the device has are told. */
export const declaredDevice = {
  carrier: 'Zephyr Mobile',
  'device-model': 'Zephyr 9X',
  'os-version': '17.5.1',
  'time-zone': 'Pacific/Chatham',
};
