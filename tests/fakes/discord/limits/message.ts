import { count, list, optional, string } from './check.ts';
import { allIn, components } from './components.ts';
import { asText, type Faults, isMissing, isObject, type Json, refuse } from './faults.ts';
import { kind, v2Flag } from './kinds.ts';

/** “The maximum number of components in a message with the flag is 40”, nested ones counted (change log, 2025-04-29). */
const mostComponents = 40;
/** “the total character limit … of all text displays is 4000” (reference, text display). */
const mostText = 4000;
/** https://docs.discord.com/developers/resources/message#embed-object-embed-limits */
const mostInEmbeds = 6000;

/** The characters of all text displays together. */
const textIn = (value: unknown): number =>
  allIn(value, [])
    .filter(({ it }) => it.type === kind.text)
    .reduce((sum, { it }) => sum + asText(it.content).length, 0);

/** The codes and words of these two are as people quote them; not in the documentation. */
function v2(message: Json, faults: Faults): void {
  for (const field of ['content', 'embeds', 'poll', 'sticker_ids']) {
    const value = message[field];
    if (isMissing(value) || value === '' || (Array.isArray(value) && value.length === 0)) continue;
    const code = 'MESSAGE_CANNOT_USE_LEGACY_FIELDS_WITH_COMPONENTS_V2';
    faults.say([field], code, `The '${field}' field cannot be used when using MessageFlags.IS_COMPONENTS_V2`);
  }
  const nested = allIn(message.components, ['components']).length;
  if (nested > mostComponents)
    faults.say(
      ['components'],
      'COMPONENT_MAX_TOTAL_COMPONENTS_EXCEEDED',
      `Must be ${mostComponents} or fewer in total, but is ${nested}.`,
    );
  if (textIn(message.components) > mostText)
    faults.say(
      ['components'],
      'COMPONENT_DISPLAYABLE_TEXT_SIZE_EXCEEDED',
      `Components displayable text size exceeds maximum size of ${mostText}`,
    );
}

function embeds(value: unknown, faults: Faults): void {
  if (!list(value, ['embeds'], faults)) return;
  count(value, ['embeds'], faults, [0, 10]);
  let sum = 0;
  value.forEach((it, index) => {
    if (!isObject(it))
      return faults.say(['embeds', index], 'DICT_TYPE_CONVERT', 'Only dictionaries may be used in a DictType');
    optional(string(256, 0))(it.title, ['embeds', index, 'title'], faults);
    optional(string(4096, 0))(it.description, ['embeds', index, 'description'], faults);
    sum += asText(it.title).length + asText(it.description).length;
  });
  if (sum > mostInEmbeds)
    faults.say(['embeds'], 'MAX_EMBED_SIZE_EXCEEDED', `Embed size exceeds maximum size of ${mostInEmbeds}`);
}

/** https://docs.discord.com/developers/resources/message#allowed-mentions-object */
function mentions(value: unknown, faults: Faults): void {
  if (!isObject(value))
    return faults.say(['allowed_mentions'], 'DICT_TYPE_CONVERT', 'Only dictionaries may be used in a DictType');
  const parse = Array.isArray(value.parse) ? (value.parse as unknown[]) : [];
  for (const kind of ['users', 'roles'] as const) {
    const named = value[kind];
    if (isMissing(named)) continue;
    const at = ['allowed_mentions', kind];
    if (!list(named, at, faults)) continue;
    count(named, at, faults, [0, 100]);
    if (parse.includes(kind) && named.length > 0)
      faults.say(
        at,
        'MESSAGE_ALLOWED_MENTIONS_PARSE_EXCLUSIVE',
        `parse:["${kind}"] and ${kind}: [ids...] are mutually exclusive.`,
      );
  }
}

function check(message: Json, faults: Faults): void {
  const isV2 = (Number(message.flags ?? 0) & v2Flag) !== 0;
  optional(string(2000, 0))(message.content, ['content'], faults);
  if (!isMissing(message.components)) components(message.components, ['components'], faults, isV2);
  if (!isMissing(message.embeds)) embeds(message.embeds, faults);
  if (!isMissing(message.allowed_mentions)) mentions(message.allowed_mentions, faults);
  if (isV2) v2(message, faults);
  const { nonce } = message;
  if (!isMissing(nonce) && typeof nonce !== 'number') string(25)(nonce, ['nonce'], faults);
}

const isEmpty = (value: unknown): boolean =>
  isMissing(value) || (typeof value === 'string' ? value.trim() === '' : Array.isArray(value) && value.length === 0);

/** Why Discord would refuse this message; null when it is a good one. `files`: how many are uploaded with it. */
export function refuseMessage(message: Json, files = 0): Json | null {
  const refusal = refuse((faults) => check(message, faults));
  if (refusal !== null) return refusal;
  const hasSomething = ['content', 'embeds', 'components', 'poll', 'sticker_ids', 'attachments'].some(
    (it) => !isEmpty(message[it]),
  );
  return hasSomething || files > 0 ? null : { message: 'Cannot send an empty message', code: 50006 };
}
