import { entriesOf, ownName, ownNameAnd } from '../operator-entry.js';

/** Who measures which advertisement an install came from: by advertising and device IDs. */
export const attribution = entriesOf('attribution', '2026-11-26', [
  ['appsflyer', 'AppsFlyer', 'appsflyer.com appsflyersdk.com onelink.me', 'https://dev.appsflyer.com/hc/docs/appsflyerlib'],
  [
    'adjust',
    'Adjust',
    'adjust.com adjust.io adjust.world adjust.net.in adj.st',
    'https://dev.adjust.com/en/sdk/ios/features/device-info/, and its own names',
    [61273, 'Adjust GmbH'],
    [205184, 'Adjust GmbH'],
    [396535, 'adjust'],
  ],
  ['branch', 'Branch', 'branch.io app.link bnc.lt', 'https://help.branch.io/apidocs/attribution/overview'],
  ['kochava', 'Kochava', 'kochava.com', 'https://docs.tealium.com/server-side-connectors/kochava-connector'],
  ['singular', 'Singular', 'singular.net sng.link', ownNameAnd(1)],
  ['tenjin', 'Tenjin', 'tenjin.com tenjin.io', ownName],
  ['airbridge', 'Airbridge', 'airbridge.io abr.ge', ownName],
  ['trackingio', 'TrackingIO (热云)', 'trackingio.com reyun.com', ownName],
]);
