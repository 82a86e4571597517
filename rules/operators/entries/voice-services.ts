import { entriesOf, ownName, ownNameAnd } from '../operator-entry.js';

/** Voice, video and messages as a service. Chat networks that are companies of their own are social networks. */
export const voiceServices = entriesOf('voice-services', '2026-11-26', [
  // S01, S02, S04, S05. `netless.link` and `rtelink.com` are its whiteboard.
  [
    'agora',
    'Agora (声网)',
    'agora.io agoraio.cn agoralab.co sd-rtn.com rtnsvc.com rtesvc.com netless.link rtelink.com',
    'https://docs.agora.io/en/introduction/firewall, https://docs.agora.io/en/realtime-media/whiteboard/reference/firewall',
    [140899, 'Agora Lab'],
  ],
  // S06 to S09.
  [
    'zoom',
    'Zoom',
    'zoom.us zoom.com zoomgov.com zoomonprem.com zoom.com.cn',
    'https://support.zoom.com/hc/ja/article?id=zm_kb&sysparm_article=KB0060561, KB0058078',
    [30103, 'Zoom Video Communications'],
  ],
  [
    'tencent-rtc',
    'Tencent Real-Time Communication and Chat',
    'trtc.tencent-cloud.com rtc.qcloud.com rtc.qq.com rtc.tencentcloud.com cloud-rtc.com cloud-rtc.net rtc-web.com rtc-web.io im.qcloud.com my-imcloud.com my-cpaas.com tim.qq.com tlivesource.com trtc.io',
    'https://cloud.tencent.com/document/faq/647/34399, https://trtc.io/document/78627',
  ],
  [
    'alibaba-rtc',
    'Alibaba Cloud Real-Time Communication',
    'dingrtc.com mcs.dingtalk.com',
    'https://help.aliyun.com/en/document_detail/2873220.html',
  ],
  ['netease-yunxin', 'NetEase Yunxin (CommsEase)', 'netease.im yunxinapi.com yunxinfw.com yunxin.163.com', ownName],
  ['zego', 'ZEGOCLOUD (即构)', 'zego.im zegocloud.com zegonetwork.com', ownName],
  ['livekit', 'LiveKit Cloud', 'livekit.cloud', 'https://docs.livekit.io/deploy/admin/firewall'],
  ['twilio', 'Twilio', 'twilio.com twiliocdn.com', ownName, [394434, 'Twilio'], [44109, 'Twilio']],
  ['vonage', 'Vonage (TokBox, Nexmo)', 'vonage.com tokbox.com opentok.com nexmo.com', ownName, [22343, 'Vonage Business']],
  ['pubnub', 'PubNub', 'pubnub.com pndsn.com pubnubapi.com', ownNameAnd(1)],
  ['sendbird', 'Sendbird', 'sendbird.com', ownName],
  ['stream', 'Stream', 'getstream.io stream-io-api.com stream-io-video.com stream-io-cdn.com', ownName],
  ['daily', 'Daily', 'daily.co', ownName],
  // S13 (MY2022): whose speech service the app held.
  ['iflytek', 'iFlytek (科大讯飞)', 'iflytek.com xfyun.cn xf-yun.com voicecloud.cn openspeech.cn', ownName],
]);
