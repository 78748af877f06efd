import { among, type Check, count, flag, integer, list, optional, required, string, url } from './check.ts';
import { isMissing, isObject, type Json, type Path, type Faults } from './faults.ts';
import { buttonStyle, kind } from './kinds.ts';

/** “custom_id: 1–100 characters”, “label: max 80 characters” (reference, button). */
const customId = string(100);
const label = string(80, 0);

const emoji: Check = (value, path, faults) => {
  if (!isObject(value)) return faults.say(path, 'DICT_TYPE_CONVERT', 'Only dictionaries may be used in a DictType');
  if (isMissing(value.id) && isMissing(value.name)) required([...path, 'name'], faults);
};

export const button = (it: Json, path: Path, faults: Faults): void => {
  among(...Object.values(buttonStyle))(it.style, [...path, 'style'], faults);
  optional(label)(it.label, [...path, 'label'], faults);
  optional(emoji)(it.emoji, [...path, 'emoji'], faults);
  optional(flag)(it.disabled, [...path, 'disabled'], faults);
  if ((it.label ?? '') === '' && isMissing(it.emoji))
    faults.say(path, 'BUTTON_COMPONENT_LABEL_OR_EMOJI_REQUIRED', 'A label or an emoji is required');
  if (it.style === buttonStyle.link) {
    url(it.url, [...path, 'url'], faults);
    if (!isMissing(it.custom_id))
      faults.say(
        path,
        'BUTTON_COMPONENT_CUSTOM_ID_URL_MUTUALLY_EXCLUSIVE',
        'A custom id and url cannot both be specified',
      );
    return;
  }
  customId(it.custom_id, [...path, 'custom_id'], faults);
  if (!isMissing(it.url))
    faults.say(
      path,
      'BUTTON_COMPONENT_CUSTOM_ID_URL_MUTUALLY_EXCLUSIVE',
      'A custom id and url cannot both be specified',
    );
};

const option = (it: unknown, path: Path, faults: Faults): void => {
  if (!isObject(it)) return faults.say(path, 'DICT_TYPE_CONVERT', 'Only dictionaries may be used in a DictType');
  string(100)(it.label, [...path, 'label'], faults);
  string(100)(it.value, [...path, 'value'], faults);
  optional(string(100, 0))(it.description, [...path, 'description'], faults);
  optional(emoji)(it.emoji, [...path, 'emoji'], faults);
};

function options(it: Json, path: Path, faults: Faults): void {
  if (!list(it.options, path, faults)) return;
  count(it.options, path, faults, [1, 25]);
  it.options.forEach((one, index) => option(one, [...path, index], faults));
  const values = it.options.map((one) => (isObject(one) ? one.value : undefined));
  values.forEach((value, index) => {
    if (values.indexOf(value) === index) return;
    const where = [...path, index, 'value'];
    faults.say(where, 'SELECT_COMPONENT_OPTION_VALUE_DUPLICATED', 'The specified option value is already used');
  });
}

export const select = (it: Json, path: Path, faults: Faults): void => {
  customId(it.custom_id, [...path, 'custom_id'], faults);
  optional(string(150, 0))(it.placeholder, [...path, 'placeholder'], faults);
  optional(integer(0, 25))(it.min_values, [...path, 'min_values'], faults);
  optional(integer(1, 25))(it.max_values, [...path, 'max_values'], faults);
  if (it.type === kind.select) options(it, [...path, 'options'], faults);
};

/** “value: max 4000 characters”, “placeholder: max 100”, “label: max 45” (reference, text input). */
export const textInput = (it: Json, path: Path, faults: Faults): void => {
  customId(it.custom_id, [...path, 'custom_id'], faults);
  among(1, 2)(it.style, [...path, 'style'], faults);
  optional(integer(0, 4000))(it.min_length, [...path, 'min_length'], faults);
  optional(integer(1, 4000))(it.max_length, [...path, 'max_length'], faults);
  optional(flag)(it.required, [...path, 'required'], faults);
  optional(string(4000, 0))(it.value, [...path, 'value'], faults);
  optional(string(100, 0))(it.placeholder, [...path, 'placeholder'], faults);
  const most = typeof it.max_length === 'number' ? it.max_length : 4000;
  if (typeof it.value === 'string' && it.value.length > most && most < 4000)
    faults.say([...path, 'value'], 'BASE_TYPE_MAX_LENGTH', `Must be ${most} or fewer in length.`);
};
