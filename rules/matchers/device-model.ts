import { declaredOption, declaredValue } from './declared-value.js';
import { isPartOfMore } from './is-part-of-more.js';
import type { Match, MatchContext, Matcher } from './matcher.js';
import { nameTest } from './name-test.js';
import { wholeValue } from './whole-value.js';

const NAME = 'device-model';
const LONGEST = 48;

const isModelName = nameTest({
  says:
    'model devicemodel devicemodelname modelname modelnumber modelidentifier modelid hwmodel hardwaremodel machine hwmachine devicemachine devicename devicetype ' +
    'handset handsetmodel phonemodel mobiledevicemodel marketingname deviceproduct',
  unless:
    'ai ml llm gpt language data view car vehicle price version checkpoint embedding prediction hash count token engine training chat display database schema 3d mesh year file os',
  foreign: '機種 端末名 机型 设备型号 型号',
});

/** Identifiers of models that makers give out by a scheme of their own. */
const MODEL = new RegExp(
  [
    // Apple's hardware identifiers.
    '\\b(?:(?:iPhone|iPad|iPod|Watch|AppleTV|AudioAccessory|MacBookPro|MacBookAir|Macmini|iMac|RealityDevice)\\d{1,2},\\d{1,2}',
    // Samsung; Google.
    'SM-[A-Z]\\d{3}[A-Z0-9]{0,3}',
    'Pixel (?:\\d{1,2}a?(?: Pro)?(?: XL| Fold)?|Fold|Tablet|C)',
    // Sony, Sharp and Fujitsu for Japan's operators; Sony.
    '(?:SO|SC|SH|F|SOG|SCG|SHG|KYG|KYV|KYF|SOV|SCV|SHV)-?\\d{2}[A-Z]?(?= Build)|(?:SO|SC|SH|F)-\\d{2}[A-Z]',
    'XQ-[A-Z]{2}\\d{2}',
    // OPPO and OnePlus, realme, Xiaomi, LG, Motorola, Huawei.
    'CPH\\d{4}',
    'RMX\\d{4}',
    '(?:Redmi|POCO) (?:Note )?[A-Z]?\\d{1,2}[A-Z]?(?: Pro)?\\+?|M\\d{4}[A-Z]\\d{1,2}[A-Z]{1,3}|2\\d{3,4}[0-9A-Z]{3,5}[GCIY](?= Build)',
    'LM-[A-Z]\\d{3}[A-Z0-9]{0,4}',
    'moto ?[a-z]{1,5}[ (]?\\d{1,3}\\)?',
    '(?:ELS|ANA|NOH|JAD|VOG|LYA|CLT|ALN|BRA)-[A-Z]{1,2}\\d{2}[A-Z]?)',
  ].join('|'),
  'g',
);
/** Most texts stop here. */
const QUICK =
  /\b(?:iP[aho][a-z]{1,4}\d|Watch\d|AppleTV\d|AudioAcc|MacBook|Macmini\d|iMac\d|Reality|SM-|Pixel |S[OCH]-\d|F-\d|XQ-|CPH\d|RMX\d|Redmi |POCO |M\d{4}|LM-|moto|[A-Z]{3}-[A-Z]{1,2}\d|Build)/;

/** A model's name has letters; of numbers, versions and IDs nobody can tell. */
function looksLikeModel(value: string): boolean {
  return (
    /\p{L}{2}|\p{L}\d/u.test(value) &&
    !/[{}<>=@;]|:\/\/|^(?:unknown|null|undefined|true|false|none|n\/a|other|mobile|desktop|tablet|phone|web|default)$/i.test(value)
  );
}

function find(text: string, context: MatchContext): readonly Match[] {
  const matches: Match[] = [];
  if (text.length < 4) return matches;
  if (QUICK.test(text)) {
    for (const { index, 0: value } of text.matchAll(MODEL)) {
      const end = index + value.length;
      if (!isPartOfMore(text, index, end)) matches.push({ start: index, end, value, recognisedAs: 'pattern' });
    }
  }
  if (matches.length > 0 || text.length > LONGEST || !isModelName(context.name)) return matches;
  const whole = wholeValue(text, LONGEST);
  return whole === undefined || !looksLikeModel(whole.value) ? matches : [{ ...whole, recognisedAs: 'name' }];
}

/**
 * What device it is: identifiers that makers give their models (`iPhone14,5`, `SM-S918B`, `Pixel 8 Pro`) anywhere by `pattern`, so in `User-Agent` as well; and
 * whole values under a name that says so (`device_model`, `hw.machine`) by `name`. With `is`, the declared value alone, wherever it stands.
 * Normal form: as written. Not: other makers' models in running text; words such as `mobile` and `unknown`.
 */
export const deviceModel: Matcher = {
  name: NAME,
  description: 'a device model',
  options: declaredOption,
  surest: 'pattern',
  prepare: ({ is }) =>
    is === undefined ? { recognisedAs: 'pattern', find } : declaredValue({ matcher: NAME, value: is, isNamed: isModelName }),
};
