import { entriesOf, ownName, ownNameAnd } from '../operator-entry.js';

/** Who sends notifications and messages to users, and is given addresses and profiles for that. */
export const pushServices = entriesOf('push-services', '2026-11-26', [
  ['onesignal', 'OneSignal', 'onesignal.com os.tc', 'https://documentation.onesignal.com/docs/en/data-collected-by-the-onesignal-sdk'],
  [
    'braze',
    'Braze',
    'braze.com braze.eu appboy.com',
    'https://www.braze.com/docs/user_guide/data/unification/user_data/sdk_data_collection/',
  ],
  ['clevertap', 'CleverTap', 'clevertap.com clevertap-prod.com wzrkt.com', 'https://developer.clevertap.com/docs/concepts-user-profiles'],
  ['moengage', 'MoEngage', 'moengage.com', ownName],
  ['webengage', 'WebEngage', 'webengage.com webengage.co', ownName],
  ['airship', 'Airship', 'airship.com urbanairship.com asnapieu.com', ownNameAnd(1)],
  ['iterable', 'Iterable', 'iterable.com', ownName],
  ['customer-io', 'Customer.io', 'customer.io customerioforms.com', ownName],
  ['pushwoosh', 'Pushwoosh', 'pushwoosh.com', ownNameAnd(1), [22789, 'Pushwoosh']],
  ['intercom', 'Intercom', 'intercom.io intercom.com intercomcdn.com intercomassets.com', ownNameAnd(4)],
  ['jpush', 'JPush (Aurora Mobile, 极光)', 'jpush.cn jiguang.cn jpush.io', 'https://docs.jiguang.cn/jpush/client/jghgzy_a_i_h'],
  ['getui', 'Getui (个推)', 'getui.com getui.net gepush.com igexin.com', 'https://docs.getui.com/compliance'],
  [
    'fcm',
    'Firebase Cloud Messaging',
    'fcm.googleapis.com mtalk.google.com fcmregistrations.googleapis.com fcmtoken.googleapis.com',
    ownName,
  ],
  ['apns', 'Apple Push Notification service', 'push.apple.com', 'https://support.apple.com/en-us/101555'],
]);
