import { entriesOf, ownName, ownNameAnd } from '../operator-entry.js';

/** Who counts and profiles what users do in an app. */
export const analytics = entriesOf('analytics', '2026-11-26', [
  [
    'google-analytics',
    'Google Analytics and Firebase Analytics',
    'app-measurement.com google-analytics.com analytics.google.com googletagmanager.com firebaselogging-pa.googleapis.com firebaselogging.googleapis.com',
    'https://support.google.com/analytics/answer/11582702',
  ],
  [
    'firebase',
    'Firebase, without its analytics',
    'firebase.com firebaseio.com firebaseapp.com firebasestorage.app firebasedatabase.app firebaseinstallations.googleapis.com firebaseremoteconfig.googleapis.com firestore.googleapis.com identitytoolkit.googleapis.com firebase.googleapis.com',
    ownNameAnd(1),
  ],
  ['amplitude', 'Amplitude', 'amplitude.com', 'https://amplitude.com/docs/apis/analytics/attribution'],
  [
    'mixpanel',
    'Mixpanel',
    'mixpanel.com mxpnl.com',
    'https://docs.mixpanel.com/docs/data-structure/property-reference/default-properties, and its own names',
  ],
  ['segment', 'Segment (Twilio)', 'segment.io segment.com segmentapis.com', 'https://www.twilio.com/docs/segment/connections/spec/common'],
  ['mparticle', 'mParticle', 'mparticle.com', ownNameAnd(1)],
  ['heap', 'Heap', 'heap.io heapanalytics.com', ownNameAnd(1)],
  ['hotjar', 'Hotjar', 'hotjar.com hotjar.io', ownNameAnd(2)],
  ['fullstory', 'FullStory', 'fullstory.com', ownNameAnd(1)],
  ['contentsquare', 'Contentsquare', 'contentsquare.com contentsquare.net', ownNameAnd(1)],
  ['smartlook', 'Smartlook (Cisco)', 'smartlook.com', ownNameAnd(1)],
  ['clarity', 'Microsoft Clarity', 'clarity.ms', ownNameAnd(1)],
  ['posthog', 'PostHog', 'posthog.com', ownNameAnd(1)],
  ['flurry', 'Flurry (Yahoo)', 'flurry.com', ownName],
  ['adobe-analytics', 'Adobe Analytics and Experience Cloud', 'omtrdc.net demdex.net 2o7.net adobedc.net', ownNameAnd(4)],
  [
    'appmetrica',
    'AppMetrica (Yandex)',
    'appmetrica.yandex.net appmetrica.yandex.com appmetrica.yandex.ru',
    'https://appmetrica.yandex.com/docs/en/sdk/platforms',
  ],
  ['umeng', 'Umeng (友盟, Alibaba)', 'umeng.com umengcloud.com', 'https://help.aliyun.com/zh/sls/log-fields-35'],
  ['talkingdata', 'TalkingData', 'talkingdata.com talkingdata.net', ownName],
  ['growingio', 'GrowingIO', 'growingio.com giocdn.com', ownName],
  ['sensors-data', 'Sensors Data (神策)', 'sensorsdata.cn', ownName],
  ['baidu-analytics', 'Baidu analytics', 'hm.baidu.com tongji.baidu.com hmma.baidu.com', ownName],
  ['comscore', 'Comscore', 'scorecardresearch.com comscore.com', ownNameAnd(2), [42320, 'comScore']],
  ['quantcast', 'Quantcast', 'quantserve.com quantcount.com quantcast.com', ownNameAnd(3), [27281, 'Quantcast']],
]);
