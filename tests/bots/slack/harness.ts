import { words } from '../../../src/bots/slack/words.ts';
import { fieldName } from '../../../src/bots/slack/draw/field-id.ts';
import type { Harness, MakeHarness, Seen, SeenDialog } from '../../contract/harness.ts';
import type { Person } from '../../fakes/slack/people/person.ts';
import type { SeenMessage } from '../../fakes/slack/people/seen.ts';
import { sentWhenThereIsRoom } from '../chat/send/when-there-is-room.ts';
import { startSlackRig, type Mode, type SlackRig } from './rig.ts';

/** A passing lead is Slack's way of bringing somebody somewhere: a line with a link, and nothing else. */
const isWay = ({ text }: SeenMessage): boolean => text.startsWith(words.standsHere);

const see = (message: SeenMessage): Seen => {
  const fences = message.passages.filter(({ kind }) => kind !== 'words');
  const own = message.passages.filter(({ kind }) => kind === 'words').map(({ text }) => text);
  return {
    id: message.ts,
    text: [message.author, ...own].join('\n'),
    fenced: fences.map(({ text }) => text),
    buttons: message.buttons,
    live: [
      ...fences.flatMap(({ links, emoji, channels }) => [...links.map(({ url }) => url), ...emoji, ...channels]),
      ...message.pings,
    ],
  };
};

function seeDialog(person: Person): SeenDialog | null {
  const open = person.dialog();
  return (
    open && {
      text: open.text,
      fields: open.fields.map(({ blockId, value, problem }) => ({
        name: fieldName(blockId) ?? blockId,
        value,
        problem,
      })),
    }
  );
}

/** https://TEAM.slack.com/archives/CHANNEL/p1764000000000100 */
const messageIn = (url: string): string | null =>
  /\/archives\/[A-Z0-9]+\/p(\d+)(\d{6})/.exec(url)?.slice(1).join('.') ?? null;

/** Slack before real people: every act goes through the local Slack, and the real client on the real protocol. */
export const slackHarness =
  (url: () => string, mode: Mode): MakeHarness =>
  async (door) =>
    harnessOf(await startSlackRig(url(), door, { mode }));

export function harnessOf(rig: SlackRig): Harness {
  const { slack } = rig;
  const film = slack.channel('film');
  const person = (name: string): Person => slack.person(name);
  for (const name of ['ada', 'ben', 'mallory']) person(name);
  const act = async (done: Promise<unknown>): Promise<void> => {
    await done;
    await rig.settled();
  };
  const on = ({ channel, message }: { channel: string; message: string }) => ({ channel, ts: message });
  const fieldsOf = (name: string, values: Record<string, string>): Record<string, string> => {
    const ids = new Map(
      person(name)
        .dialog()
        ?.fields.map(({ blockId }) => [fieldName(blockId) ?? '', blockId]),
    );
    return Object.fromEntries(Object.entries(values).map(([field, value]) => [ids.get(field) ?? field, value]));
  };

  return {
    surface: sentWhenThereIsRoom(rig.bot.surface),
    place: { surface: 'slack', channel: film.id },
    ways: { secondLook: 'its own', repeats: 'come to the door' },
    account: (name) => ({ surface: 'slack', team: person(name).team, user: person(name).id }),
    sees: async (name, at) => person(name).sees(at).map(see),
    privately: async (name) =>
      person(name)
        .privately()
        .filter((it) => !isWay(it))
        .map(see),
    dialog: async (name) => seeDialog(person(name)),
    led: async (name) => {
      const links = person(name).privately().at(-1)?.links ?? [];
      return messageIn(links.at(-1)?.url ?? '');
    },
    press: (name, ref, label) => act(person(name).press(on(ref), label)),
    pressPrivately: (name, label) => act(person(name).pressPrivately(label)),
    submit: (name, values) => act(person(name).submit(fieldsOf(name, values))),
    confirm: (name) => act(person(name).dialog()?.kind === 'confirm' ? person(name).accept() : person(name).submit()),
    dismiss: (name) => act(person(name).closeDialog()),
    type: async (name, at, text) => {
      const [, command] = /^\/wheel ([\s\S]*)$/.exec(text) ?? [];
      await act(command === undefined ? person(name).type(at, text) : person(name).slash(at, '/wheel', command));
    },
    redeliver: (name) => act(person(name).redeliver()),
    failure: async (name) => person(name).privately().at(-1)?.text ?? person(name).toasts.at(-1) ?? null,
    outage: { says: /could not be reached[\s\S]*tried again by itself/i, again: () => rig.takenUp() },
    remove: (ref) => act(slack.removeMessage(ref.channel, ref.message)),
    close: () => rig.close(),
  };
}
