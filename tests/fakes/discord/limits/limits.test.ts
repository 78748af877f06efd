import { describe, expect, it } from 'vitest';
import { refuseChoices, refuseCommands } from './command.ts';
import type { Json } from './faults.ts';
import { refuseMessage } from './message.ts';
import { refuseModal } from './modal.ts';

const v2 = (...components: unknown[]) => ({ flags: 1 << 15, components });
const text = (content: string) => ({ type: 10, content });
let made = 0;
const button = (more: object = {}) => ({ type: 2, style: 2, label: 'Go', custom_id: `b${++made}`, ...more });
const row = (...components: unknown[]) => ({ type: 1, components });
const times = <T>(count: number, make: () => T): T[] => Array.from({ length: count }, make);
const select = (options: number, more: object = {}) => ({
  ...{ type: 3, custom_id: `s${++made}` },
  options: times(options, () => ({ label: 'x', value: `v${++made}` })),
  ...more,
});
const input = (more: object = {}) => ({ type: 4, style: 1, custom_id: `i${++made}`, ...more });
const label = (more: object = {}, inner: object = input()) => ({ type: 18, label: 'Why', component: inner, ...more });
const modal = (components: unknown[], more: object = {}) => ({ title: 'Start', custom_id: 'm', components, ...more });

/** The codes of the faults, each with where it stands. */
function faultsIn(refusal: Json | null): string[] {
  const walk = (node: Json, path: string): string[] =>
    Object.entries(node).flatMap(([key, below]) =>
      key === '_errors'
        ? (below as { code: string }[]).map(({ code }) => `${path}${code}`)
        : walk(below as Json, `${path}${key}.`),
    );
  if (refusal === null) return [];
  return refusal.errors === undefined ? [String(refusal.code)] : walk(refusal.errors as Json, '');
}

describe('a message', () => {
  it.each<[string, Json]>([
    ['words', { content: 'x'.repeat(2000) }],
    ['V2 text of 4000', v2(text('x'.repeat(2000)), text('x'.repeat(2000)))],
    ['40 components', v2(...times(40, () => text('x')))],
    ['five buttons a row', v2(row(...times(5, () => button())))],
    ['a menu of 25', v2(row(select(25)))],
    ['a section', v2({ type: 9, components: times(3, () => text('x')), accessory: button() })],
    ['a container', v2({ type: 17, accent_color: 1, components: [text('x'), { type: 14 }, row(button())] })],
    ['a label of 80 and an id of 100', v2(row(button({ label: 'x'.repeat(80), custom_id: 'x'.repeat(100) })))],
    ['five rows without the flag', { content: 'x', components: times(5, () => row(button())) }],
  ])('of %s passes', (_, message) => {
    expect(refuseMessage(message)).toBeNull();
  });

  it.each<[string, Json, string]>([
    ['nothing', { content: ' ' }, '50006'],
    ['2001 characters', { content: 'x'.repeat(2001) }, 'content.BASE_TYPE_MAX_LENGTH'],
    [
      'content beside V2',
      { ...v2(text('x')), content: 'x' },
      'content.MESSAGE_CANNOT_USE_LEGACY_FIELDS_WITH_COMPONENTS_V2',
    ],
    [
      'embeds beside V2',
      { ...v2(text('x')), embeds: [{}] },
      'embeds.MESSAGE_CANNOT_USE_LEGACY_FIELDS_WITH_COMPONENTS_V2',
    ],
    ['41 components', v2(...times(41, () => text('x'))), 'components.COMPONENT_MAX_TOTAL_COMPONENTS_EXCEEDED'],
    [
      '41 with nested ones and accessories',
      v2(...times(10, () => ({ type: 9, components: [text('x'), text('y')], accessory: button() })), text('x')),
      'components.COMPONENT_MAX_TOTAL_COMPONENTS_EXCEEDED',
    ],
    [
      '4001 characters in all',
      v2(text('x'.repeat(4000)), text('y')),
      'components.COMPONENT_DISPLAYABLE_TEXT_SIZE_EXCEEDED',
    ],
    ['six buttons a row', v2(row(...times(6, () => button()))), 'components.0.components.BASE_TYPE_BAD_LENGTH'],
    ['a menu beside a button', v2(row(button(), select(1))), 'components.0.components.COMPONENT_LAYOUT_WIDTH_EXCEEDED'],
    [
      'a label of 81',
      v2(row(button({ label: 'x'.repeat(81) }))),
      'components.0.components.0.label.BASE_TYPE_MAX_LENGTH',
    ],
    [
      'an id of 101',
      v2(row(button({ custom_id: 'x'.repeat(101) }))),
      'components.0.components.0.custom_id.BASE_TYPE_BAD_LENGTH',
    ],
    ['no id', v2(row(button({ custom_id: '' }))), 'components.0.components.0.custom_id.BASE_TYPE_REQUIRED'],
    [
      'an id twice',
      v2(row(button({ custom_id: 'a' })), { type: 17, components: [row(button({ custom_id: 'a' }))] }),
      'components.1.components.0.components.0.custom_id.COMPONENT_CUSTOM_ID_DUPLICATED',
    ],
    ['a menu of 26', v2(row(select(26))), 'components.0.components.0.options.BASE_TYPE_BAD_LENGTH'],
    ['an empty menu', v2(row(select(0))), 'components.0.components.0.options.BASE_TYPE_BAD_LENGTH'],
    [
      'a section of four',
      v2({ type: 9, components: times(4, () => text('x')), accessory: button() }),
      'components.0.components.BASE_TYPE_BAD_LENGTH',
    ],
    ['a section alone', v2({ type: 9, components: [text('x')] }), 'components.0.accessory.BASE_TYPE_REQUIRED'],
    ['empty text', v2(text('')), 'components.0.content.BASE_TYPE_REQUIRED'],
    ['V2 text without the flag', { components: [text('x')] }, 'components.0.type.UNION_TYPE_CHOICES'],
    ['a bare button', v2(button()), 'components.0.type.UNION_TYPE_CHOICES'],
    [
      'a link that runs',
      v2(row({ type: 2, style: 5, label: 'x', url: 'javascript:1' })),
      'components.0.components.0.url.URL_TYPE_INVALID_SCHEME',
    ],
    [
      'mentions of both kinds',
      { content: 'x', allowed_mentions: { parse: ['users'], users: ['1'] } },
      'allowed_mentions.users.MESSAGE_ALLOWED_MENTIONS_PARSE_EXCLUSIVE',
    ],
    ['a nonce of 26', { content: 'x', nonce: 'x'.repeat(26) }, 'nonce.BASE_TYPE_BAD_LENGTH'],
  ])('of %s is refused', (_, message, fault) => {
    expect(faultsIn(refuseMessage(message))).toEqual([fault]);
  });

  it('is refused in Discord’s own shape', () => {
    expect(refuseMessage({ content: 'x'.repeat(2001) })).toEqual({
      message: 'Invalid Form Body',
      code: 50035,
      errors: { content: { _errors: [{ code: 'BASE_TYPE_MAX_LENGTH', message: 'Must be 2000 or fewer in length.' }] } },
    });
  });
});

describe('a modal', () => {
  it.each<[string, Json]>([
    ['labels', modal(times(5, () => label({ label: 'x'.repeat(45) })))],
    ['rows', modal([row(input({ label: 'Why', value: 'x'.repeat(4000) }))])],
    ['text and a menu', modal([text('Read this'), label({}, select(3))])],
  ])('of %s passes', (_, given) => {
    expect(refuseModal(given)).toBeNull();
  });

  it.each<[string, Json, string]>([
    ['a title of 46', modal([label()], { title: 'x'.repeat(46) }), 'title.BASE_TYPE_BAD_LENGTH'],
    ['six inputs', modal(times(6, () => label())), 'components.BASE_TYPE_BAD_LENGTH'],
    ['no input', modal([]), 'components.BASE_TYPE_BAD_LENGTH'],
    ['a label of 46', modal([label({ label: 'x'.repeat(46) })]), 'components.0.label.BASE_TYPE_BAD_LENGTH'],
    [
      'a value of 4001',
      modal([label({}, input({ value: 'x'.repeat(4001) }))]),
      'components.0.component.value.BASE_TYPE_MAX_LENGTH',
    ],
    ['a button', modal([row(button())]), 'components.0.components.0.type.UNION_TYPE_CHOICES'],
    [
      'an id twice',
      modal(times(2, () => label({}, input({ custom_id: 'a' })))),
      'components.1.component.custom_id.COMPONENT_CUSTOM_ID_DUPLICATED',
    ],
  ])('of %s is refused', (_, given, fault) => {
    expect(faultsIn(refuseModal(given))).toEqual([fault]);
  });
});

describe('commands', () => {
  const option = (more: object = {}) => ({ type: 3, name: `o${++made}`, description: 'd', ...more });
  const command = (more: object = {}) => ({ name: 'wheel', description: 'd', ...more });
  const choices = (count: number) => times(count, () => ({ name: 'n', value: 'v' }));

  it('of subcommands, choices and menus pass', () => {
    const run = { type: 1, name: 'run', description: 'd', options: [option({ choices: choices(25) })] };
    expect(refuseCommands([command({ options: [run] }), { type: 3, name: 'Steer this run' }])).toBeNull();
  });

  it.each<[string, Json[], string]>([
    [
      '26 choices',
      [command({ options: [option({ choices: choices(26) })] })],
      '0.options.0.choices.BASE_TYPE_MAX_LENGTH',
    ],
    ['26 options', [command({ options: times(26, () => option()) })], '0.options.BASE_TYPE_MAX_LENGTH'],
    ['a name in capitals', [command({ name: 'Wheel' })], '0.name.APPLICATION_COMMAND_INVALID_NAME'],
    ['one name twice', [command(), command()], '1.APPLICATION_COMMANDS_DUPLICATE_NAME'],
    [
      'a described menu',
      [{ type: 3, name: 'Steer', description: 'x' }],
      '0.description.APPLICATION_COMMAND_DESCRIPTION_CANNOT_BE_SET',
    ],
    [
      '8001 characters',
      [
        command({
          options: times(4, () =>
            option({ choices: times(25, () => ({ name: 'x'.repeat(50), value: 'y'.repeat(50) })) }),
          ),
        }),
      ],
      '0.APPLICATION_COMMAND_TOO_LARGE',
    ],
    [
      'the required last',
      [command({ options: [option(), option({ required: true })] })],
      '0.options.1.APPLICATION_COMMAND_OPTIONS_REQUIRED_INVALID',
    ],
  ])('of %s are refused', (_, given, fault) => {
    expect(faultsIn(refuseCommands(given))).toEqual([fault]);
  });

  it('are completed with 25 choices at most', () => {
    expect(refuseChoices({ choices: choices(25) })).toBeNull();
    expect(faultsIn(refuseChoices({ choices: choices(26) }))).toEqual(['data.choices.BASE_TYPE_MAX_LENGTH']);
  });
});
