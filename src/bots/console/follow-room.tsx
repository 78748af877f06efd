import { ItemView } from './draw/item.tsx';
import { noticeState } from './draw/notice.tsx';
import type { Followed, Fragment } from './live.ts';
import { type ConsoleParts, keyOf, type Visitor } from './parts.ts';
import { idOf, type Item, itemsFor, readPanes, type View } from './view.ts';

const stateOf = (item: Item): string =>
  item.kind === 'message' ? `${item.message.revision} ${item.replies ?? 0}` : noticeState(item.notice);

function fragmentOf(item: Item, as: ReturnType<typeof itemsFor>): Fragment {
  const id = `${item.pane}-${idOf(item)}`;
  const draw = async () => ({ id, pane: item.pane, html: (await (<ItemView item={await as(item)} />)).toString() });
  return { id, state: stateOf(item), draw };
}

/** The chat, as this person sees it. */
export function followRoom(parts: ConsoleParts, view: View, { account }: Visitor): Followed {
  return {
    event: 'item',
    subscribe: (ring) =>
      parts.hints.onMessage((hint) => {
        const isOurs = hint?.channel === view.channel && (hint.user === null || hint.user === keyOf(account));
        if (hint === null || isOurs) ring();
      }),
    read: async () => {
      const channels = await parts.roster.channels(account);
      if (!channels.some(({ id }) => id === view.channel)) return null;
      const panes = await readPanes(parts, view, account);
      const as = itemsFor(parts, view, account);
      return [...panes.main, ...(panes.side ?? [])].map((item) => fragmentOf(item, as));
    },
  };
}
