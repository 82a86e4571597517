import { entriesOf, ownName, ownNameAnd } from '../operator-entry.js';

/** Crashes, logs and performance. */
export const crashReporting = entriesOf('crash-reporting', '2026-11-26', [
  [
    'crashlytics',
    'Firebase Crashlytics',
    'crashlytics.com firebase-settings.crashlytics.com crashlyticsreports-pa.googleapis.com',
    'https://firebase.google.com/docs/android/play-data-disclosure (not read)',
  ],
  ['sentry', 'Sentry', 'sentry.io sentry-cdn.com', 'https://docs.sentry.io/platforms/android/data-management/data-collected'],
  [
    'bugsnag',
    'BugSnag (SmartBear)',
    'bugsnag.com bugsnag.smartbear.com',
    'https://docs.bugsnag.com/platforms/android/automatically-captured-data',
  ],
  [
    'new-relic',
    'New Relic',
    'newrelic.com nr-data.net nr-assets.net',
    'https://docs.newrelic.com/docs/new-relic-solutions/get-started/networks/',
    [23467, 'New Relic'],
    [206998, 'NEW RELIC'],
  ],
  [
    'datadog',
    'Datadog',
    'datadoghq.com datadoghq.eu ddog-gov.com datadoghq-browser-agent.com browser-intake-datadoghq.com browser-intake-datadoghq.eu browser-intake-us3-datadoghq.com browser-intake-us5-datadoghq.com browser-intake-ap1-datadoghq.com browser-intake-ddog-gov.com',
    'https://datadoghq.dev/browser-sdk/types/_datadog_browser-rum-slim.Site.html',
  ],
  ['dynatrace', 'Dynatrace', 'dynatrace.com ruxit.com bf.dynatrace.com', ownNameAnd(1)],
  ['appdynamics', 'AppDynamics', 'appdynamics.com eum-appdynamics.com', ownNameAnd(2)],
  ['instabug', 'Instabug (Luciq)', 'instabug.com luciq.ai', ownName],
  ['embrace', 'Embrace', 'embrace.io emb-api.com', ownName],
  ['rollbar', 'Rollbar', 'rollbar.com', ownNameAnd(1)],
  ['bugly', 'Bugly (Tencent)', 'bugly.qq.com', ownName],
  ['hockeyapp', 'App Center (Microsoft)', 'appcenter.ms hockeyapp.net', ownName],
  ['splunk', 'Splunk', 'splunk.com splunkcloud.com signalfx.com', ownName, [22024, 'Splunk']],
]);
